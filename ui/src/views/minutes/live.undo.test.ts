import { expect, test } from 'vitest'
import { fake } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import {
  composer,
  fill,
  office,
  lastDemand,
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

test('Ctrl Z after a split takes the split back, and nothing before it', async () => {
  const [, second] = await twoDemands()
  const before = words()
  const facts = () => office.demands.find((d) => d.id === second)?.fields.facts
  await press('Ctrl+D')
  // One sentence has no sign to divide it at.
  expect(document.activeElement).toBe(test$('split-taken'))
  await press('Enter', test$('split-title'))
  expect(office.demands).toHaveLength(before.length)
  await fill('split-left', '夜间')
  await fill('split-taken', '不准装卸。')
  await press('Enter', test$('split-taken'))
  await settle(400)
  expect(office.demands).toHaveLength(before.length + 1)
  expect([facts(), lastDemand()?.fields.facts]).toEqual(['夜间', '不准装卸。'])
  expect(lastDemand()?.fields.title).toBe('不准装卸')
  expect(office.demands.find((d) => d.id === second)?.fields.title).toBe('夜间')
  await undo()
  expect(words()).toEqual(before)
  expect(facts()).toBe('夜间不准装卸。')
  expect(test$(`demand-block-${before.length}`)?.dataset.demand).toBe(second)
  expect(test$(`demand-block-${before.length}`)?.classList).toContain('focus')
  await redo()
  expect(office.demands).toHaveLength(before.length + 1)
  expect(facts()).toBe('夜间')
  await undo()
  await undo()
  // Now the one before: the second demand was raised.
  expect(words()).toEqual(before.slice(0, -1))
})

test('Ctrl Z after a join parts the demands as they were', async () => {
  const [first, second] = await twoDemands()
  const quotes = office.demands.map((d) => [...d.quotes])
  await press('Ctrl+M')
  expect(office.demands.map((d) => d.id)).not.toContain(second)
  await undo()
  expect(office.demands.map((d) => d.id)).toContain(second)
  expect(office.demands.map((d) => [...d.quotes])).toEqual(quotes)
  await redo()
  expect(office.demands.at(-1)?.id).toBe(first)
  expect(office.demands.at(-1)?.quotes).toHaveLength(2)
})

test('a join that cannot be taken back says why, and nothing else is taken back', async () => {
  await twoDemands()
  await press('Ctrl+M')
  const before = [words(), texts()]
  const reason = '诉求 2 并入后又改过，不能原样分开。'
  fake('restore_demand', () => {
    throw new CommandError('precondition_failed', '', reason, [])
  })
  await undo()
  expect(document.body.textContent).toContain(reason)
  expect([words(), texts()]).toEqual(before)
  // Refused, it stays the newest act: pressed again, nothing older is taken instead.
  await undo()
  expect(document.body.textContent).toContain(reason)
  expect([words(), texts()]).toEqual(before)
})

test('a split entry is joined again though another enterprise is on screen', async () => {
  await open()
  await type('一月一办。还要排队。')
  await press('Enter')
  await settle(400)
  const before = texts()
  await press('ArrowUp')
  const edit = () => document.querySelector<HTMLTextAreaElement>('[data-test=entry-editor]')
  edit()?.setSelectionRange(5, 5)
  await press('Ctrl+D', edit())
  await settle(400)
  await press('Ctrl+ArrowDown')
  await settle(400)
  await undo()
  await settle(400)
  expect(texts()).toEqual(before)
})

test('entries: Ctrl Z after a split joins them, after a join parts them', async () => {
  await open()
  await type('一月一办。还要排队。')
  await press('Enter')
  await settle(400)
  const before = texts()
  await press('ArrowUp')
  const edit = () => document.querySelector<HTMLTextAreaElement>('[data-test=entry-editor]')
  edit()?.setSelectionRange(5, 5)
  await press('Ctrl+D', edit())
  await settle(400)
  expect(texts().slice(-2)).toEqual(['一月一办。', '还要排队。'])
  await press('Escape')
  await undo()
  await settle(400)
  expect(texts()).toEqual(before)
  await redo()
  await settle(400)
  expect(texts().slice(-2)).toEqual(['一月一办。', '还要排队。'])
  await press('ArrowUp')
  await press('Ctrl+M', edit())
  await settle(400)
  expect(texts()).toEqual(before)
  await press('Escape')
  await undo()
  await settle(400)
  expect(texts().slice(-2)).toEqual(['一月一办。', '还要排队。'])
})

test('Ctrl Z after an answer on the spot leaves the demand as it was, a draft', async () => {
  await twoDemands()
  Object.assign(lastDemand() ?? {}, { state: 'draft' })
  await press('F3')
  await type('现场就办。')
  await press('Enter')
  await settle(400)
  await press('Alt+Enter')
  await settle(400)
  await press('Ctrl+Enter', test$('answer-words'))
  await settle(400)
  expect(office.demands.at(-1)?.state).toBe('answered_on_site')
  const before = texts()
  await undo()
  expect(lastDemand()).toMatchObject({ state: 'draft', answer: '' })
  expect(texts()).toEqual(before)
})

test('Ctrl Enter struck twice answers; the leader’s sentence becomes no demand', async () => {
  await twoDemands()
  await press('F3')
  await type('现场就办。')
  await press('Enter')
  await settle(400)
  const before = words()
  await press('Alt+Enter')
  await settle(400)
  test$('answer-words')?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
  )
  await settle(400)
  await press('Ctrl+Enter')
  await press('Ctrl+Enter')
  await settle(400)
  expect(words()).toEqual(before)
  // A sentence said after it is raised as ever.
  await press('F1')
  await type('还有一件事。')
  await press('Ctrl+Enter')
  await settle(400)
  expect(words()).toHaveLength(before.length + 1)
})

