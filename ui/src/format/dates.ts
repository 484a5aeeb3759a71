/** Dates as the office writes them. All input dates are local ISO dates `2026-09-23`. */

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

/** Parts of a local ISO date; null when it is not a date of the calendar. */
export function partsOf(iso: string): { y: number; m: number; d: number; weekday: string } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (!match) return null
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])]
  // UTC, so that no time zone and no summer time can move the day.
  const t = new Date(Date.UTC(y, m - 1, d))
  if (t.getUTCMonth() !== m - 1 || t.getUTCDate() !== d) return null
  return { y, m, d, weekday: `周${WEEKDAYS[t.getUTCDay()]}` }
}

/** Beijing time, as the core reckons, whatever zone the machine is set to; read by `getUTC…`. */
export const beijing = (t: Date): Date => new Date(t.getTime() + 8 * 3_600_000)

/** The moment of a Beijing day and clock time, whatever zone the machine is in. */
export const momentOf = (day: string, time: string): string =>
  new Date(`${day}T${time}+08:00`).toISOString()

/** The local ISO date of a moment. */
export const isoOf = (t: Date): string => beijing(t).toISOString().slice(0, 10)

/** Today on this machine. Deadlines never use it: they come from the core's clock. */
export const todayIso = (): string => isoOf(new Date())

/** Moves an ISO date by calendar days. */
export function addDays(iso: string, days: number): string {
  const p = partsOf(iso)
  if (!p) return iso
  return new Date(Date.UTC(p.y, p.m - 1, p.d + days)).toISOString().slice(0, 10)
}

/** Calendar days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00Z`) - Date.parse(`${a}T00:00Z`)) / 86_400_000)
}

/** Prose: `2026年9月23日（周三）`. */
export function longDate(iso: string | null | undefined): string {
  const p = iso ? partsOf(iso) : null
  return p ? `${p.y}年${p.m}月${p.d}日（${p.weekday}）` : '—'
}

/** Tables: `9月23日 周三`, with the year in front only when it is not this one. */
export function tableDate(iso: string | null | undefined, today: string = todayIso()): string {
  const p = iso ? partsOf(iso) : null
  if (!p) return '—'
  const year = today.startsWith(`${p.y}-`) ? '' : `${p.y}年`
  return `${year}${p.m}月${p.d}日 ${p.weekday}`
}

/** As `tableDate` without the weekday. */
export function shortDate(iso: string | null | undefined, today: string = todayIso()): string {
  const p = iso ? partsOf(iso) : null
  if (!p) return '—'
  return `${today.startsWith(`${p.y}-`) ? '' : `${p.y}年`}${p.m}月${p.d}日`
}

/** `昨天`, `今天`, `明天`, `后天`, else the table form. */
export function relativeDate(iso: string, today: string = todayIso()): string {
  const near: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' }
  return near[daysBetween(today, iso)] ?? tableDate(iso, today)
}

/** Local clock of a UTC instant: `09:57`, or with seconds `09:57:04`. */
export function clock(at: string | Date, seconds = false): string {
  const t = typeof at === 'string' ? new Date(at) : at
  if (Number.isNaN(t.getTime())) return '—'
  return beijing(t)
    .toISOString()
    .slice(11, seconds ? 19 : 16)
}

/** A UTC instant as local day and clock: `9月23日 09:57`. */
export function moment(at: string | null | undefined, today: string = todayIso()): string {
  if (!at) return '—'
  const t = new Date(at)
  return Number.isNaN(t.getTime()) ? '—' : `${shortDate(isoOf(t), today)} ${clock(t)}`
}

/** `1 小时 09 分` from milliseconds. */
export function duration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const h = Math.floor(minutes / 60)
  return h > 0 ? `${h} 小时 ${String(minutes % 60).padStart(2, '0')} 分` : `${minutes} 分`
}

const NAMED_DAYS: Record<string, number> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
}

/**
 * Reads a date as people type it: `2026-9-23`, `2026.9.23`, `2026年9月23日`, `20260923`,
 * `9.23`, `9-23`, `9/23`, `9月23日`, `今天`, `明天`. Without a year it takes the one of `today`.
 * Full-width digits and signs count as their half-width twins. Null when it is no date.
 */
export function parseDate(text: string, today: string = todayIso()): string | null {
  const t = text.normalize('NFKC').replace(/\s+|\(周.\)/g, '')
  const named = NAMED_DAYS[t]
  if (named !== undefined) return addDays(today, named)
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(t) ??
    /^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(t)
  if (!match) return null
  const [y, m, d] = [match[1] ?? today.slice(0, 4), match[2] ?? '', match[3] ?? '']
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return partsOf(iso) ? iso : null
}

/** Reads a time of day: `9`, `930`, `0930`, `9:30`, `9：30`, `9.30`, `9点`, `9点半`. */
export function parseTime(text: string): string | null {
  const t = text.normalize('NFKC').replace(/\s+/g, '').replace('点半', ':30').replace(/[点.]/, ':')
  const match = /^(\d{1,2})(?::(\d{2})?)?$/.exec(t) ?? /^(\d{1,2})(\d{2})$/.exec(t)
  if (!match) return null
  const [h, m] = [Number(match[1]), Number(match[2] ?? '0')]
  if (h > 23 || m > 59) return null
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
}
