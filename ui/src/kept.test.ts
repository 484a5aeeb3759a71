import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { KeepForm } from './bridge/bindings'
import { CommandError } from './bridge/errors'
import { fake, fakeReset } from './bridge/fake'
import { forgetForms, handOffForms, keep, keptOf, REST_MS, takeUpForms, useKeptForm } from './kept'
import { saveState } from './shell'

/** What the core holds. */
let held: Map<string, string>
let sent: KeepForm[]

beforeEach(() => {
  vi.useFakeTimers()
  held = new Map()
  sent = []
  fake('keep_form', (input) => {
    sent.push(input)
    if (input.form === null) held.delete(input.key)
    else held.set(input.key, input.form)
    return {}
  })
  fake('list_kept_forms', () => ({
    forms: [...held].map(([key, form]) => ({ key, form })),
  }))
})
afterEach(() => {
  vi.useRealTimers()
  fakeReset()
  forgetForms()
  saveState.value = { kind: 'idle' }
})

const open = () =>
  useKeptForm(
    () => 'unit:u1',
    () => ({ name: '', phone: '' }),
  )

/** The program ends without a word, and starts again. */
async function restart() {
  forgetForms()
  await takeUpForms()
}

test('what was typed comes back after an end without warning, and goes once it is saved', async () => {
  const { form, done } = open()
  form.value.name = '住建局'
  await nextTick()
  await vi.advanceTimersByTimeAsync(REST_MS)
  await restart()
  const again = open()
  expect(again.form.value).toEqual({ name: '住建局', phone: '' })
  expect(again.isRestored.value).toBe(true)
  again.done()
  await vi.advanceTimersByTimeAsync(REST_MS)
  expect(held.size).toBe(0)
  await restart()
  expect(open().isRestored.value).toBe(false)
  done()
})

test('typing is written down every half second, each form once', async () => {
  const { form } = open()
  for (const name of ['住', '住建', '住建局']) {
    form.value.name = name
    await nextTick()
    await vi.advanceTimersByTimeAsync(100)
  }
  keep('leader:new', { name: '周' })
  await vi.advanceTimersByTimeAsync(REST_MS)
  expect(sent.map((s) => s.key)).toEqual(['unit:u1', 'leader:new'])
  expect(JSON.parse(sent[0]?.form ?? '')).toEqual({ name: '住建局', phone: '' })
})

test('before another clerk sits down everything is written for the one who typed', async () => {
  keep('leader:new', { name: '周' })
  await handOffForms()
  expect(held.has('leader:new')).toBe(true)
  held.clear()
  await takeUpForms()
  expect(keptOf('leader:new')).toBeUndefined()
})

test('a field the form has come to have since is as the core has it', async () => {
  held.set('unit:u1', JSON.stringify({ name: '住建局' }))
  await takeUpForms()
  expect(open().form.value).toEqual({ name: '住建局', phone: '' })
})

test('a form that could not be written down is told', async () => {
  fake('keep_form', () => {
    throw new CommandError('internal', '', '', [])
  })
  const typed = ref('')
  keep('leader:new', { name: typed.value })
  await vi.advanceTimersByTimeAsync(REST_MS)
  expect(saveState.value).toMatchObject({ kind: 'told' })
})
