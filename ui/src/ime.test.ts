import { afterEach, beforeEach, expect, test } from 'vitest'
import { installImeGuard, isComposing } from './ime'

let stop: () => void
beforeEach(() => (stop = installImeGuard()))
afterEach(() => stop())

function at<E extends Event>(event: E, timeStamp: number): E {
  Object.defineProperty(event, 'timeStamp', { value: timeStamp })
  return event
}
const key = (init: KeyboardEventInit & { keyCode?: number }, time = 1000) =>
  at(new KeyboardEvent('keydown', init), time)

test('an ordinary Enter is the clerk’s own', () => {
  expect(isComposing(key({ key: 'Enter' }))).toBe(false)
})

test('keys during composition belong to the input method', () => {
  expect(isComposing(key({ key: 'Enter', isComposing: true }))).toBe(true)
})

test('the legacy code 229 belongs to the input method', () => {
  const e = key({ key: 'Process' })
  Object.defineProperty(e, 'keyCode', { value: 229 })
  expect(isComposing(e)).toBe(true)
})

test('WebKit: the Enter right after compositionend confirmed the candidate', () => {
  document.dispatchEvent(at(new Event('compositionend'), 1000))
  expect(isComposing(key({ key: 'Enter' }, 1004))).toBe(true)
  document.dispatchEvent(at(new KeyboardEvent('keyup', { key: 'Enter' }), 1010))
  expect(isComposing(key({ key: 'Enter' }, 1012))).toBe(false)
})

test('after a candidate was clicked the guard lets go by itself', () => {
  document.dispatchEvent(at(new Event('compositionend'), 1000))
  expect(isComposing(key({ key: 'Enter' }, 1200))).toBe(false)
})
