import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { ref } from 'vue'
import type { LastOfSeries, ReceptionDetail, ReceptionRow } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { chineseNumber, emptyForm, inputOf, lacks, newGuest, suggestTitle } from './form'
import { gridOf, linesOf, marksOf, moveMonth, noteOf, signOf } from './months'
import { createYear } from './year'

afterEach(fakeReset)

const row = (over: Partial<ReceptionRow>): ReceptionRow => ({
  id: 'r1',
  state: 'held',
  kind: 'reception_day',
  venue: 'hall',
  title: '第九期民营企业接待日',
  series_number: 19,
  held_on: '2026-09-23',
  starts: '09:00:00',
  place: '',
  leader: { id: 'l1', name: '周明远', post: '区委书记' },
  replaced_leader: null,
  guests: 5,
  demands: 9,
  waiting_slips: 2,
  ...over,
})

test('a month is whole weeks from Monday', () => {
  const grid = gridOf(2026, 9)
  expect(grid[0]).toBe('2026-08-31')
  expect(grid.at(-1)).toBe('2026-10-04')
  expect(gridOf(2026, 2).length % 7).toBe(0)
  expect(gridOf(2027, 2)).toHaveLength(28)
  expect(moveMonth(2026, 12, 1)).toEqual({ year: 2027, month: 1 })
  expect(moveMonth(2026, 1, -1)).toEqual({ year: 2025, month: 12 })
})

test('休 and 班 stand on days off the usual week, the name once', () => {
  const national = { date: '2026-10-01', kind: { kind: 'holiday', name: '国庆节' } } as const
  expect(signOf(national)).toBe('休')
  expect(signOf({ date: '2026-10-10', kind: { kind: 'make_up', name: '国庆' } })).toBe('班')
  expect(signOf({ date: '2026-10-11', kind: { kind: 'weekend' } })).toBeUndefined()
  expect(noteOf(national, undefined)).toBe('国庆节')
  expect(noteOf({ ...national, date: '2026-10-02' }, national)).toBe('')
})

test('limits are marked while they bind: issue for waiting slips, notice before the sitting', () => {
  const detail = { notice_due_on: '2026-09-18', issue_due_on: '2026-09-29' } as ReceptionDetail
  const held = marksOf([row({})], new Map([['r1', detail]]))
  expect(held.get('2026-09-29')?.[0]).toMatchObject({ kind: 'due', second: '2 张' })
  expect(held.has('2026-09-18')).toBe(false)
  const planned = marksOf([row({ state: 'planned' })], new Map([['r1', detail]]))
  expect(planned.get('2026-09-18')?.[0]).toMatchObject({ kind: 'limit', title: '通告截止' })
  expect(marksOf([row({ state: 'cancelled' })], new Map()).size).toBe(0)
})

test('a day shares out its two lines: sittings first, names before notes, the rest counted', () => {
  const rows = ['r1', 'r2', 'r3'].map((id) =>
    row({ id, kind: id === 'r3' ? 'reception_day' : 'visit' }),
  )
  const all = marksOf(rows, new Map()).get('2026-09-23') ?? []
  expect(all.map((m) => m.receptionId)).toEqual(['r3', 'r1', 'r2'])
  expect(linesOf(all.slice(0, 1), '')).toMatchObject({ isShort: false, more: [] })
  expect(linesOf(all.slice(0, 1), '中秋节')).toMatchObject({ isShort: true, note: '中秋节' })
  expect(linesOf(all.slice(0, 2), '中秋节')).toMatchObject({ isShort: true, note: '', more: [] })
  expect(linesOf(all, '').marks).toHaveLength(1)
  expect(linesOf(all, '').more).toHaveLength(2)
})

