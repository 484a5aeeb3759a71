import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { CommandError } from '@/bridge/errors'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { sampleDemand, sampleRows } from '@/bridge/fakes/ledgerSample'
import { installKeys } from '@/keys'
import { COLUMNS, columnsOf, DEFAULT_COLUMNS, shownColumns } from './columns'
import { emptyFilter } from '@/ledgerFilter'
import { filterFromQuery, filterWords, ledgerLocation } from './filters'
import LedgerView from './LedgerView.vue'
import { createPaged } from './paged'
import { roundsOf } from './handling/rounds'

const stops: (() => void)[] = []

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  )
  document.body.innerHTML = '<span id="status-view"></span>'
  stops.push(installKeys())
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  fakeReset()
  localStorage.clear()
  vi.unstubAllGlobals()
})

async function open(address = '/ledger', rows = sampleRows(260)) {
  const office = fakeLedger(rows)
  const blank = { template: '<i />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/ledger/:id?', name: 'ledger', component: LedgerView },
      { path: '/slips/:id?', name: 'slips', component: blank },
      { path: '/directory/:kind?/:id?', name: 'directory', component: blank },
    ],
  })
  await router.push(address)
  const w = mount(
    { template: '<RouterView />' },
    { global: { plugins: [router] }, attachTo: document.body },
  )
  stops.push(() => w.unmount())
  await flushPromises()
  await flushPromises()
  return { w, office, router }
}

const press = async (key: string, mods: KeyboardEventInit = {}) => {
  ;(document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...mods }),
  )
  await flushPromises()
}

describe('filter', () => {
  test('an address and its filter are each other’s inverse', () => {
    const { query } = ledgerLocation({ lights: ['red'], is_open: true, due_to: '2026-09-30' })
    expect(filterFromQuery(query)).toEqual({
      ...emptyFilter(),
      lights: ['red'],
      is_open: true,
      due_to: '2026-09-30',
    })
  })

  test('reads single parts and leaves out what it does not know', () => {
    const read = filterFromQuery({ lights: 'red,yellow', due_from: 'gestern', colour: 'x' })
    expect(read).toEqual({ ...emptyFilter(), lights: ['red', 'yellow'] })
    expect(filterFromQuery({})).toBeNull()
    expect(filterFromQuery({ filter: '{broken' })).toBeNull()
  })

  test('says in words what an export will hold', () => {
    const filter = { ...emptyFilter(), is_open: true, units: ['u1'], issued_from: '2026-07-01' }
    expect(filterWords(filter, () => '区水务局')).toBe(
      '在办；单位 区水务局；交办日期 2026年7月1日（周三）以后',
    )
    expect(filterWords(emptyFilter(), () => '')).toBe('全部诉求')
  })
})

test('columns keep the title and the order; large type drops number and state', () => {
  expect(columnsOf([])).toEqual(DEFAULT_COLUMNS)
  expect(columnsOf(['raised', 'light', 'gone'])).toEqual(['light', 'title', 'raised'])
  const large = shownColumns(DEFAULT_COLUMNS, true).map((c) => c.key)
  expect(large).not.toContain('number')
  expect(large).not.toContain('state')
})

test('stages: an issued demand is with the unit, a draft at the office', () => {
  const [issued, draft] = [sampleRows()[0], sampleRows().find((r) => r.state === 'draft')]
  if (!issued || !draft) throw new Error('sample rows are missing')
  expect(roundsOf(sampleDemand(issued), '2026-09-24')[0]?.stages.map((s) => s.state)).toEqual([
    'done',
    'done',
    'now',
    'ahead',
  ])
  expect(roundsOf(sampleDemand(draft), '2026-09-24')[0]?.stages[0]).toMatchObject({
    state: 'now',
    text: '草稿',
  })
})

test('a late answer to an older question is dropped', async () => {
  const waiting: ((n: number) => void)[] = []
  const list = createPaged<{ total: number; rows: number[] }, number>(
    () => new Promise((done) => waiting.push((n) => done({ total: 1, rows: [n] }))),
    (p) => p.rows,
  )
  const first = list.reload()
  const second = list.reload()
  waiting[1]?.(2)
  waiting[0]?.(1)
  await Promise.all([first, second])
  expect(list.rowAt(0)).toBe(2)
})

