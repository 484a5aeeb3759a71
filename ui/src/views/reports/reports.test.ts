import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { fakeReports } from '@/bridge/fakes/reports'
import { installKeys } from '@/keys'
import { filterFromQuery, filterWords } from '@/views/ledger/filters'
import { change, points } from './reports'
import ReportsView from './ReportsView.vue'

const stops: (() => void)[] = []
let asked: ReturnType<typeof fakeReports>['asked']
beforeEach(() => {
  document.body.innerHTML = '<span id="status-view"></span>'
  stops.push(installKeys())
  asked = fakeReports().asked
  URL.createObjectURL = () => 'blob:'
  URL.revokeObjectURL = () => {}
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  fakeReset()
})

async function open() {
  const blank = { template: '<i />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/reports', name: 'reports', component: ReportsView },
      { path: '/ledger/:id?', name: 'ledger', component: blank },
      { path: '/schedule/:id?', name: 'schedule', component: blank },
    ],
  })
  await router.push('/reports')
  const w = mount(
    { template: '<RouterView />' },
    { global: { plugins: [router] }, attachTo: document.body },
  )
  stops.push(() => w.unmount())
  await flushPromises()
  return { w, router }
}
const press = async (key: string, mods: KeyboardEventInit = {}) => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...mods }))
  await flushPromises()
}

describe('报表', () => {
  it('moves among periods by keys and never into the future', async () => {
    const { w } = await open()
    const last = () => asked.at(-1)
    const first = last()
    expect(first?.kind).toBeDefined()
    await press('2')
    expect(last()).toEqual({ kind: 'quarter', year: 2026, number: 3 })
    const before = asked.length
    await press('PageDown')
    expect(asked.length).toBe(before)
    await press('PageUp')
    expect(last()).toEqual({ kind: 'quarter', year: 2026, number: 2 })
    expect(w.get('[data-test="period"]').text()).toContain('2026年二季度')
  })

  it('opens the demands a figure counts, of the whole, a group and a month', async () => {
    const { w, router } = await open()
    const sets = () => filterFromQuery(router.currentRoute.value.query)?.figure
    await w.get('[data-test="report-closed"] a').trigger('click')
    await flushPromises()
    expect(sets()).toEqual({
      from: '2026-07-01',
      to: '2026-09-23',
      figure: 'closed',
      group: 'all',
      key: '',
    })
    const again = await open()
    const late = again.w.get('.group-table a.late')
    expect(late.attributes('aria-label')).toBe('区自然资源局逾期未结 1 项，看名单')
    await late.trigger('click')
    await flushPromises()
    const at = filterFromQuery(again.router.currentRoute.value.query)?.figure
    expect([at?.group, at?.key, at?.figure]).toEqual(['unit', 'u1', 'overdue'])
  })

  it('shows numerator over denominator, the identity and the comparison', async () => {
    const { w } = await open()
    const onTime = w.get('[data-test="rate-on_time"]').text()
    expect(onTime).toContain('87.9%')
    expect(onTime.replace(/\s/g, '')).toContain('51÷58')
    expect(onTime).toContain('环比 +12.9 个百分点')
    expect(w.get('[data-test="report-closed"]').text()).toContain('环比 +9')
    expect(w.get('[data-test="identity"]').text()).toContain('相符')
    // A month without anything closed has no column to open.
    expect(w.findAll('[data-test="trend-closed"]')).toHaveLength(1)
  })

  it('saves a chart as a picture without links', async () => {
    const { w } = await open()
    let svg = ''
    fakeDesktop('desktop_choose_save', () => '/home/图')
    fake('save_chart', (input) => {
      svg = input.svg
      return { path: input.path }
    })
    await w.get('.chart-acts button:last-child').trigger('click')
    await flushPromises()
    expect(svg).toMatch(/^<svg[^]*<\/svg>$/)
    expect(svg).not.toContain('<a')
    expect(w.text()).toContain('/home/图.png')
  })
})

describe('a figure in the ledger', () => {
  it('stands in the address and in words', () => {
    const set = {
      from: '2026-07-01',
      to: '2026-09-23',
      figure: 'closed',
      group: 'street',
      key: '城北街道',
    }
    const filter = filterFromQuery({ filter: JSON.stringify({ figure: set }) })
    expect(filter?.figure).toEqual(set)
    expect(filter && filterWords(filter, () => '')).toContain('办结 城北街道')
    const bad = filterFromQuery({ filter: JSON.stringify({ figure: { ...set, figure: 'x' } }) })
    expect(bad?.figure).toBeNull()
  })
})

describe('changes', () => {
  it('are signed and never divide by zero', () => {
    expect([change(3, 1), change(1, 3), change(2, 2)]).toEqual(['+2', '−2', '0'])
    expect(points({ of: 1, among: 2 }, { of: 0, among: 0 })).toBe('')
  })
})
