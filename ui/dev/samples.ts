import { addDays, partsOf } from '@/format'
import type { RulerCell, RulerInput } from '@/components/ruler'

const HOLIDAYS: Record<string, string> = {
  '2026-09-25': '中秋',
  '2026-09-26': '中秋',
  '2026-09-27': '中秋',
  '2026-10-01': '国庆',
  '2026-10-02': '国庆',
  '2026-10-03': '国庆',
  '2026-10-04': '国庆',
  '2026-10-05': '国庆',
  '2026-10-06': '国庆',
  '2026-10-07': '国庆',
}
const MAKE_UP = new Set(['2026-09-20', '2026-10-10'])

/** A ruler such as the core sends, for the gallery and the tests. */
export function sampleRuler(
  from: string,
  count: number,
  first: 'issue' | 'due',
  sentence: string,
  marks: RulerInput['marks'] = [],
): RulerInput {
  const cells: RulerCell[] = [
    { date: from, kind: first, ordinal: null, name: null, is_make_up: false },
  ]
  let n = 0
  for (let date = addDays(from, 1); n < count; date = addDays(date, 1)) {
    const weekday = partsOf(date)?.weekday
    const off =
      date in HOLIDAYS || ((weekday === '周六' || weekday === '周日') && !MAKE_UP.has(date))
    if (!off) n += 1
    cells.push({
      date,
      kind: off ? 'rest' : n === count && first === 'issue' ? 'due' : 'counted',
      ordinal: off ? null : n,
      name: HOLIDAYS[date] ?? null,
      is_make_up: MAKE_UP.has(date),
    })
  }
  const rests: RulerInput['rests'] = []
  for (const c of cells) {
    if (c.kind !== 'rest') continue
    const last = rests.at(-1)
    if (last && addDays(last.from, last.days) === c.date && last.name === c.name) last.days += 1
    else rests.push({ from: c.date, days: 1, name: c.name, label: '' })
  }
  for (const r of rests) r.label = r.name ? `${r.name}休 ${r.days} 天` : ''
  return { cells, rests, marks, sentence }
}

export const dueRuler = sampleRuler(
  '2026-09-23',
  15,
  'issue',
  '按今日交办，次日起算。跳过 13 天：中秋 3、国庆 7、周末 3；10月10日补班。',
  [
    { date: '2026-10-16', light: 'blue' },
    { date: '2026-10-20', light: 'yellow' },
  ],
)
export const runningRuler = sampleRuler(
  '2026-09-21',
  5,
  'issue',
  '9月21日交办，次日起算。跳过 3 天：中秋 3。',
  [
    { date: '2026-09-23', light: 'blue' },
    { date: '2026-09-28', light: 'yellow' },
  ],
)
export const overdueRuler = sampleRuler('2026-09-16', 6, 'due', '9月20日（周日）补班，计入逾期。')
export const longRuler = sampleRuler(
  '2026-08-03',
  60,
  'issue',
  '8月3日交办，次日起算。跳过 29 天：中秋 3、国庆 7、周末 19；9月20日、10月10日补班。',
  [{ date: '2026-11-02', light: 'blue' }],
)

export const paper = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><rect width="210" height="297" fill="#fff"/><text x="105" y="52" font-size="9" text-anchor="middle" fill="#f33" font-weight="700">川江区企业接待日交办单</text><path d="M28 66h156" stroke="#f33"/><path d="M28 80h156v150H28zM28 100h156M28 180h156M60 80v150" fill="none" stroke="#222" stroke-width=".4"/></svg>`
