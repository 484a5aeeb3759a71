import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { PrintActs, RecordRating, ReplyDemand, ReportProgress } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { sampleDemand, sampleRows } from '@/bridge/fakes/ledgerSample'
import { forgetForms } from '@/kept'
import { installKeys } from '@/keys'
import LedgerView from '../LedgerView.vue'

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
  fakeLedger(sampleRows())
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  forgetForms()
  document.body.replaceChildren()
  fakeReset()
  vi.unstubAllGlobals()
})

async function open(address: string) {
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
  return { w, router }
}

const press = async (key: string, mods: KeyboardEventInit = {}) => {
  const at = document.activeElement ?? document.body
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...mods }))
  await flushPromises()
}

test('progress by keyboard only: P opens, Ctrl Enter saves and closes', async () => {
  const asked: ReportProgress[] = []
  const { w, router } = await open('/ledger/d0087')
  fake('report_progress', (input) => {
    asked.push(input)
    const row = sampleRows().find((r) => r.id === 'd0087')
    if (!row) throw new CommandError('not_found', '', '', [])
    return sampleDemand(row)
  })
  await press('p')
  expect(w.find('[data-test=form-report]').exists()).toBe(true)
  await w.get('[data-test=act-progress]').setValue('南侧已回填')
  await press('Enter', { ctrlKey: true })
  await flushPromises()
  expect(asked).toMatchObject([
    { task_id: 't0', version: 1, body: { progress: '南侧已回填', contact: null } },
  ])
  expect(w.find('[data-test=form-report]').exists()).toBe(false)
  expect(router.currentRoute.value.params.id).toBe('d0087')
}, 30_000)

test('a key pressed while what was saved is read again takes the step that comes then', async () => {
  const { w } = await open('/ledger/d0087')
  const row = sampleRows().find((r) => r.id === 'd0087')
  if (!row) throw new Error('d0087 is gone from the sample')
  const after = sampleDemand({ ...row, state: 'completion_review' })
  const answers: (() => void)[] = []
  fake('report_progress', () => after)
  fake('get_demand', () => new Promise((r) => answers.push(() => r(after))))
  await press('p')
  await w.get('[data-test=act-progress]').setValue('南侧已回填')
  await press('Enter', { ctrlKey: true })
  await press('p')
  expect(w.find('[data-test=form-report]').exists()).toBe(false)
  for (const answer of answers) answer()
  await flushPromises()
  expect(w.find('[data-test=form-reply]').exists()).toBe(true)
}, 30_000)

test('a row of 承办任务 asks for the opinion of its own unit', async () => {
  const { w } = await open('/ledger/d0087')
  await w.get('[data-test=task-act-t2]').trigger('click')
  expect(w.get('[data-test=form-assist]').text()).toContain('区综合行政执法局')
}, 30_000)

test('a third try in vain is recorded without a rating', async () => {
  const asked: RecordRating[] = []
  const { w } = await open('/ledger/d0131?act=rate')
  fake('record_rating', (input) => {
    asked.push(input)
    throw new CommandError('validation', '', '', [
      { field: 'talk.on', message: '回访日期不能早于答复日期。' },
    ])
  })
  expect(w.get('[data-test=form-rate]').text()).toContain('已联系 2 次')
  const [, missed] = w.findAll('[data-test=act-is_reached] button')
  await missed?.trigger('click')
  expect(w.find('[data-field=grade]').exists()).toBe(false)
  await press('Enter', { ctrlKey: true })
  expect(asked).toMatchObject([{ id: 'd0131', rating: null, talk: { way: 'phone' } }])
  expect(w.get('[data-field=talk_on]').text()).toContain('不能早于答复日期')
}, 30_000)

test('not satisfied asks for the causes before anything is sent', async () => {
  const { w } = await open('/ledger/d0131?act=rate')
  const grades = w.findAll('[data-test=act-grade] button')
  await grades[3]?.trigger('click')
  await press('Enter', { ctrlKey: true })
  expect(w.get('[data-field=causes]').text()).toContain('“不满意的原因”还没有选。')
  await grades[1]?.trigger('click')
  expect(w.find('[data-field=causes]').exists()).toBe(false)
}, 30_000)

test('a paper that went out is looked at, saved and printed from the file', async () => {
  const row = sampleRows().find((r) => r.id === 'd0087')
  if (!row) throw new Error('no row')
  const printed: PrintActs[] = []
  const { w } = await open('/ledger/d0087')
  fake('print_acts', (input) => {
    printed.push(input)
    return { path: '/tmp/acts.pdf', pages: 1 }
  })
  fakeDesktop('desktop_print', () => undefined)
  fakeDesktop('desktop_save_as', () => null)
  const paper = w.findAll('[data-test^=paper-act]')[0]
  await paper?.trigger('click')
  await flushPromises()
  const press = async (name: string) => {
    document.querySelector<HTMLElement>(`[data-test=${name}]`)?.click()
    await flushPromises()
  }
  await press('paper-save')
  await press('paper-print')
  expect(printed.map((p) => p.is_counted)).toEqual([false, true])
  expect(printed[0]?.ids).toEqual(printed[1]?.ids)
}, 30_000)

test('the reply is looked at before it is served', async () => {
  const asked: ReplyDemand[] = []
  const { w } = await open('/ledger/d0119?act=reply')
  fake('preview_reply', (input) => {
    asked.push(input)
    return { pages: ['<svg xmlns="http://www.w3.org/2000/svg"/>'], missing: [], missing_glyphs: [] }
  })
  for (const name of ['reviewer', 'facts', 'process', 'result', 'talk_person']) {
    await w.get(`[data-test=act-${name}]`).setValue('已核')
  }
  await w.get('[data-test=form-preview]').trigger('click')
  await flushPromises()
  expect(asked).toMatchObject([{ id: 'd0119', body: { result: '已核' } }])
  expect(document.querySelector('.el-dialog__title')?.textContent).toBe('样张：审核并答复')
  expect(w.find('[data-test=form-reply]').exists()).toBe(true)
}, 30_000)

test('every working form of the file can be looked at', async () => {
  const { w } = await open('/ledger/d0087')
  const names = w.findAll('[data-test^=paper-act]').map((paper) => paper.text())
  expect(names).toContain('重办通知单')
  expect(names).toContain('办结报告')
}, 30_000)

test('经过 shows one kind of lines, and the moved date is dashed on its ruler', async () => {
  const { w } = await open('/ledger/d0087')
  expect(w.findAll('.line li')).toHaveLength(8)
  expect(w.findAll('.line li.trouble')).toHaveLength(1)
  const talks = w.findAll('[data-test=story-kind] button').at(3)
  await talks?.trigger('click')
  expect(w.findAll('.line li')).toHaveLength(3)
}, 30_000)

test('words in an act survive another demand and come back with their own', async () => {
  const { w, router } = await open('/ledger/d0087')
  await press('p')
  await w.get('[data-test=act-progress]').setValue('南侧已回填')
  const go = async (id: string) => {
    await router.push(`/ledger/${id}`)
    await flushPromises()
    await flushPromises()
  }
  await go('d0111')
  expect(w.find('[data-test=form-report]').exists()).toBe(false)
  await go('d0087')
  await press('p')
  expect(w.get<HTMLTextAreaElement>('[data-test=act-progress]').element.value).toBe('南侧已回填')
  expect(w.find('[data-test=draft-restored]').exists()).toBe(true)
}, 30_000)
