/** Characters as the core counts them (code points), beside the UTF-16 offsets of a field. */
import type { Quote } from '@/bridge/bindings'

/** Code points before a UTF-16 offset. */
export const charsBefore = (text: string, offset: number): number =>
  [...text.slice(0, offset)].length

export interface Piece {
  text: string
  isQuoted: boolean
}

/** The text cut at the ends of its quotes; quotes may overlap or reach past the end. */
export function pieces(text: string, quotes: Quote[]): Piece[] {
  const chars = [...text]
  const isQuoted = chars.map((_, i) => quotes.some((q) => q.from <= i && i < q.to))
  const out: Piece[] = []
  chars.forEach((char, i) => {
    const last = out.at(-1)
    const quoted = isQuoted[i] ?? false
    if (last && last.isQuoted === quoted) last.text += char
    else out.push({ text: char, isQuoted: quoted })
  })
  return out
}
