import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Rota, SaveRota, Turn } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { forgetForms } from '@/kept'
import { createRota, formOf, lacks, ruleOf, sentTurns } from './rota'

afterEach(() => {
  fakeReset()
  forgetForms()
})

const turn = (month: number, held_on: string, name: string): Turn => ({
  month,
  nominal_on: held_on,
  held_on,
  others: [],
  is_rest_day: false,
  is_provisional: false,
  notice_due_on: '2026-01-01',
  leader: { id: name, name, post: '副区长' },
  stand_in: null,
  place: '',
  reception: null,
})

const plan = (version: number, turns: Turn[]): Rota => ({
  year: 2026,
  version,
  is_provisional: false,
  rule: { kind: 'weekday', nth: 2, weekday: 5 },
  rule_words: '每月第二个周五',
  starts: '09:00:00',
  ends: null,
  place: '区政府',
  turns,
  loads: [],
  changes: [],
})

test('a plan is twelve months; those without a reception are not sent', () => {
  const form = formOf(plan(1, [turn(3, '2026-03-13', '甲')]))
  expect(form.turns).toHaveLength(12)
  expect(sentTurns(form).map((t) => t.month)).toEqual([3])
  expect(ruleOf(form)).toEqual({ kind: 'weekday', nth: 2, weekday: 5 })
  expect(ruleOf({ ...form, by: 'month_day', day: 21 })).toEqual({ kind: 'month_day', day: 21 })
})

test('a month without day or leader is told at its place among those sent', () => {
  const form = formOf(plan(0, [turn(3, '2026-03-13', '甲'), turn(7, '2026-07-10', '乙')]))
  expect(lacks(form)).toBeNull()
  const july = form.turns[6]
  if (july) Object.assign(july, { held_on: null, leader: null })
  expect(lacks(form)?.fields.map((f) => f.field)).toEqual(['turns.1.held_on', 'turns.1.leader_id'])
})

test('a proposal is not saved by itself; saving sends the table with the version read', async () => {
  const sent: SaveRota[] = []
  fake('get_rota', () => plan(0, []))
  fake('propose_rota', ({ rule }) => ({ ...plan(0, [turn(1, '2026-01-09', '甲')]), rule }))
  fake('save_rota', (input) => {
    sent.push(input)
    return plan(1, [turn(1, '2026-01-09', '甲')])
  })
  const rota = createRota(() => 2026)
  await rota.load()
  await rota.propose()
  expect(rota.isSaved).toBe(false)
  expect(rota.isDirty).toBe(true)
  expect(sent).toEqual([])
  await rota.save()
  await flushPromises()
  expect(sent[0]).toMatchObject({ version: 0, turns: [{ month: 1, leader_id: '甲' }] })
  expect([rota.isSaved, rota.isDirty, rota.form.isProposed]).toEqual([true, false, false])
})

test('what is typed outlives the screen, and the answer told of a day goes with the day', async () => {
  fake('get_rota', () => plan(3, [turn(1, '2026-01-09', '甲')]))
  const rota = createRota(() => 2026)
  await rota.load()
  const first = rota.form.turns[0]
  if (!first) throw new Error('twelve months')
  expect(rota.turnOf(first)?.notice_due_on).toBe('2026-01-01')
  first.held_on = '2026-01-16'
  expect(rota.turnOf(first)).toBeUndefined()
  await flushPromises()
  const again = createRota(() => 2026)
  await again.load()
  expect(again.form.turns[0]?.held_on).toBe('2026-01-16')
  expect(again.isRestored).toBe(true)
  again.drop()
  expect(again.form.turns[0]?.held_on).toBe('2026-01-09')
})
