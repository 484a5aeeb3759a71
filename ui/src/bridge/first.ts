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

/**
 * Takes the answer to this asking, once; null when none came along. Any other asking ends them
 * all, for it may change what they tell.
 */
export function takeFirst(name: string, input: unknown): { output: unknown } | null {
  answers ??= read()
  const asked = JSON.stringify(input)
  const at = answers.findIndex((a) => a.name === name && JSON.stringify(a.input) === asked)
  if (at < 0) {
    answers = []
    return null
  }
  return answers.splice(at, 1)[0] ?? null
}

/** Forgets what was read; tests call it between cases. */
export function forgetFirst(): void {
  answers = null
}
