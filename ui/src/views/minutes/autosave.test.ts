import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EntrySaved, SaveEntry } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import type { SaveState } from '@/shell'
import { AT_MOST_MS, createAutosave, QUIET_MS, type EntryContent } from './autosave'

const content = (text: string, id = 'n1'): EntryContent => ({
  id,
  reception_id: 'r1',
  guest_id: null,
  speaker: 'enterprise',
  speaker_name: '何例舟',
  speaker_ref: null,
  text,
  spoken_at: '2026-09-23T02:09:00Z',
  is_draft: true,
  after: null,
})

function bench(takes = 0) {
  const sent: { entry: SaveEntry; at: number }[] = []
  const states: SaveState[] = []
  const refused: string[] = []
  const failures: CommandError[] = []
  let underWay = 0
  let most = 0
  const start = Date.now()
  const queue = createAutosave({
    send: async (entry) => {
      sent.push({ entry, at: Date.now() - start })
      underWay += 1
      most = Math.max(most, underWay)
      if (takes > 0) await new Promise((resolve) => setTimeout(resolve, takes))
      underWay -= 1
      const failure = failures.shift()
      if (failure) throw failure
      return {
        id: entry.id,
        version: entry.version + 1,
        position: 1,
        saved_at: new Date().toISOString(),
      } satisfies EntrySaved
    },
    onState: (s) => states.push(s),
    onRefused: (e, c) => refused.push(`${e.code} ${c.text}`),
  })
  const texts = () => sent.map((s) => s.entry.text)
  return { queue, sent, texts, states, refused, failures, most: () => most }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const error = (code: CommandError['code']) => new CommandError(code, '', '', [])

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a pause saves, once, 300 ms after the last keystroke', async () => {
  const b = bench()
  b.queue.touch(content('还'), 0)
  await pass(200)
  b.queue.touch(content('还有'), 0)
  await pass(QUIET_MS - 1)
  expect(b.sent).toEqual([])
  await pass(1)
  expect(b.texts()).toEqual(['还有'])
  expect(b.states.at(-1)?.kind).toBe('saved')
  await pass(5000)
  expect(b.sent).toHaveLength(1)
})

test('typing without a pause is saved at least every second', async () => {
  const b = bench()
  let text = ''
  const typedAt: number[] = []
  for (let i = 0; i < 100; i++) {
    text += '字'
    typedAt.push(i * 70)
    b.queue.touch(content(text), 0)
    await pass(70)
  }
  await pass(1000)
  // Every keystroke is in some save begun no later than a second after it.
  typedAt.forEach((at, i) => {
    const holding = b.sent.find((s) => s.entry.text.length > i)
    expect((holding?.at ?? Infinity) - at).toBeLessThanOrEqual(AT_MOST_MS)
  })
  expect(b.sent.length).toBeLessThan(12)
})

test('one request at a time; what was typed meanwhile goes as one, versions chained', async () => {
  const b = bench(800)
  b.queue.touch(content('一'), 4)
  await pass(QUIET_MS)
  for (const text of ['一二', '一二三', '一二三四']) {
    b.queue.touch(content(text), 99)
    await pass(100)
  }
  expect(b.texts()).toEqual(['一'])
  await pass(3000)
  expect(b.texts()).toEqual(['一', '一二三四'])
  expect(b.sent.map((s) => s.entry.version)).toEqual([4, 5])
  expect(b.most()).toBe(1)
})

test('saved is said only after the answer, and not while newer text waits', async () => {
  const b = bench(500)
  b.queue.touch(content('甲'), 0)
  await pass(QUIET_MS + 499)
  expect(b.states.some((s) => s.kind === 'saved')).toBe(false)
  b.queue.touch(content('甲乙'), 0)
  await pass(1)
  expect(b.states.at(-1)?.kind).toBe('saving')
  await pass(2000)
  expect(b.states.at(-1)?.kind).toBe('saved')
  expect(b.states.filter((s) => s.kind === 'saved')).toHaveLength(1)
})

test('several entries take turns and keep their own versions', async () => {
  const b = bench(100)
  b.queue.touch(content('旧', 'old'), 7)
  b.queue.touch(content('新', 'new'), 0)
  await pass(2000)
  expect(b.sent.map((s) => [s.entry.id, s.entry.version])).toEqual([
    ['old', 7],
    ['new', 0],
  ])
  expect(b.most()).toBe(1)
  b.queue.touch(content('旧改', 'old'), 0)
  await pass(1000)
  expect(b.sent.at(-1)?.entry.version).toBe(8)
})

