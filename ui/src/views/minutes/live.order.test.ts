import { expect, test } from 'vitest'
import { fake, fakeOf } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import { takeUndo, undoOffer } from '@/shell'
import {
  composer,
  office,
  open,
  press,
  redo,
  settle,
  test$,
  texts,
  twoDemands,
  type,
  undo,
  useLiveTests,
  words,
} from './live.testing'

useLiveTests()

test('a step the busy core refuses is taken back at the next press', async () => {
  await twoDemands()
  const before = words()
  let isBusy = true
  fake('void_demand', ({ id }) => {
    if (isBusy) throw new CommandError('busy', '', '', [])
    office.demands = office.demands.filter((d) => d.id !== id)
    return {}
  })
  await undo()
  expect(words()).toEqual(before)
  isBusy = false
  await undo()
  expect(words()).toEqual(before.slice(0, -1))
})

test('Ctrl Z struck while the demand is under way takes the demand back, not its sentence', async () => {
  await open()
  const demands = words()
  let isSlow = true
  const core = fakeOf('save_entry')
  fake('save_entry', async (input) => {
    if (isSlow) await new Promise((done) => setTimeout(done, 500))
    return core(input)
  })
  await type('一月一办。')
  await press('Ctrl+Enter')
  await undo()
  isSlow = false
  await settle(1500)
  expect(words()).toEqual(demands)
  expect(texts().at(-1)).toBe('一月一办。')
  await undo()
  await settle(400)
  expect(texts()).not.toContain('一月一办。')
})

test('two quick presses take the two newest acts back, one after the other', async () => {
  await twoDemands()
  const before = words()
  const asked: string[] = []
  fake('void_demand', async ({ id }) => {
    await new Promise((done) => setTimeout(done, 300))
    asked.push(id)
    office.demands = office.demands.filter((d) => d.id !== id)
    return {}
  })
  const core = fakeOf('void_entry')
  fake('void_entry', (input) => {
    asked.push(input.id)
    return core(input)
  })
  const sentence = office.entries.at(-1)?.id
  const newest = office.demands.at(-1)?.id
  await undo()
  await undo()
  await settle(1000)
  expect(asked).toEqual([newest, sentence])
  expect(words()).toEqual(before.slice(0, -1))
  // The second press took the sentence of that demand.
  expect(texts()).not.toContain('夜间不准装卸。')
  expect(texts()).toContain('通行证一月一办。')
})

test('the bar offers the newest act only: another one withdraws it', async () => {
  const [, second] = await twoDemands()
  const voidIt = async () => {
    test$('void-demand')?.click()
    await settle(400)
    const buttons = [...document.querySelectorAll('button')]
    buttons.find((b) => b.textContent?.trim() === '重复登记')?.click()
    await settle()
    document.querySelector<HTMLElement>('.el-dialog .el-button--primary')?.click()
    await settle(400)
  }
  await voidIt()
  expect(undoOffer.value?.text).toContain('已作废诉求')
  expect(office.demands.map((d) => d.id)).not.toContain(second)
  await takeUndo()
  await settle()
  expect(office.demands.map((d) => d.id)).toContain(second)
  // It was this step: taken once, the next press takes the one before it.
  const before = words()
  await undo()
  expect(words()).toEqual(before.slice(0, -1))
  await redo()
  await voidIt()
  const offer = undoOffer.value
  expect(offer).not.toBeNull()
  await type('又一句。')
  await press('Enter')
  await settle(400)
  expect(undoOffer.value).toBeNull()
  // Even an offer clicked at that very moment takes what it names, and never the newest.
  await offer?.undo()
  await settle(400)
  expect(texts()).toContain('又一句。')
  expect(office.demands.map((d) => d.id)).toContain(second)
})

test('a field left as it was leaves nothing to take back', async () => {
  await twoDemands()
  const before = words()
  const visit = async (text: string) => {
    test$('demand-facts')?.focus()
    await settle(50)
    const field = document.activeElement as HTMLInputElement
    for (const value of [text, '夜间不准装卸。']) {
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await settle(600)
    }
    composer().focus()
    await settle(50)
  }
  await visit('改了又改回')
  await undo()
  expect(words()).toEqual(before.slice(0, -1))
})

