/** The periods reports are made for, as a clerk moves among them. */
import type { PeriodChoice, PeriodKind } from '@/bridge/bindings'

const PER_YEAR: Record<PeriodKind, number> = { month: 12, quarter: 4, half_year: 2, year: 1 }

/** The period of this kind that the day lies in. */
export function periodAt(kind: PeriodKind, iso: string): PeriodChoice {
  const [year, month] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7))]
  return { kind, year, number: Math.ceil((month * PER_YEAR[kind]) / 12) }
}

/** The period so many before or after. */
export function moved({ kind, year, number }: PeriodChoice, by: number): PeriodChoice {
  const at = year * PER_YEAR[kind] + number - 1 + by
  return { kind, year: Math.floor(at / PER_YEAR[kind]), number: (at % PER_YEAR[kind]) + 1 }
}

/** The period of another kind that this one ends in. */
export function asKind(period: PeriodChoice, kind: PeriodKind): PeriodChoice {
  const month = Math.round((period.number * 12) / PER_YEAR[period.kind])
  return periodAt(kind, `${period.year}-${String(month).padStart(2, '0')}-01`)
}

/** `2026年9月`, `2026年三季度`, `2026年上半年`, `2026年`. */
export function periodWords({ kind, year, number }: PeriodChoice): string {
  switch (kind) {
    case 'month':
      return `${year}年${number}月`
    case 'quarter':
      return `${year}年${'一二三四'[number - 1]}季度`
    case 'half_year':
      return `${year}年${number === 1 ? '上' : '下'}半年`
    case 'year':
      return `${year}年`
  }
}

/** Whether it has begun by this day. */
export const hasBegun = (period: PeriodChoice, today: string): boolean => {
  const now = periodAt(period.kind, today)
  return period.year < now.year || (period.year === now.year && period.number <= now.number)
}