describe('failures', () => {
  test('a passing failure is tried again word for word before anything newer', async () => {
    const b = bench()
    b.failures.push(error('busy'))
    b.queue.touch(content('一'), 0)
    await pass(QUIET_MS)
    expect(b.states.at(-1)).toEqual({ kind: 'failed', why: '数据正被占用' })
    b.queue.touch(content('一二'), 0)
    expect(b.states.at(-1)?.kind).toBe('failed')
    expect(b.queue.hasUnsaved()).toBe(true)
    await pass(3000)
    expect(b.texts()).toEqual(['一', '一', '一二'])
    expect(b.sent.map((s) => s.entry.version)).toEqual([0, 0, 1])
    expect(b.states.at(-1)?.kind).toBe('saved')
    expect(b.queue.hasUnsaved()).toBe(false)
  })

  test('retries slow down but never stop', async () => {
    const b = bench()
    b.failures.push(...Array.from({ length: 8 }, () => error('disk_full')))
    b.queue.touch(content('一'), 0)
    await pass(QUIET_MS + 1000)
    expect(b.sent).toHaveLength(2)
    await pass(60_000)
    expect(b.states.at(-1)?.kind).toBe('saved')
    expect(b.sent).toHaveLength(9)
  })

  test('the clerk can try again at once', async () => {
    const b = bench()
    b.failures.push(error('busy'))
    b.queue.touch(content('一'), 0)
    await pass(QUIET_MS)
    b.queue.retry()
    await pass(0)
    expect(b.states.at(-1)?.kind).toBe('saved')
  })

  test('a refused field waits for other words and says what is wrong', async () => {
    const b = bench()
    b.failures.push(new CommandError('validation', '', '', [{ field: 'text', message: '太长' }]))
    b.queue.touch(content('长'), 0)
    await pass(20_000)
    expect(b.sent).toHaveLength(1)
    expect(b.refused).toEqual(['validation 长'])
    expect(b.states.at(-1)).toEqual({ kind: 'failed', why: '太长' })
    b.queue.touch(content('短'), 0)
    await pass(1000)
    expect(b.texts()).toEqual(['长', '短'])
    expect(b.states.at(-1)?.kind).toBe('saved')
  })

  test('a conflict stops until it is rebased; nothing typed is lost', async () => {
    const b = bench()
    b.failures.push(error('conflict'))
    b.queue.touch(content('我的'), 1)
    await pass(5000)
    expect(b.sent).toHaveLength(1)
    expect(b.refused).toEqual(['conflict 我的'])
    b.queue.rebase('n1', 6)
    await pass(1000)
    expect(b.sent.at(-1)?.entry).toMatchObject({ text: '我的', version: 6 })
    expect(b.states.at(-1)?.kind).toBe('saved')
  })

  test('while one entry is refused, another one saved does not say all is well', async () => {
    const b = bench()
    b.failures.push(error('conflict'))
    b.queue.touch(content('我的', 'a'), 1)
    await pass(1000)
    b.queue.touch(content('别的', 'b'), 0)
    await pass(1000)
    expect(b.texts()).toEqual(['我的', '别的'])
    expect(b.states.some((s) => s.kind === 'saved')).toBe(false)
    expect(await b.queue.flush()).toBe(false)
  })
})

describe('flush', () => {
  test('saves at once and waits for the answer', async () => {
    const b = bench(50)
    b.queue.touch(content('一'), 0)
    const done = b.queue.flush()
    expect(b.sent).toHaveLength(1)
    await pass(50)
    expect(await done).toBe(true)
  })

  test('with a request under way also sends what came after it', async () => {
    const b = bench(200)
    b.queue.touch(content('一'), 0)
    await pass(QUIET_MS + 10)
    b.queue.touch(content('一二'), 0)
    const done = b.queue.flush()
    await pass(500)
    expect(await done).toBe(true)
    expect(b.texts()).toEqual(['一', '一二'])
  })

  test('is false when the core cannot save, and nothing is dropped', async () => {
    const b = bench()
    b.failures.push(error('disk_full'))
    b.queue.touch(content('一'), 0)
    expect(await b.queue.flush()).toBe(false)
    expect(b.queue.hasUnsaved()).toBe(true)
  })

  test('has nothing to do when nothing waits', async () => {
    expect(await bench().queue.flush()).toBe(true)
  })
})

test('whenSaved waits for the newest words of its entry', async () => {
  const b = bench(100)
  b.queue.touch(content('一'), 0)
  b.queue.touch(content('一二'), 0)
  const done = b.queue.whenSaved('n1').then(() => b.texts())
  await pass(150)
  expect(await done).toEqual(['一二'])
  await b.queue.whenSaved('n1')
  b.failures.push(error('internal'))
  b.queue.touch(content('一二三'), 0)
  const bad = b.queue.whenSaved('n1').catch((e: CommandError) => e.code)
  await pass(150)
  expect(await bad).toBe('internal')
  await pass(5000)
  expect(b.queue.hasUnsaved()).toBe(false)
})
