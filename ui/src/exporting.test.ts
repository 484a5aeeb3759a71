import { DOMWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ListChoice } from './bridge/bindings'
import { fake, fakeDesktop, fakeEmit, fakeReset } from './bridge/fake'
import { fakeLedger } from './bridge/fakes/ledger'
import { fakeSchedule } from './bridge/fakes/schedule'
import { fakeSlips } from './bridge/fakes/slips'
import { CommandError } from './bridge/errors'
import { fileName } from './exporting'
import { installKeys } from './keys'
import DirectoryView from './views/directory/DirectoryView.vue'
import ScheduleView from './views/schedule/ScheduleView.vue'
import SlipsView from './views/slips/SlipsView.vue'

let asked: { list: ListChoice; path: string }[]
let names: unknown[]
let stopKeys: () => void

beforeEach(() => {
  asked = []
  names = []
  stopKeys = installKeys()
})
afterEach(() => {
  stopKeys()
  fakeReset()
  document.body.innerHTML = ''
})

function answer() {
  fakeDesktop('desktop_choose_save', ({ suggestedName }) => {
    names.push(suggestedName)
    return '/home/office/清单'
  })
  fake('export_list', ({ list, path }) => {
    asked.push({ list, path })
    return { path, rows: 7 }
  })
}

async function show(name: string, path: string, component: Component, address: string) {
  document.body.innerHTML = '<div id="status-view"></div><div id="root"></div>'
  const none = { render: () => null }
  const routes = ['slips', 'schedule', 'directory', 'minutes', 'ledger', 'settings'].map((n) =>
    n === name ? { path, name, component } : { path: `/x-${n}`, name: n, component: none },
  )
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(address)
  const view = mount(component, {
    attachTo: '#root',
    global: { plugins: [router], stubs: { SignaturePad: true } },
  })
  await flushPromises()
  const button = () => new DOMWrapper(document.querySelector('[data-test=export]') as Element)
  return { view, button }
}

async function ctrlE() {
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'e', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
}

test('the register of slips is that of the year and the words in view', async () => {
  fakeSlips()
  answer()
  const { view, button } = await show('slips', '/slips/:id?', SlipsView, '/slips')
  await view.get('[data-test=slip-query] input, input[data-test=slip-query]').setValue(' 沱湾 ')
  await button().trigger('click')
  await flushPromises()
  const of = expect.objectContaining({ of: 'slips', query: '沱湾', states: [] })
  expect(asked).toEqual([{ list: of, path: '/home/office/清单.xlsx' }])
  expect(names[0]).toMatch(/^\d{4}年交办单登记簿\.xlsx$/)
  expect(asked[0]?.list).toHaveProperty('year')
  expect(view.get('[data-test=export-note]').text()).toContain(
    '已导出 7 行：/home/office/清单.xlsx',
  )
  await ctrlE()
  expect(asked).toHaveLength(2)
  view.unmount()
})

test.each([
  ['enterprise', 'enterprises', '企业名录.xlsx'],
  ['unit', 'units', '承办单位名录.xlsx'],
  ['leader', 'leaders', '领导名录.xlsx'],
])('the tab %s hands on its own list with its filter', async (tab, of, name) => {
  fakeLedger()
  answer()
  const path = '/directory/:kind?/:id?'
  const { view, button } = await show('directory', path, DirectoryView, `/directory/${tab}`)
  await view
    .get('[data-test=directory-query] input, input[data-test=directory-query]')
    .setValue('沱')
  await view.get('input[type=checkbox]').setValue(true)
  await button().trigger('click')
  await flushPromises()
  expect(asked.map((a) => a.list)).toEqual([{ of, query: '沱', with_retired: true }])
  expect(names).toEqual([name])
  await ctrlE()
  expect(asked).toHaveLength(2)
  view.unmount()
})

test('the schedule hands on the year in view', async () => {
  fakeSchedule()
  answer()
  const { view, button } = await show('schedule', '/schedule/:id?', ScheduleView, '/schedule')
  await view.get('[aria-label=上一年]').trigger('click')
  await flushPromises()
  await button().trigger('click')
  await flushPromises()
  const shown = Number(view.get('.year-switch').text().slice(0, 4))
  expect(asked.map((a) => a.list)).toEqual([{ of: 'receptions', year: shown, query: '' }])
  expect(names).toEqual([`${shown}年接待日程安排表.xlsx`])
  view.unmount()
})

test('a refusal is told below the button, and no place means no export', async () => {
  fakeLedger()
  answer()
  fake('export_list', () => {
    const fault = { field: 'path', message: '请不要存到数据文件夹里，换一个位置。' }
    throw new CommandError('validation', '', '', [fault])
  })
  const path = '/directory/:kind?/:id?'
  const { view, button } = await show('directory', path, DirectoryView, '/directory/unit')
  await button().trigger('click')
  await flushPromises()
  expect(view.get('.dir-list .error-notice').text()).toContain('请不要存到数据文件夹里')
  expect(view.find('[data-test=export-note]').exists()).toBe(false)

  answer()
  fakeDesktop('desktop_choose_save', () => null)
  await button().trigger('click')
  await flushPromises()
  expect(asked).toEqual([])
  expect(view.find('.dir-list .error-notice').exists()).toBe(false)
  view.unmount()
})

test('a long export shows how far it is and can be stopped, and runs once', async () => {
  fakeLedger()
  answer()
  let stop = () => {}
  let runs = 0
  fake('export_list', ({ job }) => {
    runs += 1
    fakeEmit('progress', { job, done: 3, total: 40 })
    return new Promise((_, refuse) => {
      stop = () => refuse(new CommandError('cancelled', '', '', []))
    })
  })
  fake('cancel_job', () => {
    stop()
    return {}
  })
  const path = '/directory/:kind?/:id?'
  const { view, button } = await show('directory', path, DirectoryView, '/directory/enterprise')
  vi.useFakeTimers()
  await button().trigger('click')
  await vi.advanceTimersByTimeAsync(400)
  await ctrlE()
  expect(runs).toBe(1)
  expect(view.get('.export-progress').text()).toContain('3 / 40')
  await view.get('.progress-cancel').trigger('click')
  vi.useRealTimers()
  await flushPromises()
  expect(view.find('.export-progress').exists()).toBe(false)
  expect(view.find('.error-notice').exists()).toBe(false)
  view.unmount()
})

test('a file name has no sign a system refuses', () => {
  expect(fileName(' 台账 1/2：a*b? ')).toBe('台账 1 2：a b .xlsx')
})