test('an act that was done is the newest also when the record cannot be read after it', async () => {
  await twoDemands()
  await press('F3')
  await type('现场就办。')
  await press('Enter')
  await settle(400)
  const before = texts()
  const core = fakeOf('get_minutes')
  await press('Alt+Enter')
  await settle(400)
  fake('get_minutes', () => {
    throw new CommandError('busy', '', '', [])
  })
  await press('Ctrl+Enter', test$('answer-words'))
  await settle(400)
  expect(office.demands.at(-1)?.state).toBe('answered_on_site')
  fake('get_minutes', core)
  await press('Escape')
  await undo()
  expect(office.demands.at(-1)?.state).toBe('accepted')
  expect(texts()).toEqual(before)
})

test('a new act ends what could be brought again', async () => {
  await twoDemands()
  await undo()
  const before = words()
  await type('又一句。')
  await press('Enter')
  await settle(400)
  await redo()
  expect(words()).toEqual(before)
})

test('redo in a field is the field’s own', async () => {
  await twoDemands()
  await undo()
  const before = words()
  test$('demand-facts')?.focus()
  await settle(50)
  expect(document.activeElement?.tagName).toMatch(/INPUT|TEXTAREA/)
  await press('Ctrl+Shift+Z')
  await settle(400)
  expect(words()).toEqual(before)
})

test('Ctrl Z while a picker is searched or a text is typed changes no demand', async () => {
  await open()
  const saved: unknown[] = []
  const core = fakeOf('save_demand_fields')
  fake('save_demand_fields', (input) => {
    saved.push(input.fields)
    return core(input)
  })
  const searched = async () => {
    test$('demand-lead_unit')?.focus()
    await settle(50)
    const field = document.activeElement as HTMLInputElement
    field.value = 'jg'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settle(300)
    expect(document.querySelectorAll('.picker-item').length).toBeGreaterThan(0)
    return field
  }
  const field = await searched()
  // Undo is the field's own, the next demand is not in it: neither is a pick.
  for (const chord of ['Ctrl+Z', 'Ctrl+Shift+Z', 'F8']) await press(chord, field)
  await settle(600)
  expect(saved).toEqual([])
  await press('Ctrl+Enter', await searched())
  await settle(600)
  expect(saved).toHaveLength(1)
  saved.length = 0

  test$('demand-facts')?.focus()
  await settle(50)
  const text = document.activeElement as HTMLInputElement
  text.value = '半句'
  text.dispatchEvent(new Event('input', { bubbles: true }))
  for (let i = 0; i < 3; i += 1) await press('Ctrl+Z', text)
  expect(saved).toEqual([])
  await settle(600)
  expect(saved).toHaveLength(1)
})

test('signs that went to the demand before leave no step when their sentence is a demand itself', async () => {
  await open((m) => {
    const third = m.demands.find((d) => d.id === 'd3')
    if (third) Object.assign(third.fields, { lead_unit: 'u1', responsible_person: '邓例文' })
  })
  const fields = () => office.demands.find((d) => d.id === 'd3')?.fields
  await press('F1')
  await type('先说一句。')
  await press('Enter')
  await settle(400)
  await press('F3')
  await type('再请@jg')
  await press('3')
  await settle(300)
  expect(fields()).toMatchObject({ lead_unit: 'u5' })
  const demands = words()
  await press('Ctrl+Enter')
  await settle(600)
  expect(words()).toHaveLength(demands.length + 1)
  expect(fields()).toMatchObject({ lead_unit: 'u1', responsible_person: '邓例文' })
  const entries = texts()
  await undo()
  await undo()
  await settle(400)
  expect(words()).toEqual(demands)
  expect(texts()).toEqual(entries.slice(0, -1))
  // The very next one is the sentence before; no step of the signs stands between.
  await undo()
  await settle(400)
  expect(texts()).toEqual(entries.slice(0, -2))
})
