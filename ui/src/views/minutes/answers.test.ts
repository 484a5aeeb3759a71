import { expect, test } from 'vitest'
import type { Entry, SittingDemand } from '@/bridge/bindings'
import { answersTo } from './answers'

const said = (id: string, speaker: Entry['speaker'], guest_id = 'g1') =>
  ({ id, speaker, guest_id }) as Entry
const from = (id: string, ...entries: string[]) =>
  ({
    id,
    guest_id: 'g1',
    quotes: entries.map((entry_id) => ({ entry_id, from: 0, to: 1 })),
  }) as SittingDemand

test('words said to another demand are no answer to this one', () => {
  const entries = [
    said('e1', 'enterprise'),
    said('e2', 'unit'),
    said('e3', 'leader'),
    said('e4', 'enterprise', 'g2'),
    said('e5', 'leader', 'g2'),
    said('e6', 'enterprise'),
    said('e7', 'enterprise'),
    said('e8', 'unit'),
  ]
  const [first, second, third] = [from('d1', 'e1', 'e3'), from('d2', 'e6'), from('d3', 'e7')]
  const demands = [first, second, third]
  const ids = (d: SittingDemand) => answersTo(d, demands, entries).map((e) => e.id)
  expect(ids(first)).toEqual(['e2', 'e3'])
  expect(ids(second)).toEqual([])
  expect(ids(third)).toEqual(['e8'])
  expect(ids(from('d4'))).toEqual([])
})