test('attendance and agenda are taken back too, before anything older', async () => {
  await open((m) => {
    for (const g of m.reception.guests) if (g.id === 'g2') g.presence = 'expected'
  })
  await type('一月一办。')
  await press('Enter')
  await settle(400)
  const before = texts()
  await press('Alt+A')
  const guest = () => office.reception.guests.find((g) => g.id === 'g2')
  expect(guest()?.presence).toBe('present')
  await undo()
  expect(guest()?.presence).toBe('expected')
  expect(texts()).toEqual(before)
})

test('who left and was struck off by mistake is back with both times', async () => {
  await open((m) => {
    const guest = m.reception.guests.find((g) => g.id === 'g2')
    Object.assign(guest ?? {}, {
      presence: 'left',
      arrived_at: '2026-09-23T01:00:00Z',
      left_at: '2026-09-23T02:00:00Z',
      presence_note: '提前走',
    })
  })
  const guest = () => office.reception.guests.find((g) => g.id === 'g2')
  const was = { ...guest() }
  test$('guest-2')?.focus()
  await press('X', test$('guest-2'))
  await settle()
  expect(guest()).toMatchObject({ presence: 'absent', arrived_at: null, left_at: null })
  await undo()
  await settle()
  expect(guest()).toEqual(was)
  await redo()
  await settle()
  expect(guest()).toMatchObject({ presence: 'absent', arrived_at: null, left_at: null })
})

test('with the lead unit taken back its person is back too', async () => {
  await open((m) => {
    const third = m.demands.find((d) => d.id === 'd3')
    if (third) Object.assign(third.fields, { lead_unit: 'u1', responsible_person: '邓例文' })
  })
  const fields = () => office.demands.find((d) => d.id === 'd3')?.fields
  await press('F3')
  await type('再请@jg')
  await press('3')
  await settle(300)
  expect(fields()).toMatchObject({ lead_unit: 'u5', responsible_person: '' })
  composer().value = ''
  composer().dispatchEvent(new Event('input'))
  await settle()
  await undo()
  expect(fields()).toMatchObject({ lead_unit: 'u1', responsible_person: '邓例文' })
})
