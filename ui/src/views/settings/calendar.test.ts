import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fake, fakeOf, fakeReset } from '@/bridge/fake'
import { fakeCalendar, sampleMove } from '@/bridge/fakes/calendar'
import { fakeHome } from '@/bridge/fakes/home'
import { fakeSchedule } from '@/bridge/fakes/schedule'
import { router } from '@/router'
import CalendarSection from './CalendarSection.vue'
import LimitsSection from './LimitsSection.vue'
import { isDirty, loadOffice, officeForm } from './officeForm'

const stuck = sampleMove({ kind: 'receipt', id: 't1', must_move: true })

beforeEach(() => {
  fakeHome()
  fakeSchedule()
  fakeCalendar([sampleMove(), stuck])
})
afterEach(fakeReset)

const at = (name: string) => `[data-test="${name}"]`

async function calendar() {
  const view = mount(CalendarSection, {
    attachTo: document.body,
    global: { plugins: [router] },
  })
  await flushPromises()
  return view
}

async function upToMoves() {
  const view = await calendar()
  await view.get(at('import-notice')).trigger('click')
  await view.get(at('notice-text')).setValue('一、元旦：1月1日至3日放假。')
  await view.get(at('notice-read')).trigger('click')
  await flushPromises()
  return view
}

test('the wording becomes days with what does not agree, and days become moves', async () => {
  const view = await upToMoves()
  expect(view.findAll(at('notice-day'))).toHaveLength(4)
  expect(view.text()).toContain('实为周六')
  expect(view.text()).toContain('放假 3 天，调休上班 1 天')
  await view.get(at('notice-look')).trigger('click')
  await flushPromises()
  const rows = view.findAll(at('move'))
  expect(rows[0]?.text()).toContain('办结，15 个工作日')
  expect(rows[0]?.get('a').attributes('href')).toBe('#/ledger/d1')
  expect(rows[0]?.text()).toMatch(/1月18日.*1月15日/)
  // Nothing moves by itself: only what cannot stand is ticked.
  expect(rows.map((r) => r.get<HTMLInputElement>('input').element.checked)).toEqual([false, true])
  expect(rows[1]?.get<HTMLInputElement>('input').element.disabled).toBe(true)
  view.unmount()
})

test('every date is sent with its choice, and the year is listed as imported', async () => {
  const view = await upToMoves()
  await view.get(at('notice-look')).trigger('click')
  await flushPromises()
  const change = fakeOf('change_calendar')
  const sent = vi.fn()
  fake('change_calendar', (input) => {
    sent(input)
    return change(input)
  })
  await view.findAll(at('move'))[0]?.get('input').setValue(true)
  expect(view.get(at('notice-confirm')).text()).toContain('改 2 个日期')
  await view.get(at('notice-confirm')).trigger('click')
  await flushPromises()
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    version: 0,
    change: { year: 2027, scope: 'national' },
    choices: [
      { kind: 'due', id: 'd1', new_on: '2027-01-15', is_accepted: true },
      { kind: 'receipt', id: 't1', is_accepted: true },
    ],
  })
  expect(view.get(at('year-2027')).text()).toContain('周敏2026年9月23日（周三）导入')
  await view.get(at('take-back-2027')).trigger('click')
  await flushPromises()
  await view.get(at('notice-reason')).setValue('录错了')
  await view.get(at('notice-confirm')).trigger('click')
  await flushPromises()
  expect(sent.mock.calls[1]?.[0]).toMatchObject({
    version: 1,
    reason: '录错了',
    change: { days: [] },
  })
  expect(view.get(at('year-2027')).text()).toContain('未公布，暂定')
  view.unmount()
})

test('a text without holidays is told at the field and stays', async () => {
  const view = await calendar()
  await view.get(at('import-notice')).trigger('click')
  await view.get(at('notice-text')).setValue('会议通知')
  await view.get(at('notice-read')).trigger('click')
  await flushPromises()
  expect(view.text()).toContain('没有读出放假的日期')
  expect(view.get<HTMLTextAreaElement>(at('notice-text')).element.value).toBe('会议通知')
  view.unmount()
})

test('a preset fills its limits for review and saves nothing', async () => {
  const saved = vi.fn()
  fake('save_office', (input) => {
    saved()
    return input
  })
  await loadOffice(true)
  const view = mount(LimitsSection)
  await flushPromises()
  await view.get(at('preset-枣庄')).trigger('click')
  expect(officeForm.value?.limits).toMatchObject({
    receipt: 1,
    contact: 2,
    ordinary: 10,
    complex: 25,
  })
  expect(view.get(at('preset-source')).text()).toContain('接诉即办')
  expect(isDirty.value).toBe(true)
  expect(saved).not.toHaveBeenCalled()
  view.unmount()
})
