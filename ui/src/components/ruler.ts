import type { Ruler, RulerCell } from '@/bridge/bindings'

export type { RulerCell }

/** What `DayRuler` draws: the core's `Ruler` without its due date, which the caller prints. */
export type RulerInput = Pick<Ruler, 'cells' | 'rests' | 'marks' | 'sentence'>

/** Longer rulers are drawn by weeks. */
export const DAYS_AT_MOST = 45

export interface Stretch {
  /** Index of its first cell and how many it covers. */
  from: number
  span: number
}

/** Neighbouring rest days as one hatched stretch, whatever their names. */
export function restStretches(cells: RulerCell[]): Stretch[] {
  const out: Stretch[] = []
  cells.forEach((cell, i) => {
    if (cell.kind !== 'rest') return
    const last = out.at(-1)
    if (last && last.from + last.span === i) last.span += 1
    else out.push({ from: i, span: 1 })
  })
  return out
}

/** Marks in order of their columns; one that begins less than `room` columns after another joins it. */
export function joinMarks<L>(
  marks: { light: L; at: number }[],
  room: number,
): { at: number; lights: L[] }[] {
  const out: { at: number; lights: L[] }[] = []
  for (const { light, at } of [...marks].sort((a, b) => a.at - b.at)) {
    const last = out.at(-1)
    if (last && at - last.at < room) {
      last.at = at
      last.lights.push(light)
    } else out.push({ at, lights: [light] })
  }
  return out
}

export interface Week {
  /** First day shown of the week. */
  date: string
  /** First and last number counted in it; null when nothing counts. */
  ordinals: [number, number] | null
  hasIssue: boolean
  hasDue: boolean
  hasToday: boolean
  isMakeUp: boolean
  dates: string[]
}

/** The cells by weeks from Monday. */
export function weeksOf(cells: RulerCell[], today: string | undefined): Week[] {
  const weeks: Week[] = []
  for (const cell of cells) {
    const monday = new Date(`${cell.date}T00:00Z`).getUTCDay() === 1
    let week = weeks.at(-1)
    if (!week || monday) {
      week = {
        date: cell.date,
        ordinals: null,
        hasIssue: false,
        hasDue: false,
        hasToday: false,
        isMakeUp: false,
        dates: [],
      }
      weeks.push(week)
    }
    week.dates.push(cell.date)
    week.hasIssue ||= cell.kind === 'issue'
    week.hasDue ||= cell.kind === 'due'
    week.hasToday ||= cell.date === today
    week.isMakeUp ||= cell.is_make_up
    if (cell.ordinal !== null) {
      week.ordinals = [week.ordinals?.[0] ?? cell.ordinal, cell.ordinal]
    }
  }
  return weeks
}
