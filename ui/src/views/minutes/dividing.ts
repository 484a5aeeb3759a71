/** How the words of a demand are divided when it is split: each stays with one of the two. */
import type { DemandFields, DemandWords, Entry, Quote, SittingDemand } from '@/bridge/bindings'

/** The field whose words are divided; the others stay with the first demand. */
export type WordField = keyof DemandWords

export const WORD_FIELDS: Record<WordField, string> = {
  facts: '事实',
  request: '请求',
  requirement: '办理要求',
}

/** Words divided: what the first demand keeps of them, and what goes to the second. */
export interface Division {
  field: WordField
  left: string
  taken: string
}

/** Signs that join two stretches of words and belong to neither. */
const JOINTS = /^[\s，、；：,;:]+|[\s，、；：,;:]+$/gu
const tidy = (text: string) => text.replace(JOINTS, '')
/** After a cut nothing begins with the end of a sentence. */
const tidyHead = (text: string) => tidy(text.replace(/^[\s。！？.!?]+/u, ''))

function cutOut(text: string, words: string): Pick<Division, 'left' | 'taken'> | null {
  const at = words ? text.indexOf(words) : -1
  if (at < 0) return null
  const [before, after] = [tidy(text.slice(0, at)), tidyHead(text.slice(at + words.length))]
  const joint = before && after && !/[。！？；]$/u.test(before) ? '；' : ''
  return { left: before + joint + after, taken: tidy(words) }
}

/** The last sentence, else the last clause; nothing where there is only one. */
function lastPart(text: string): Pick<Division, 'left' | 'taken'> {
  for (const stop of [/[。！？；;\n]/gu, /[，,]/gu]) {
    // What ends the text divides nothing.
    const at = [...text.trimEnd().slice(0, -1).matchAll(stop)].at(-1)?.index
    if (at === undefined) continue
    const [left, taken] = [tidy(text.slice(0, at + 1)), tidy(text.slice(at + 1))]
    if (left && taken) return { left, taken }
  }
  return { left: text, taken: '' }
}

/** What the quotes of a demand say. */
const quoted = (quotes: Quote[], entries: Entry[]) =>
  quotes
    .map((q) => [...(entries.find((e) => e.id === q.entry_id)?.text ?? '')].slice(q.from, q.to))
    .map((chars) => chars.join(''))
    .filter(Boolean)
    .join('\n')

/**
 * Divides the words of a demand. The words marked in the record are taken from where they stand;
 * without a mark it is the last sentence of the facts, else of the request or 办理要求, else of the
 * quote, which then becomes the facts of both.
 */
export function divided(demand: SittingDemand, entries: Entry[], marked?: string): Division {
  const { fields } = demand
  const names = Object.keys(WORD_FIELDS) as WordField[]
  for (const field of names) {
    const cut = cutOut(fields[field], marked?.trim() ?? '')
    if (cut) return { field, ...cut }
  }
  const field = names.find((name) => fields[name].trim() !== '') ?? 'facts'
  if (marked) return { field, left: fields[field], taken: tidy(marked) }
  return { field, ...lastPart(fields[field] || quoted(demand.quotes, entries)) }
}

/** The words as the core takes them. */
export function wordsOf(fields: DemandFields, { field, left, taken }: Division) {
  const { facts, request, requirement } = fields
  const none: DemandWords = { facts: '', request: '', requirement: '' }
  return {
    left: { ...{ facts, request, requirement }, [field]: left.trim() },
    taken: { ...none, [field]: taken.trim() },
  }
}
