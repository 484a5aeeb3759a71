import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { AcceptImport, ImportPreview, ImportView, PreviewImport } from '@/bridge/bindings'
import { CommandError } from '@/bridge/call'
import { fake, fakeDesktop, fakeEmit, fakeReset } from '@/bridge/fake'
import { fakeHome } from '@/bridge/fakes/home'
import { dispatchKey } from '@/keys'
import { saveState } from '@/shell'
import ImportSection from './ImportSection.vue'

let previewed: PreviewImport[]
let accepted: AcceptImport[]

const past: ImportView = {
  id: 'i1',
  kind: 'ledger',
  file_name: '2023年台账.xls',
  sheet: '台账',
  rows: 500,
  made_at: '2026-09-20T02:00:00Z',
  made_by: '周敏',
  undone_at: null,
  undone_by: '',
  undo_reason: '',
  version: 1,
}

const seen = (): ImportPreview => ({
  file_name: '2024年台账.xlsx',
  sm3: 'a'.repeat(64),
  kind: 'ledger',
  sheets: ['说明', '台账'],
  sheet: '台账',
  columns: [
    { column: 1, letter: 'B', title: '接待时间', field: 'raised_on', sample: '2024.3.5' },
    { column: 2, letter: 'C', title: '企业', field: 'enterprise', sample: '川江栎下' },
    { column: 3, letter: 'D', title: '序号', field: null, sample: '' },
  ],
  fields: ['raised_on', 'enterprise', 'title'],
  is_remembered: false,
  missing: [],
  rows: [
    {
      row: 4,
      verdict: 'refused',
      reason: '',
      cells: [
        { column: 1, field: 'raised_on', text: '春节前', note: '', fault: '读不出日期。' },
        { column: 2, field: 'enterprise', text: '川江栎下', note: '', fault: '' },
      ],
    },
    {
      row: 5,
      verdict: 'good',
      reason: '',
      cells: [
        { column: 1, field: 'raised_on', text: '约3月', note: '按 2024-03-01', fault: '' },
        { column: 2, field: 'enterprise', text: '川江栎下', note: '', fault: '' },
      ],
    },
  ],
  good: 1,
  known: 0,
  refused: 1,
  skipped: 2,
  repaired: 1,
  new_enterprises: ['川江栎下'],
  new_enterprise_count: 1,
  new_units: ['川江供电公司'],
  new_leaders: [],
  from: '2024-03-01',
  to: '2024-03-01',
})

beforeEach(() => {
  fakeHome()
  previewed = []
  accepted = []
  fakeDesktop('desktop_choose_file', () => '/home/office/2024年台账.xlsx')
  fake('list_imports', () => ({ imports: [past] }))
  fake('preview_import', (input) => {
    previewed.push(input)
    return seen()
  })
  fake('accept_import', (input) => {
    accepted.push(input)
    const made = { ...past, id: 'i2', file_name: '2024年台账.xlsx', rows: 1 }
    return { import: made, refused: 1, known: 0, new_enterprises: 1, new_units: 1, new_leaders: 0 }
  })
})
afterEach(() => {
  fakeReset()
  document.body.innerHTML = ''
})

async function open() {
  document.body.innerHTML = '<div id="root"></div>'
  const none = { render: () => null }
  const routes = [{ path: '/settings/:section?', name: 'settings', component: none }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/settings/import?kind=ledger')
  const view = mount(ImportSection, { attachTo: '#root', global: { plugins: [router] } })
  await flushPromises()
  await view.get('[data-test=import-choose]').trigger('click')
  await flushPromises()
  return view
}

test('a chosen file is read and its faults stand at their cells', async () => {
  const view = await open()
  expect(previewed[0]?.plan.path).toBe('/home/office/2024年台账.xlsx')
  expect(view.get('[data-test=import-row-4]').text()).toContain('读不出日期。')
  expect(view.get('[data-test=import-row-5]').text()).toContain('按 2024-03-01')
  expect(view.get('[data-test=import-accept]').text()).toBe('导入 1 行')
})

test('a cell corrected on the spot is read again, and taken over so', async () => {
  const view = await open()
  await view.get('[data-test=import-cell-4-1]').trigger('click')
  await flushPromises()
  const box = view.get('[data-import-edit]')
  await box.setValue('2024-02-08')
  await box.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  const fixes = [{ row: 4, column: 1, text: '2024-02-08' }]
  expect(previewed.at(-1)?.plan.fixes).toEqual(fixes)
  await view.get('[data-test=import-accept]').trigger('click')
  await flushPromises()
  expect(accepted[0]?.plan.fixes).toEqual(fixes)
  expect(accepted[0]?.sm3).toBe('a'.repeat(64))
  expect(view.get('[data-test=import-done]').text()).toContain('已导入 1 行')
})

test('only one kind of rows is asked for, and what lacks a column is not taken', async () => {
  const view = await open()
  await view.get('[data-test=import-show-refused]').trigger('click')
  await flushPromises()
  expect(previewed.at(-1)?.shown).toBe('refused')
  fake('preview_import', () => ({ ...seen(), missing: ['日期'] }))
  await view.get('[data-test=import-show-good]').trigger('click')
  await flushPromises()
  expect(view.text()).toContain('还要指明哪一列是日期。')
  expect(view.get('[data-test=import-accept]').attributes('disabled')).toBeDefined()
})

test('an import that takes long shows how far it is; Esc stops it and nothing stays', async () => {
  const view = await open()
  let stop = () => {}
  fake('accept_import', ({ job }) => {
    fakeEmit('progress', { job, done: 3, total: 40 })
    return new Promise((_, refuse) => {
      stop = () => refuse(new CommandError('cancelled', '', '', []))
    })
  })
  fake('cancel_job', () => {
    stop()
    return {}
  })
  saveState.value = { kind: 'idle' }
  vi.useFakeTimers()
  await view.get('[data-test=import-accept]').trigger('click')
  await vi.advanceTimersByTimeAsync(400)
  expect(view.get('[data-test=import-progress]').text()).toContain('3 / 40')
  dispatchKey(new KeyboardEvent('keydown', { key: 'Escape' }))
  vi.useRealTimers()
  await flushPromises()
  expect(view.find('[data-test=import-progress]').exists()).toBe(false)
  expect(view.get('[data-test=import-stopped]').text()).toBe('已取消，一行也没有导入。')
  expect(view.get('[data-test=import-accept]').text()).toBe('导入 1 行')
  expect(saveState.value).toEqual({ kind: 'idle' })
})

test('an import of before is taken back for a reason', async () => {
  let undone: unknown
  fake('undo_import', (input) => {
    undone = input
    const made = { ...past, undone_at: '2026-09-23T01:00:00Z', undone_by: '周敏', version: 2 }
    return { imports: [made], voided: 500, retired: 0, kept: 0 }
  })
  const view = await open()
  await view.get('[data-test=undo-import-i1]').trigger('click')
  await flushPromises()
  const dialog = document.querySelector('.el-dialog')
  const box = dialog?.querySelector<HTMLTextAreaElement>('textarea')
  if (!box) throw new Error('no box for the reason')
  box.value = '导错了文件'
  box.dispatchEvent(new Event('input'))
  await flushPromises()
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await flushPromises()
  expect(undone).toEqual({ id: 'i1', version: 1, reason: '导错了文件' })
  expect(view.text()).toContain('撤销')
})
