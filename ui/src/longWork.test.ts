import { afterEach, expect, test, vi } from 'vitest'
import { CommandError } from './bridge/errors'
import { fake, fakeEmit, fakeReset } from './bridge/fake'
import { createLongWork, SLOW_MS } from './longWork'

afterEach(() => {
  vi.useRealTimers()
  fakeReset()
})

test('shows its progress after a moment, and only its own', async () => {
  vi.useFakeTimers()
  const work = createLongWork('journal')
  let end: (value: string) => void = () => undefined
  const run = work.run(() => new Promise<string>((resolve) => (end = resolve)))
  await vi.advanceTimersByTimeAsync(SLOW_MS - 1)
  expect(work.state).toMatchObject({ isRunning: true, isSlow: false })
  fakeEmit('progress', { job: 'another', done: 9, total: 9 })
  fakeEmit('progress', { job: work.state.job, done: 3, total: 12 })
  await vi.advanceTimersByTimeAsync(1)
  expect(work.state).toMatchObject({ isSlow: true, done: 3, total: 12 })
  expect(await work.run(() => Promise.resolve('second'))).toBeNull()
  end('proof')
  expect(await run).toBe('proof')
  expect(work.state).toMatchObject({ isRunning: false, isSlow: false })
})

test('a cancelled job is no failure, any other refusal is', async () => {
  const cancelled: string[] = []
  fake('cancel_job', ({ job }) => {
    cancelled.push(job)
    return {}
  })
  const work = createLongWork('backup')
  const run = work.run(async () => {
    await work.cancel()
    throw new CommandError('cancelled', '', '', [])
  })
  expect(await run).toBeNull()
  expect(cancelled).toEqual([expect.stringMatching(/^backup-/)])
  const full = new CommandError('disk_full', '', '', [])
  await expect(work.run(() => Promise.reject(full))).rejects.toBe(full)
  expect(work.state.isRunning).toBe(false)
})
