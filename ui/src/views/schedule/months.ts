/** The month grid and what stands on its days. */
import type { CalendarDay, ReceptionDetail, ReceptionRow } from '@/bridge/bindings'
import { addDays, partsOf } from '@/format'
import { termLabel } from '@/labels'

const WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const two = (n: number) => String(n).padStart(2, '0')

/** First day of a month as an ISO date. */
export const firstOf = (year: number, month: number) => `${year}-${two(month)}-01`

/** Moves a month by `by` months. */
export function moveMonth(
  year: number,
  month: number,
  by: number,
): { year: number; month: number } {
  const n = year * 12 + month - 1 + by
  return { year: Math.floor(n / 12), month: (n % 12) + 1 }
}

/** The days of the month in whole weeks from Monday, with their neighbours. */
export function gridOf(year: number, month: number): string[] {
  const first = firstOf(year, month)
  const start = addDays(first, -Math.max(0, WEEK.indexOf(partsOf(first)?.weekday ?? '周一')))
  const next = moveMonth(year, month, 1)
  const end = firstOf(next.year, next.month)
  const days: string[] = []
  for (let d = start; d < end || days.length % 7 !== 0; d = addDays(d, 1)) days.push(d)
  return days
}

/** 休 or 班 for a day off the usual week; a plain weekend needs no sign. */
export function signOf(day: CalendarDay | undefined): '休' | '班' | undefined {
  if (day?.kind.kind === 'holiday') return '休'
  return day?.kind.kind === 'make_up' ? '班' : undefined
}

export const isRest = (day: CalendarDay | undefined, iso: string) =>
  day
    ? day.kind.kind === 'weekend' || day.kind.kind === 'holiday'
    : ['周六', '周日'].includes(partsOf(iso)?.weekday ?? '')

/** Name under the day: a holiday on its first day, `国庆调休` on a make-up day. */
export function noteOf(day: CalendarDay | undefined, before: CalendarDay | undefined): string {
  if (day?.kind.kind === 'make_up') return `${day.kind.name.replace(/节$/, '')}调休`
  if (day?.kind.kind !== 'holiday') return ''
  return before?.kind.kind === 'holiday' && before.kind.name === day.kind.name ? '' : day.kind.name
}

export interface Mark {
  key: string
  /** Main: 接待日; other: other kinds; limit: the notice; due: slips to issue. */
  kind: 'main' | 'other' | 'limit' | 'due'
  title: string
  /** The title as a narrow cell has room for it. */
  brief: string
  second: string
  receptionId: string
}

/** `第九期民营企业接待日` is `第九期` in a narrow cell. */
export const shortTitle = (title: string) => /^第[^期]{1,6}期/.exec(title)?.[0] ?? title

const RANK: Record<Mark['kind'], number> = { main: 0, other: 1, due: 2, limit: 3 }

/** Marks of all days, sittings first: receptions, and the office's limits of those known in detail. */
export function marksOf(
  rows: ReceptionRow[],
  details: ReadonlyMap<string, ReceptionDetail>,
): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>()
  const put = (date: string, mark: Mark) =>
    marks.set(
      date,
      [...(marks.get(date) ?? []), mark].sort((a, b) => RANK[a.kind] - RANK[b.kind]),
    )
  for (const r of rows) {
    if (r.state === 'cancelled') continue
    const isMain = r.kind === 'reception_day'
    put(r.held_on, {
      key: r.id,
      kind: isMain ? 'main' : 'other',
      title: isMain ? shortTitle(r.title) : termLabel('ReceptionKind', r.kind),
      brief: isMain ? shortTitle(r.title) : termLabel('ReceptionKind', r.kind),
      second: isMain ? r.starts.slice(0, 5) : r.place || r.starts.slice(0, 5),
      receptionId: r.id,
    })
    const d = details.get(r.id)
    if (!d) continue
    if (r.state === 'planned') {
      put(d.notice_due_on, {
        key: `${r.id}-notice`,
        kind: 'limit',
        title: `通告截止${d.is_notice_due_provisional ? '（暂定）' : ''}`,
        brief: d.is_notice_due_provisional ? '通告暂定' : '通告截止',
        second: shortTitle(r.title),
        receptionId: r.id,
      })
    }
    if (r.state === 'held' && r.waiting_slips > 0) {
      put(d.issue_due_on, {
        key: `${r.id}-issue`,
        kind: 'due',
        title: `签发截止${d.is_issue_due_provisional ? '（暂定）' : ''}`,
        brief: d.is_issue_due_provisional ? '签发暂定' : '签发截止',
        second: `${r.waiting_slips} 张`,
        receptionId: r.id,
      })
    }
  }
  return marks
}

/** What stands in a day's cell beneath its date. */
export interface DayLines {
  marks: Mark[]
  /** Whether each mark has one line only. */
  isShort: boolean
  /** Marks without a line of their own. */
  more: Mark[]
  note: string
}

/** Shares out the two lines of a cell: nothing in it is cut. */
export function linesOf(marks: Mark[], note: string): DayLines {
  const isShort = marks.length > 1 || note !== ''
  const shown = marks.length > 2 ? 1 : 2
  return {
    marks: marks.slice(0, shown),
    isShort,
    more: marks.slice(shown),
    note: marks.length > 1 ? '' : note,
  }
}
