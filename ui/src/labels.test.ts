import { expect, test } from 'vitest'
import { errorWords, termLabel, termOptions } from './labels'

test('options keep the order of the trade', () => {
  expect(termOptions('UrgencyTag').map((o) => o.label)).toEqual(['急', '重', '难'])
  expect(termLabel('DemandState', 'in_progress')).toBe('办理中')
})

test('every error says what happened and what to do, in Chinese', () => {
  for (const words of Object.values(errorWords)) {
    expect(words.title).toMatch(/^[\u4e00-\u9fff，]+$/)
    expect(words.advice).toMatch(/。$/)
  }
})

test('every error has a number of its own, which a clerk can read out', () => {
  const numbers = Object.values(errorWords).map((w) => w.number)
  expect(new Set(numbers).size).toBe(numbers.length)
  // It is read out to technicians: it never changes.
  expect([errorWords.foreign.number, errorWords.damaged.number]).toEqual([107, 108])
})
