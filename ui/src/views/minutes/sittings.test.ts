import { afterEach, expect, test } from 'vitest'
import type { ReceptionRow, ReceptionsQuery } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { sampleStatus } from '@/bridge/fakes/status'
import { createSittings, PAGE, whereWords } from './sittings'

afterEach(fakeReset)

const row = (i: number): ReceptionRow => ({
  id: `r${i}`,
  state: 'held',
  kind: 'reception_day',
  venue: 'hall',
  title: `第 ${i} 期`,
  series_number: i,
  held_on: '2025-03-01',
  starts: '09:00:00',
  place: '',
  leader: { id: 'l1', name: '沈例成', post: '区长' },
  replaced_leader: null,
  guests: 1,
  demands: 1,
  waiting_slips: 0,
})

/** An office of `count` receptions; returns what was asked. */
function office(count: number): ReceptionsQuery[] {
  const asked: ReceptionsQuery[] = []
  fake('get_status', () => sampleStatus())
  fake('list_receptions', (query) => {
    asked.push(query)
    const from = query.offset ?? 0
    const size = Math.max(0, Math.min(query.limit ?? PAGE, count - from))
    return {
      receptions: Array.from({ length: size }, (_, i) => row(from + i)),
      total: count,
      held: count,
      received_enterprises: 0,
      stand_ins: 0,
      last_of_series: [],
    }
  })
  return asked
}

test('all years come first, the latest before the older, a page at a time', async () => {
  const asked = office(PAGE + 3)
  const sittings = createSittings()
  await sittings.load()
  expect(asked[0]).toEqual({ query: '', limit: PAGE, offset: 0, is_descending: true })
  expect(sittings.loaded.value).toBe(PAGE)
  await sittings.more()
  expect(asked[1]).toMatchObject({ offset: PAGE })
  expect(sittings.loaded.value).toBe(PAGE + 3)
  expect(new Set(sittings.flat.value.map((r) => r.id)).size).toBe(PAGE + 3)
})

test('a year and words narrow the list, and it starts anew', async () => {
  const asked = office(PAGE + 3)
  const sittings = createSittings()
  await sittings.load()
  await sittings.more()
  sittings.year.value = 2025
  sittings.query.value = ' 沈 '
  await sittings.load()
  expect(asked.at(-1)).toMatchObject({ year: 2025, query: '沈', offset: 0 })
  expect(sittings.loaded.value).toBe(PAGE)
})

test('a sitting without a place has no hanging comma', () => {
  expect(whereWords(row(1))).toMatch(/[^，]$/)
  expect(whereWords({ ...row(1), place: '区政务中心' })).toBe(`${whereWords(row(1))}，区政务中心`)
})
