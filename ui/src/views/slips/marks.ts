/** Marks laid over the set page: what is filled only when the slip is issued. */

const MARK_FILL = '#855000'

/** The number line in mm: its left margin, one sign, and all from 〔 to 号 with a little air. */
const [MARGIN, SIGN, YEAR_AND_BLANK] = [28, 5.37, 43]

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Rough width of a text in units of its size: full-width signs 1, others a half. */
const widthOf = (text: string) =>
  [...text].reduce((sum, c) => sum + (/[\u0020-\u00ff]/.test(c) ? 0.56 : 1), 0)

/**
 * Lays the tag `签发时取号：12` beside the number line of page one. The line stands at a fixed
 * height of the form (49.6 mm from the top), so no search on the page is needed; a page
 * whose size is unknown stays as it is.
 */
export function markNumber(pages: string[], nextNumber: string): string[] {
  const [first, ...rest] = pages
  const box = first?.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/)
  if (!first || !box || !first.trimEnd().endsWith('</svg>')) return pages
  const mm = Number(box[1]) / 210
  const serial = /(\d+)号?$/.exec(nextNumber)?.[1]
  const text = escapeXml(serial ? `签发时取号：${serial}` : '签发时取号')
  const size = 3.6 * mm
  const width = (widthOf(serial ? `签发时取号：${serial}` : '签发时取号') + 1.2) * size
  // Margin, the organ's signs, then year, blank and 号; the urgency at the right stays free.
  const organ = [...(/^[^〔]*/.exec(nextNumber)?.[0] ?? '')].length
  const after = Math.min(MARGIN + organ * SIGN + YEAR_AND_BLANK, 148)
  const [x, y, height] = [after * mm, 46.8 * mm, 5.6 * mm]
  const tag =
    `<g font-family="'Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="${size}">` +
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${0.6 * mm}" fill="${MARK_FILL}"/>` +
    `<text x="${x + 0.6 * size}" y="${y + 4.15 * mm}" fill="#fff">${text}</text></g>`
  return [first.trimEnd().replace(/<\/svg>$/, `${tag}</svg>`), ...rest]
}
