import { describe, expect, it } from 'vitest'
import { asKind, hasBegun, moved, periodAt, periodWords } from './period'

describe('periods', () => {
  it('find the one a day lies in', () => {
    expect(periodWords(periodAt('month', '2026-09-23'))).toBe('2026年9月')
    expect(periodWords(periodAt('quarter', '2026-09-23'))).toBe('2026年三季度')
    expect(periodWords(periodAt('half_year', '2026-07-01'))).toBe('2026年下半年')
    expect(periodWords(periodAt('half_year', '2026-06-30'))).toBe('2026年上半年')
    expect(periodWords(periodAt('year', '2026-12-31'))).toBe('2026年')
  })
  it('move over the turn of the year, both ways', () => {
    const january = periodAt('month', '2026-01-31')
    expect(periodWords(moved(january, -1))).toBe('2025年12月')
    expect(periodWords(moved(moved(january, -13), 13))).toBe('2026年1月')
    expect(periodWords(moved(periodAt('year', '2026-01-01'), -1))).toBe('2025年')
  })
  it('keep their end when the kind changes', () => {
    const quarter = periodAt('quarter', '2026-08-01')
    expect(periodWords(asKind(quarter, 'month'))).toBe('2026年9月')
    expect(periodWords(asKind(quarter, 'half_year'))).toBe('2026年下半年')
    expect(periodWords(asKind(periodAt('month', '2026-05-05'), 'quarter'))).toBe('2026年二季度')
  })
  it('are not shown before they begin', () => {
    expect(hasBegun(periodAt('month', '2026-10-01'), '2026-09-23')).toBe(false)
    expect(hasBegun(periodAt('quarter', '2026-09-30'), '2026-09-23')).toBe(true)
    expect(hasBegun({ kind: 'month', year: 2025, number: 12 }, '2026-01-01')).toBe(true)
  })
})
