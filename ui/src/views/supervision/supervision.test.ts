import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ChaseDemands, PrintActs, SupervisionRow } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { fakePackets } from '@/bridge/fakes/packets'
import { sampleRows } from '@/bridge/fakes/ledgerSample'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { createBoard } from './supervision'
import { groupRows, paperWords } from './groups'
import SupervisionView from './SupervisionView.vue'

const stops: (() => void)[] = []
beforeEach(() => {
  document.body.innerHTML = '<span id="status-view"></span>'
  stops.push(installKeys())
  fakeLedger(sampleRows())
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  fakeReset()
  vi.unstubAllGlobals()
})

async function open(at = '/supervision') {
  const blank = { template: '<i />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/supervision', name: 'supervision', component: SupervisionView },
      { path: '/ledger/:id?', name: 'ledger', component: blank },
    ],
  })
  await router.push(at)
  const w = mount(
    { template: '<RouterView />' },
    { global: { plugins: [router] }, attachTo: document.body },
  )
  stops.push(() => w.unmount())
  await flushPromises()
  return { w, router }
}

const press = async (key: string, mods: KeyboardEventInit = {}) => {
  const at = document.activeElement ?? document.body
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...mods }))
  await flushPromises()
}

test('the palette opens sending and taking back, and again after it was closed', async () => {
  fakePackets()
  const { router } = await open('/supervision?packets=send')
  const shown = () => document.body.textContent.replace(/\s+/g, ' ')
  expect(shown()).toContain('已选 3 个单位，8 项任务')
  expect(router.currentRoute.value.query).toEqual({})
  await router.push('/supervision?packets=take')
  await flushPromises()
  expect(document.querySelector('[data-test="return-counts"]')?.textContent).toBe(
    '可登记 2 处，退回 2 处，以前登记过 1 处',
  )
  const overlays = [...document.querySelectorAll<HTMLElement>('.el-overlay')]
  expect(overlays.filter((overlay) => overlay.style.display !== 'none')).toHaveLength(1)
  expect(router.currentRoute.value.query).toEqual({})
})

describe('what is ticked', () => {
  test('is every case whose paper is due, and no other', async () => {
    const board = createBoard()
    await board.load()
    expect(board.ticked.map((r) => r.chase_due)).toEqual(['supervision', 'reminder'])
    expect(paperWords(board.ticked)).toBe('督办函 1，催办单 1')
    const idle = board.shown.find((r) => r.chase_due === null)
    board.toggle(idle)
    expect(board.ticked).toHaveLength(2)
  })

  test('stays as chosen through another grouping and a reload', async () => {
    const board = createBoard()
    await board.load()
    board.toggle(board.current)
    expect(board.ticked.map((r) => r.id)).toEqual(['d0111'])
    await board.group('unit')
    expect(board.ticked.map((r) => r.id)).toEqual(['d0111'])
  })

  test('is only what the list shows: a narrowed list signs for one unit', async () => {
    const board = createBoard()
    await board.load()
    const unit = board.found?.units.find((u) => u.blue > 0)
    await board.choose(unit ?? null)
    expect(board.ticked).toHaveLength(0)
  })
})

test('groups by light run from red to blue, others as the rows come', async () => {
  const board = createBoard()
  await board.load()
  const rows = [...board.rows].reverse()
  expect(groupRows(rows, 'light').map((g) => g.key)).toEqual(['red', 'yellow', 'blue'])
  const leaders = groupRows(board.rows, 'leader')
  expect(leaders.map((g) => g.rows.length).reduce((a, b) => a + b)).toBe(board.rows.length)
})

test('a group says how many cases it has, though only a page of them is read', () => {
  const rows = [{ light: 'red' } as SupervisionRow]
  const [red] = groupRows(rows, 'light', [{ key: 'red', count: 240 }])
  expect(red?.count).toBe(240)
  expect(groupRows(rows, 'light')[0]?.count).toBe(1)
})

test('keys move and tick; signing names the count and lists what was refused', async () => {
  const { w } = await open()
  expect(w.get('[data-test=sign]').text()).toContain('签发 2 份')
  await press('ArrowDown')
  expect(w.get('[data-test=case-d0111]').classes()).toContain('current')
  await press('x')
  expect(w.get('[data-test=sign]').text()).toContain('签发 1 份')
  await press('x')
  await w.get('[data-test=sign-signer]').setValue('郭示衡')
  await press('Enter', { ctrlKey: true })
  await flushPromises()
  expect(w.get('[data-test=refused]').text()).toContain('回复期未过')
  // The one refused is not tried again by itself, the one signed is due no more.
  expect(w.find('[data-test=sign]').exists()).toBe(false)
})

