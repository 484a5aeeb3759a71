import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fake, fakeReset } from '@/bridge/fake'
import {
  fakeHome,
  sampleBars,
  sampleGroups,
  sampleHome,
  sampleReception,
} from '@/bridge/fakes/home'
import { sampleStatus } from '@/bridge/fakes/status'
import { installKeys } from '@/keys'
import { status } from '@/office'
import { routes } from '@/router'
import { barsSentence, restsOf } from './bars'
import { clockWords, guestNote, slotsOf, workdayWords } from './day'
import HomeView from './HomeView.vue'
import { groupsOf, openRows } from './work'

let offKeys: () => void
beforeEach(() => {
  offKeys = installKeys()
  status.value = sampleStatus()
})
afterEach(() => {
  offKeys()
  fakeReset()
  document.body.replaceChildren()
})

async function open() {
  const router = createRouter({
    history: createMemoryHistory(),
    // The screens themselves are not under test, only where the keys lead.
    routes: routes.map(({ path, name }) => ({ path, name, component: { template: '<i />' } })),
  })
  await router.push('/home')
  const w = mount(HomeView, { global: { plugins: [router] }, attachTo: document.body })
  await flushPromises()
  const press = async (key: string) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    await flushPromises()
  }
  return { w, router, press }
}
const currentTitle = (w: Awaited<ReturnType<typeof open>>['w']) =>
  w.find('.work-row.current .work-text').text()

test('digits and Enter open the screen of the act, with its target', async () => {
  fakeHome()
  const first = await open()
  await first.press('3')
  expect(first.router.currentRoute.value.fullPath).toBe('/slips/s1')
  first.w.unmount()
  const second = await open()
  for (let i = 0; i < 4; i += 1) await second.press('ArrowDown')
  expect(currentTitle(second.w)).toContain('第八期')
  await second.press('Enter')
  expect(second.router.currentRoute.value.fullPath).toBe('/minutes/r8')
  second.w.unmount()
})

test('arrows stop at both ends, Home and End reach them', async () => {
  fakeHome()
  const { w, press } = await open()
  await press('ArrowUp')
  expect(currentTitle(w)).toContain('厂区门前')
  await press('End')
  expect(currentTitle(w)).toContain('职校对接 6')
  await press('Home')
  expect(currentTitle(w)).toContain('厂区门前')
  w.unmount()
})

test('a figure opens the list that it counts', async () => {
  fakeHome()
  const { w, router } = await open()
  await w.find('[data-test="figure-在办"]').trigger('click')
  await flushPromises()
  const filter = JSON.parse(String(router.currentRoute.value.query.filter)) as { is_open: boolean }
  expect(router.currentRoute.value.name).toBe('ledger')
  expect(filter.is_open).toBe(true)
  w.unmount()
})

test('nothing today, nothing to do: both say what comes next', async () => {
  fakeHome({ home: sampleHome({ today: null, groups: [], upcoming: [] }) })
  const { w } = await open()
  expect(w.text()).toContain('还没有排接待活动')
  expect(w.find('[data-test=work-none]').exists()).toBe(true)
  w.unmount()
})

test('a failing look says what to do and leaves the screen when it was there', async () => {
  fake('get_home', () => {
    throw { code: 'busy', message: 'x', hint: '', fields: [] }
  })
  const { w } = await open()
  expect(w.find('[role=alert]').text()).toContain('数据正被占用')
  fakeHome()
  await w.find('[role=alert] button').trigger('click')
  await flushPromises()
  expect(w.find('[role=alert]').exists()).toBe(false)
  expect(w.findAll('.work-row').length).toBeGreaterThan(0)
  w.unmount()
})

test('numbers follow the rows; far rows fold once eight are there', () => {
  const few = groupsOf(sampleGroups(), false)
  expect(openRows(few).map((r) => r.number)).toEqual([
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    undefined,
    undefined,
    undefined,
  ])
  const many = sampleGroups()
  many[1]?.items.push(
    ...(many[2]?.items.slice(0, 3).map((i) => ({ ...i, target: `x${i.target}` })) ?? []),
  )
  expect(groupsOf(many, false).at(-1)?.isFolded).toBe(true)
  expect(groupsOf(many, true).at(-1)?.isFolded).toBe(false)
})

test('agenda and enterprises stand in the order of their time', () => {
  const slots = slotsOf(sampleReception())
  expect(slots.map((s) => s.time)).toEqual(['9:00', '9:20', '9:50', '10:20'])
  expect(slots.map((s) => s.minutes)).toEqual([20, 30, 30, 90])
  expect(slots.at(-1)).toMatchObject({ note: '1 项　委托书未核', isOpen: true })
  const [guest] = sampleReception().guests
  if (!guest) throw new Error('the sample has guests')
  expect(guestNote({ ...guest, presence: 'excused', demands: 0 }).note).toBe('请假')
})

test('the clock counts down, then up, and knows a running sitting', () => {
  const at = (h: number, m: number) =>
    clockWords(sampleReception(), new Date(Date.UTC(2026, 8, 23, h - 8, m)))
  expect(at(8, 36)).toBe('还有 24 分钟')
  expect(at(7, 0)).toBe('还有 2 小时')
  expect(at(9, 0)).toBe('现在开始')
  expect(at(10, 5)).toBe('已过 1 小时 5 分')
  expect(clockWords(sampleReception({ state: 'running' }), new Date())).toBe('进行中')
})

test('rest days are stretches with their names', () => {
  expect(restsOf(sampleBars()).map((r) => [r.from, r.span, r.label])).toEqual([
    [2, 3, '中秋'],
    [8, 7, '国庆休 7 天'],
    [18, 1, ''],
  ])
  expect(barsSentence(sampleBars())).toBe('9月23日 1 项，9月24日 2 项，9月28日 3 项。')
})

test('a rest day is no working day of the month', () => {
  const words = (today: string) => workdayWords(15, today, sampleBars())
  expect(words('2026-09-24')).toBe('本月第 15 个工作日')
  expect(words('2026-09-26')).toBe('今天休息，本月已过 15 个工作日')
  expect(words('2026-10-10')).toBe('本月第 15 个工作日')
})
