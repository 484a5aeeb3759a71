/** Words for moments and calendars in the status bar. */
import { clock, isoOf, relativeDate } from '@/format'

/** `今天 17:40`, `昨天 17:40`, `9月21日 周一 17:40`. */
export function whenWords(at: string, today: string): string {
  const t = new Date(at)
  return Number.isNaN(t.getTime()) ? '—' : `${relativeDate(isoOf(t), today)} ${clock(t)}`
}

/** Whether the last good backup is so old that she should know. */
export function isBackupOld(at: string | null, now: string): boolean {
  if (at === null) return true
  return Date.parse(now) - Date.parse(at) > 2 * 86_400_000
}

/** Which years' holiday notices the program knows. `until` is the last year published. */
export function holidayWords(until: number, today: string): string {
  const year = Number(today.slice(0, 4))
  if (until < year) return `${year} 年节假日安排未公布，期限为暂定`
  return `节假日数据 ${year === until ? '' : `${year}—`}${until} 年已公布，${until + 1} 年未公布`
}

/** Week number as ISO 8601 counts: the week with the year's first Thursday is week 1. */
export function weekOf(iso: string): number {
  const day = new Date(`${iso}T00:00Z`)
  const weekday = (day.getUTCDay() + 6) % 7
  // The Thursday of this week decides the year.
  day.setUTCDate(day.getUTCDate() - weekday + 3)
  const first = Date.UTC(day.getUTCFullYear(), 0, 1)
  return Math.floor((day.getTime() - first) / 86_400_000 / 7) + 1
}