test('a paper is looked at before signing, and what was signed is printed', async () => {
  const asked: { ids: string[] }[] = []
  const printed: PrintActs[] = []
  const { w } = await open()
  fake('preview_chase', (input) => {
    asked.push(input)
    return { pages: ['<svg xmlns="http://www.w3.org/2000/svg"/>'], missing: [], missing_glyphs: [] }
  })
  fake('print_acts', (input) => {
    printed.push(input)
    return { path: '/tmp/acts.pdf', pages: 1 }
  })
  fakeDesktop('desktop_print', () => undefined)
  await w.get('[data-test=sign-preview]').trigger('click')
  await flushPromises()
  expect(asked).toMatchObject([{ ids: ['d0098'], rung: null, answer_workdays: 3 }])
  expect(document.querySelector('[data-test=paper-dialog]')).not.toBeNull()
  // It has not gone out: there is nothing to print.
  expect(document.querySelector('[data-test=paper-print]')).toBeNull()
  await w.get('[data-test=sign-signer]').setValue('郭示衡')
  await w.get('[data-test=sign]').trigger('click')
  await flushPromises()
  await w.get('[data-test=signed-print]').trigger('click')
  await flushPromises()
  expect(printed).toMatchObject([{ ids: ['a-d0098'], is_counted: true, path: null }])
})

test('a missing signer is told at its field and nothing is sent twice', async () => {
  const { w } = await open()
  const asked: ChaseDemands[] = []
  fake('chase_demands', (input) => {
    asked.push(input)
    throw new CommandError('validation', '', '', [{ field: 'signer', message: '请填签发人。' }])
  })
  await w.get('[data-test=sign]').trigger('click')
  await flushPromises()
  expect(w.get('.sign').text()).toContain('请填签发人。')
  expect(saveState.value).toEqual({ kind: 'failed', why: '2 份没有签发，看标出的说明' })
  expect(asked).toMatchObject([{ answer_workdays: 3, rung: null, ids: ['d0098', 'd0111'] }])
  expect(w.get('[data-test=sign]').text()).toContain('签发 2 份')
})

test.each(['1e1', '0x10', '5天', ''])(
  'an answer limit “%s” signs and shows nothing',
  async (typed) => {
    const asked: ChaseDemands[] = []
    const { w } = await open()
    fake('chase_demands', (input) => {
      asked.push(input)
      return { done: [], refused: [], acts: [] }
    })
    await w.get('[data-test=sign-signer]').setValue('郭示衡')
    const days = w.get<HTMLInputElement>('[data-test=sign-days]')
    await days.setValue(typed)
    await w.get('[data-test=sign]').trigger('click')
    await flushPromises()
    expect(document.activeElement).toBe(days.element)
    expect(w.get('.sign').text()).toContain(typed ? '读不出来' : '请填写数字')
    await w.get('[data-test=sign-preview]').trigger('click')
    await flushPromises()
    expect(document.querySelector('[data-test=paper-dialog]')).toBeNull()
    expect(asked).toEqual([])
    await days.setValue('5')
    await press('Enter', { ctrlKey: true })
    expect(asked).toMatchObject([{ answer_workdays: 5 }])
  },
)

/** A board with so many ticked cases. */
async function boardOf(count: number) {
  const board = createBoard()
  await board.load()
  const due = board.rows.find((r) => r.chase_due === 'reminder')
  if (!due) throw new Error('no case is due')
  board.rows = Array.from({ length: count }, (_, i) => ({ ...due, id: `d${i}` }))
  expect(board.ticked).toHaveLength(count)
  return board
}
const SIGNING = { requirement: '请说明。', answer_workdays: 3, signer: '郭示衡' }

test('more cases than the core signs at once are signed in turns', async () => {
  const asked: string[][] = []
  const board = await boardOf(450)
  fake('chase_demands', ({ ids }) => {
    asked.push(ids)
    const [first = '', ...done] = ids
    const refused = [{ id: first, label: first, reason: '回复期未过。' }]
    return { done, acts: done.map((id) => `a-${id}`), refused }
  })
  await board.sign(SIGNING)
  expect(asked.map((ids) => ids.length)).toEqual([200, 200, 50])
  expect(new Set(asked.flat()).size).toBe(450)
  expect(board.refused.map((r) => r.id)).toEqual(['d0', 'd200', 'd400'])
  expect(board.signed).toHaveLength(447)
})

test('a turn that fails leaves what was signed before it to be printed', async () => {
  const board = await boardOf(250)
  fake('chase_demands', ({ ids }) => {
    if (ids.length < 200) throw new CommandError('internal', '', '', [])
    return { done: ids, acts: ids.map((id) => `a-${id}`), refused: [] }
  })
  await expect(board.sign(SIGNING)).rejects.toThrow(CommandError)
  expect(board.signed).toHaveLength(200)
  expect(board.isBusy).toBe(false)
})

test('a refusal of the list as a whole is told', async () => {
  const { w } = await open()
  fake('chase_demands', () => {
    const message = '最多 200 项，现有 201 项。'
    throw new CommandError('validation', '', '', [{ field: 'ids', message }])
  })
  await w.get('[data-test=sign]').trigger('click')
  await flushPromises()
  expect(w.get('.sign').text()).toContain('最多 200 项')
})