describe('list', () => {
  test('the lights in the status bar add up to the count of the view', async () => {
    const { w } = await open()
    expect(w.get('[data-test=ledger-totals]').text()).toContain('260 项')
    const words = document.querySelector('[data-test=ledger-lights]')?.textContent ?? ''
    const sum = [...words.matchAll(/\d+/g)].reduce((n, m) => n + Number(m[0]), 0)
    expect(sum).toBe(260)
  })

  test('cursor and ticks are two things', async () => {
    const { w } = await open()
    await press('x')
    await press('ArrowDown')
    const rows = w.findAll('.ledger-body')
    expect(rows[0]?.classes()).toContain('ticked')
    expect(rows[0]?.classes()).not.toContain('current')
    expect(rows[1]?.classes()).toContain('current')
    expect(rows[1]?.classes()).not.toContain('ticked')
    await press('ArrowDown', { shiftKey: true })
    expect(w.text()).toContain('已选 3 项')
    await press('Escape')
    expect(w.find('.batch-bar').exists()).toBe(false)
  })

  test('Ctrl A ticks the whole result, over all its pages', async () => {
    const { w } = await open()
    await press('a', { ctrlKey: true })
    await flushPromises()
    expect(w.text()).toContain('已选 260 项')
  })

  test('refused rows are listed with reasons and stay ticked', async () => {
    const { w } = await open('/ledger?states=draft,pending_review')
    await press('a', { ctrlKey: true })
    await w.get('[data-test=batch-accept]').trigger('click')
    await flushPromises()
    expect(w.get('[data-test=refused]').text()).toContain('还缺分类')
    expect(w.text()).toContain('已选 1 项')
  })

  test('Enter opens the current row, Esc comes back to it', async () => {
    const { w, router } = await open()
    await press('ArrowDown')
    await press('Enter')
    await flushPromises()
    expect(router.currentRoute.value.params.id).toBe('d0111')
    await press('Escape')
    await flushPromises()
    expect(w.findAll('.ledger-body')[1]?.classes()).toContain('current')
  })
})

describe('registration', () => {
  test('a refusal stands at its field and nothing typed is lost', async () => {
    const { w } = await open('/ledger?new=1&enterprise=e1', sampleRows(11))
    await flushPromises()
    fake('register_demand', () => {
      throw new CommandError('validation', '', '', [
        { field: 'fields.limit', message: '时限应在 1 到 250 个工作日之间。' },
      ])
    })
    await w.get('[data-test=field-title]').setValue('园区公交末班过早')
    await w.get('[data-test=field-limit]').setValue('999')
    await w.get('[data-test=register-save]').trigger('click')
    await flushPromises()
    expect(w.get('[data-field=limit]').text()).toContain('时限应在')
    expect(w.get<HTMLInputElement>('[data-test=field-title]').element.value).toBe(
      '园区公交末班过早',
    )
    await press('Escape')
    expect(w.find('[data-test=register-drawer]').exists()).toBe(false)
    await press('n', { ctrlKey: true })
    expect(w.get<HTMLInputElement>('[data-test=field-title]').element.value).toBe(
      '园区公交末班过早',
    )
    // A form of twenty fields takes a loaded machine some seconds in the test browser.
  }, 30_000)
})

test('the longest state and day fit, and firm and unit share what room the title leaves', () => {
  const of = (key: string) => COLUMNS.find((c) => c.key === key)?.width ?? ''
  // Five characters of a state, 12月31日 周四 with 暂, and the air behind them.
  expect(Number.parseInt(of('state'))).toBeGreaterThanOrEqual(5 * 14 + 10)
  expect(Number.parseInt(of('due'))).toBeGreaterThanOrEqual(120)
  expect(of('enterprise')).toContain('fr')
  expect(of('unit')).toContain('fr')
})
