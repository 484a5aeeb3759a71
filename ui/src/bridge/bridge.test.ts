import { afterEach, expect, test, vi } from 'vitest'
import { call, CommandError, onProgress } from './call'
import { printFile, startup } from './desktop'
import { fake, fakeDesktop, fakeEmit, fakeReset } from './fake'
import { forgetFirst } from './first'

afterEach(() => {
  fakeReset()
  forgetFirst()
})

// The contract is generated; these tests need only names, whatever it holds.
const anyFake = fake as unknown as (name: string, handler: (input: never) => unknown) => void
const anyCall = call as unknown as (name: string, input: unknown) => Promise<unknown>

test('input and output are copies, as across the real bridge', async () => {
  const input = { list: [1] }
  const seen: unknown[] = []
  anyFake('echo', (given) => {
    seen.push(given)
    return given
  })
  const output = await anyCall('echo', input)
  expect(output).toEqual(input)
  expect(seen[0]).not.toBe(input)
  expect(output).not.toBe(seen[0])
})

test('a refusal keeps code, hint and fields', async () => {
  anyFake('save', () => {
    throw {
      code: 'validation',
      message: 'm',
      hint: 'h',
      fields: [{ field: 'title', message: '太长' }],
    }
  })
  const failure = await anyCall('save', {}).catch((e: unknown) => e)
  expect(failure).toBeInstanceOf(CommandError)
  expect(failure).toMatchObject({ code: 'validation', hint: 'h', fields: [{ field: 'title' }] })
})

test('an unknown failure is internal', () => {
  expect(CommandError.from('boom')).toMatchObject({ code: 'internal', message: 'boom' })
})

test('a command nobody answers fails loudly', async () => {
  await expect(anyCall('nothing', {})).rejects.toMatchObject({ code: 'internal' })
})

test('desktop commands and progress reach the page', async () => {
  const print = vi.fn()
  fakeDesktop('desktop_print', print)
  await printFile('/data/1.pdf')
  expect(print).toHaveBeenCalledWith({ path: '/data/1.pdf' })
  const seen: number[] = []
  const stop = await onProgress('export', (p) => seen.push(p.done))
  fakeEmit('progress', { job: 'export', done: 3, total: 9 })
  fakeEmit('progress', { job: 'other', done: 4, total: 9 })
  stop()
  fakeEmit('progress', { job: 'export', done: 5, total: 9 })
  expect(seen).toEqual([3])
})

function carry(answers: { name: string; input: unknown; output: unknown }[]) {
  const carrier = document.createElement('script')
  carrier.type = 'application/json'
  carrier.id = 'first-answers'
  carrier.textContent = JSON.stringify(answers)
  document.body.append(carrier)
}

test('answers that came with the page are taken once', async () => {
  carry([
    { name: 'desktop_startup', input: {}, output: { status: 'ready' } },
    { name: 'count', input: { of: 'a' }, output: 1 },
  ])
  const asked = vi.fn(() => 2)
  anyFake('count', asked)
  expect(await anyCall('count', { of: 'a' })).toBe(1)
  expect(asked).not.toHaveBeenCalled()
  expect(document.getElementById('first-answers')).toBeNull()
  expect(await startup()).toEqual({ status: 'ready' })
  expect(await anyCall('count', { of: 'a' })).toBe(2)
})

test('an asking that did not come with the page makes the others stale', async () => {
  carry([{ name: 'count', input: {}, output: 1 }])
  anyFake('save', () => null)
  anyFake('count', () => 2)
  await anyCall('save', {})
  expect(await anyCall('count', {})).toBe(2)
})