test('titles go on after the last of the year, without the cancelled', () => {
  expect(chineseNumber(9) + chineseNumber(10) + chineseNumber(21)).toBe('九十二十一')
  const rows = [row({}), row({ id: 'r2', state: 'cancelled', series_number: 20 })]
  const last = (number: number, title: string): LastOfSeries[] => [
    { kind: 'reception_day', number, title },
  ]
  expect(suggestTitle('reception_day', rows, last(19, '第九期民营企业接待日'))).toEqual({
    title: '第十期民营企业接待日',
    series_number: 20,
  })
  const bare = [row({ title: '政企面对面' }), row({ title: '第100期民营企业接待日' })]
  expect(suggestTitle('reception_day', bare.slice(0, 1), []).title).toBe('第二期民营企业接待日')
  expect(suggestTitle('reception_day', bare, []).title).toBe('第101期民营企业接待日')
  // A new year: the series goes on, the titles where the office never began them anew.
  expect(suggestTitle('reception_day', [], last(13, '第十三期民营企业接待日'))).toEqual({
    title: '第十四期民营企业接待日',
    series_number: 14,
  })
  expect(suggestTitle('reception_day', [], last(13, '第六期民营企业接待日'))).toEqual({
    title: '第一期民营企业接待日',
    series_number: 14,
  })
  expect(suggestTitle('breakfast', rows, [])).toEqual({ title: '第一期早餐会', series_number: 1 })
})

test('nothing is sent before day, time and leader stand; times go out in full', () => {
  const form = emptyForm([], [], null)
  expect(Object.keys(lacks(form))).toEqual(['held_on', 'leader_id'])
  expect(inputOf(form)).toBeNull()
  form.held_on = '2026-10-21'
  form.leader = { id: 'l1', label: '周明远' }
  form.is_stand_in_presiding = true
  expect(Object.keys(lacks(form))).toEqual(['stand_in_id'])
  form.guests = [{ ...newGuest('e1', '甲公司'), slot: '09:30', mandatePath: '/x/y.pdf' }]
  form.agenda = [{ slot: null, title: ' ', note: '', is_done: false, materials: 0 }]
  const input = inputOf(form)
  expect(input?.starts).toBe('09:00:00')
  expect(input?.guests[0]?.slot).toBe('09:30:00')
  expect(input?.guests[0]).not.toHaveProperty('mandatePath')
  expect(input?.agenda).toEqual([])
})

test('a year without sittings shows nothing of another year', async () => {
  const held = row({ id: 'r9', held_on: '2026-09-23' })
  const list = { total: 1, held: 1, received_enterprises: 6, stand_ins: 0, last_of_series: [] }
  fake('list_receptions', ({ year }) =>
    year === 2026
      ? { ...list, receptions: [held] }
      : { ...list, total: 0, held: 0, received_enterprises: 0, receptions: [] },
  )
  fake('get_reception', () => ({ ...held, guests: [] }) as unknown as ReceptionDetail)
  const year = createYear(ref('r9'))
  year.lookAt('2026-09-23')
  await year.loadYear()
  await year.loadDetail('r9')
  expect(year.selected?.id).toBe('r9')
  year.moveYear(1)
  // Neither while the answer is on its way nor after it.
  expect([year.selected, year.words, year.rows]).toEqual([null, '', []])
  await flushPromises()
  expect([year.selected, year.words]).toEqual([null, '已办 0 期，接待 0 家'])
})

test('a limit that may still move is marked 暂定, in as much room as a day has', () => {
  const detail = {
    notice_due_on: '2026-12-23',
    is_notice_due_provisional: false,
    issue_due_on: '2026-12-31',
    is_issue_due_provisional: true,
  } as ReceptionDetail
  const planned = row({ id: 'r1', state: 'planned', held_on: '2026-12-28' })
  const held = row({ id: 'r2', state: 'held', held_on: '2026-12-28', waiting_slips: 2 })
  const marks = marksOf([planned, held], new Map([planned, held].map((r) => [r.id, detail])))
  expect(marks.get('2026-12-23')?.[0]).toMatchObject({ title: '通告截止', brief: '通告截止' })
  expect(marks.get('2026-12-31')?.[0]).toMatchObject({
    title: '签发截止（暂定）',
    brief: '签发暂定',
  })
})
