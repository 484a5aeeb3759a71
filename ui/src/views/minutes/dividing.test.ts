import { expect, test } from 'vitest'
import type { Entry, SittingDemand } from '@/bridge/bindings'
import { newFields } from '@/demandFields'
import { divided, wordsOf } from './dividing'

const demand = (fields: object, quotes: SittingDemand['quotes'] = []) =>
  ({ fields: { ...newFields(), ...fields }, quotes }) as SittingDemand

test.each([
  ['通行证一月一办，冷链园排水年年淹。', '通行证一月一办', '冷链园排水年年淹。'],
  ['通行证一月一办，太慢。冷链园排水年年淹。', '通行证一月一办，太慢。', '冷链园排水年年淹。'],
  ['送电九个月；通行证一月一办；', '送电九个月', '通行证一月一办'],
  ['只有一件事。', '只有一件事。', ''],
  ['', '', ''],
])('without a mark the last part of %s is taken', (facts, left, taken) => {
  expect(divided(demand({ facts }), [])).toEqual({ field: 'facts', left, taken })
})

test('marked words are taken out of where they stand, once', () => {
  const facts = '送电九个月没通，通行证一月一办，排水年年淹。'
  const cut = divided(demand({ facts, requirement: '限期办结。' }), [], '通行证一月一办')
  expect(cut).toEqual({
    field: 'facts',
    left: '送电九个月没通；排水年年淹。',
    taken: '通行证一月一办',
  })
  const order = '供电公司送电；街道清淤。'
  expect(divided(demand({ facts: '停电。', requirement: order }), [], '街道清淤。')).toEqual({
    field: 'requirement',
    left: '供电公司送电',
    taken: '街道清淤。',
  })
})

test('marked words that are nowhere in the demand go to the new one, and none are lost', () => {
  const cut = divided(demand({ facts: '送电九个月没通。' }), [], '通行证一月一办。')
  expect(cut).toEqual({ field: 'facts', left: '送电九个月没通。', taken: '通行证一月一办。' })
})

test('a demand that only quotes has its quote divided', () => {
  const entry = { id: 'e1', text: '我说两件：通行证一月一办，排水年年淹。' } as Entry
  const quote = { entry_id: 'e1', from: 5, to: 19 }
  expect(divided(demand({}, [quote]), [entry])).toEqual({
    field: 'facts',
    left: '通行证一月一办',
    taken: '排水年年淹。',
  })
})

test('the words of the other fields stay with the first', () => {
  const fields = { ...newFields(), facts: '甲；乙', request: '请办', requirement: '限期' }
  const { left, taken } = wordsOf(fields, { field: 'facts', left: '甲 ', taken: '乙' })
  expect(left).toEqual({ facts: '甲', request: '请办', requirement: '限期' })
  expect(taken).toEqual({ facts: '乙', request: '', requirement: '' })
})
