/** The words marked with the mouse or Shift in the record, as a quote. */
import type { Quote } from '@/bridge/bindings'

export interface Marked {
  quote: Quote
  words: string
}

/** Null when nothing is marked or the mark crosses entries. */
export function markedQuote(selection: Selection | null = document.getSelection()): Marked | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const at = range.commonAncestorContainer
  const text = (at instanceof Element ? at : at.parentElement)?.closest<HTMLElement>('.entry-text')
  const entryId = text?.closest<HTMLElement>('[data-entry]')?.dataset.entry
  if (!text || !entryId) return null
  const before = document.createRange()
  before.selectNodeContents(text)
  before.setEnd(range.startContainer, range.startOffset)
  const from = [...before.toString()].length
  const words = range.toString()
  return { quote: { entry_id: entryId, from, to: from + [...words].length }, words }
}
