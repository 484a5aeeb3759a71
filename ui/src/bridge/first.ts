/** Answers that came along with the page: what the first screen asks was made before it asked. */
interface Answer {
  name: string
  input: unknown
  output: unknown
}

let answers: Answer[] | null = null

function read(): Answer[] {
  const carrier = document.getElementById('first-answers')
  if (!carrier) return []
  carrier.remove()
  return JSON.parse(carrier.textContent) as Answer[]
}

/** Names of the answers that were taken; null once something had to be asked. */
let taken: string[] | null = []

/**
 * Ends the answers at the first asking they do not hold. To fall back to asking looks the same on
 * screen: a mark in the page's timeline names the answers that were of use until then.
 */
function end(): void {
  answers = []
  if (taken) performance.mark(['first-answers', ...taken].join(' '))
  taken = null
}

/**
 * Takes the answer to this asking, once; null when none came along. Any other asking ends them
 * all, for it may change what they tell.
 */
export function takeFirst(name: string, input: unknown): { output: unknown } | null {
  answers ??= read()
  const asked = JSON.stringify(input)
  const at = answers.findIndex((a) => a.name === name && JSON.stringify(a.input) === asked)
  if (at < 0) {
    end()
    return null
  }
  taken?.push(name)
  return answers.splice(at, 1)[0] ?? null
}

/** Forgets what was read; tests call it between cases. */
export function forgetFirst(): void {
  answers = null
  taken = []
}
