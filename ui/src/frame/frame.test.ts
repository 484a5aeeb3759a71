import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Router } from 'vue-router'
import { fake, fakeDesktop, fakeEmit, fakeReset } from '@/bridge/fake'
import { fakeHome, sampleBackup, sampleOffice } from '@/bridge/fakes/home'
import { sampleStatus } from '@/bridge/fakes/status'
import App from '@/App.vue'
import { fault, tellFault } from '@/faults'
import { installKeys } from '@/keys'
import { status } from '@/office'
import { paletteSources } from '@/palette'
import { router, routes } from '@/router'
import { office } from '@/shell'
import { installCommands, matches, sharedSearch } from './commands'
import { refusalWords } from './refusals'
import { holidayWords, isBackupOld, weekOf, whenWords } from './when'

let offKeys: () => void
beforeEach(async () => {
  offKeys = installKeys()
  await router.push('/settings/look')
})
afterEach(() => {
  offKeys()
  fakeReset()
  fault.value = null
  status.value = null
  document.body.replaceChildren()
})

async function start() {
  const w = mount(App, { global: { plugins: [router] }, attachTo: document.body })
  await flushPromises()
  // The first run and the refusal come in chunks of their own.
  await vi.dynamicImportSettled()
  await flushPromises()
  return w
}
const type = (sel: string, text: string) => {
  const input = document.querySelector<HTMLInputElement>(`[data-test=${sel}]`)
  if (!input) throw new Error(`no ${sel}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
}
const click = async (sel: string) => {
  document.querySelector<HTMLElement>(`[data-test=${sel}]`)?.click()
  await flushPromises()
}

test('an office that is set up opens, and another clerk takes the desk by keyboard', async () => {
  fakeHome()
  const w = await start()
  expect(w.find('.nav').exists()).toBe(true)
  expect(office.clerk).toBe('文示真')
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'j', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
  const list = document.querySelector('.clerk-list')
  // 季示宁 has left the office.
  expect(list?.querySelectorAll('[role=option]')).toHaveLength(2)
  list?.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }))
  await flushPromises()
  expect(office.clerk).toBe('苏例言')
  expect(document.querySelector('.clerk-list')).toBeNull()
  w.unmount()
})

test('a refused folder shows why, and restores only where she says', async () => {
  const restore = vi.fn(() => ({ folder: '/new', demands: 128, journal_sequence: 1375 }))
  const use = vi.fn()
  fakeDesktop('desktop_startup', () => ({
    status: 'refused',
    code: 'damaged',
    path: '/data',
    hint: '',
    detail: 'malformed',
    last_good_backup: sampleBackup(),
  }))
  fakeDesktop('desktop_choose_folder', () => '/new')
  fakeDesktop('desktop_restore', restore)
  fakeDesktop('desktop_use_folder', use)
  const w = await start()
  expect(w.text()).toContain('文件没有改动')
  expect(w.find('[data-test=refusal-path]').text()).toBe('/data')
  // A clerk reads a number out; the code is for technicians.
  expect(w.find('.refusal-code').text()).toBe('编号 108')
  await click('restore-last')
  expect(restore).toHaveBeenCalledWith({ backup: '/data/backups/1', into: '/new' })
  expect(w.find('[data-test=restored]').text()).toContain('128 项诉求')
  await click('use-restored')
  expect(use).toHaveBeenCalledWith({ path: '/new' })
  w.unmount()
})

test('the first run keeps what was typed when the core refuses, then opens', async () => {
  let isSetUp = false
  const saved = vi.fn()
  fakeHome()
  fake('get_status', () => sampleStatus({ is_set_up: isSetUp }))
  const blank = { name: '', slip_mark: '', number_prefix: '', district_name: '' }
  fake('get_office', () => ({ ...sampleOffice(), ...blank, district_code: '', version: 0 }))
  fake('save_clerk', (c) => ({ ...c, id: 'c1', is_cleared: false, version: 2 }))
  fake('save_office', (input) => {
    if (input.district_code === '51')
      throw {
        code: 'validation',
        message: '',
        hint: '',
        fields: [{ field: 'district_code', message: '是 6 位数字' }],
      }
    saved(input)
    isSetUp = true
    return input
  })
  const w = await start()
  expect(w.find('[data-test=first-run]').exists()).toBe(true)
  type('district-name', '川江区')
  type('district-code', '51')
  type('clerk-name', '文示真')
  await flushPromises()
  expect(w.find('[data-test=number-sample]').text()).toContain('川江工商联交〔2026〕12号')
  await click('first-save')
  expect(w.text()).toContain('是 6 位数字')
  expect((w.find('[data-test=slip-mark]').element as HTMLInputElement).value).toBe(
    '川江区民营企业接待日交办单',
  )
  type('district-code', '510599')
  await flushPromises()
  await click('first-save')
  expect(saved).toHaveBeenCalledOnce()
  expect(w.find('.nav').exists()).toBe(true)
  w.unmount()
})

test('an empty first run marks every required field at once and asks nothing', async () => {
  const asked = vi.fn()
  fakeHome()
  fake('get_status', () =>
    sampleStatus({
      is_set_up: false,
      clerk: { id: 'c1', name: '', post: '', is_active: true, is_cleared: false, version: 1 },
    }),
  )
  const blank = { name: '', slip_mark: '', number_prefix: '', district_name: '' }
  fake('get_office', () => ({ ...sampleOffice(), ...blank, version: 0 }))
  fake('save_clerk', asked)
  fake('save_office', asked)
  const w = await start()
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
  expect(w.findAll('.first-form .is-error')).toHaveLength(5)
  expect(document.activeElement?.getAttribute('data-test')).toBe('district-name')
  expect(asked).not.toHaveBeenCalled()
  type('clerk-name', '文示真')
  await flushPromises()
  expect(w.findAll('.first-form .is-error')).toHaveLength(4)
  // More than any paper has room for leaves the page as it is.
  type('slip-mark', '川'.repeat(10_000))
  await flushPromises()
  expect(w.get('.slip-mark').text().length).toBeLessThan(200)
  w.unmount()
})

test('an error no view took is told in plain words; a cancel is not', async () => {
  fakeHome()
  const w = await start()
  tellFault({ code: 'cancelled', message: '' })
  await flushPromises()
  expect(w.find('[data-test=fault]').exists()).toBe(false)
  tellFault(new Error('x is undefined'))
  await flushPromises()
  expect(w.find('[data-test=fault] b').text()).toBe('程序出了差错')
  await click('fault-close')
  expect(w.find('[data-test=fault]').exists()).toBe(false)
  w.unmount()
})

test('a backup that lacks a copy is told in the frame, with the reason at hand', async () => {
  fakeHome()
  fake('get_status', () => sampleStatus({ backup_fault: '没能备份到第二位置“D:/备份”。' }))
  const w = await start()
  const mark = w.get('[data-test=last-backup]')
  expect(mark.text()).toBe('备份没有做全，见设置')
  expect(mark.classes()).toContain('status-warn')
  expect(mark.attributes('title')).toContain('第二位置')
})

test('a broken journal is told in the frame and leads to its proof', async () => {
  fakeHome()
  let isBroken = true
  fake('get_status', () => sampleStatus({ is_journal_broken: isBroken }))
  const w = await start()
  expect(w.get('[data-test=journal-broken]').text()).toBe('经过记录校验没有通过，见设置')
  await w.get('[data-test=journal-broken]').trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.params.section).toBe('journal')

  // The proof shows in the frame at once: here the journal was put back.
  isBroken = false
  fake('verify_journal', () => ({ rows: 3, head: 'aa', fault: null }))
  await click('verify-journal')
  await flushPromises()
  expect(w.find('[data-test=journal-broken]').exists()).toBe(false)
})

test('typing on asks the store once, for the last word', async () => {
  const asked: string[] = []
  fake('search_everything', ({ query }) => {
    asked.push(query)
    return { groups: [] }
  })
  const search = sharedSearch(5)
  await Promise.all([search('冷'), search('冷链'), search('冷链')])
  expect(asked).toEqual(['冷链'])
  await search('')
  expect(asked).toHaveLength(1)
})

test('commands are found by words and by initials', () => {
  expect(matches('djsq', '登记诉求', 'djsq')).toBe(true)
  expect(matches('DJ', '登记诉求', 'djsq')).toBe(true)
  expect(matches('诉求', '登记诉求', 'djsq')).toBe(true)
  expect(matches('sq', '登记诉求', 'djsq')).toBe(false)
})

test('each refusal has its reason and its likeliest way out', () => {
  expect(refusalWords('busy', '').way).toBe('retry')
  expect(refusalWords('damaged', '').way).toBe('restore')
  expect(refusalWords('schema_too_new', '')).toMatchObject({ way: 'choose' })
  expect(refusalWords('network_folder', '在 NAS 上。').reason).toBe('在 NAS 上。')
})

test('words of the status bar', () => {
  expect(weekOf('2026-09-23')).toBe(39)
  expect(weekOf('2027-01-01')).toBe(53)
  expect(holidayWords(2026, '2026-09-23')).toBe('节假日数据 2026 年已公布，2027 年未公布')
  expect(holidayWords(2026, '2027-01-04')).toContain('2027 年节假日安排未公布')
  expect(whenWords('not a date', '2026-09-23')).toBe('—')
  expect(isBackupOld(null, '2026-09-23T00:00:00Z')).toBe(true)
  expect(isBackupOld('2026-09-22T00:00:00Z', '2026-09-23T00:00:00Z')).toBe(false)
  expect(isBackupOld('2026-09-20T00:00:00Z', '2026-09-23T00:00:00Z')).toBe(true)
})

/** What `Ctrl K` finds in an office without data, and where its items lead. */
function palette() {
  const pushed: unknown[] = []
  const router = { push: (to: unknown) => pushed.push(to) } as unknown as Router
  const stop = installCommands({ router, switchClerk: () => {}, keySheet: () => {} })
  fake('search_everything', () => ({ groups: [] }))
  const found = async (query: string) =>
    (await Promise.all(paletteSources.value.map((source) => source.search(query)))).flat()
  return { pushed, found, stop }
}

test('Ctrl K leads to the leaders’ list and to new entries of the directory', async () => {
  const { pushed, found, stop } = palette()
  const labels = async (query: string) => (await found(query)).map((item) => item.label)
  expect(await labels('领导')).toEqual(['领导名录', '新建领导'])
  expect(await labels('新建')).toEqual(['新建接待活动', '新建企业', '新建单位', '新建领导'])
  expect(await labels('xjld')).toEqual(['新建领导'])
  for (const item of await found('领导')) item.run()
  expect(pushed).toEqual([
    { name: 'directory', params: { kind: 'leader' } },
    { name: 'directory', params: { kind: 'leader', id: 'new' } },
  ])
  stop()
})

test('Ctrl K leads to the bulletins, which stand under 报表 in the navigation', async () => {
  const { pushed, found, stop } = palette()
  for (const query of ['专报', 'zbjy']) for (const item of await found(query)) item.run()
  expect(pushed).toEqual([{ name: 'bulletins' }, { name: 'bulletins' }])
  expect(routes.find((route) => route.name === 'bulletins')?.meta?.under).toBe('reports')
  stop()
})

test('registers and the rota are found by name though no entry of the navigation is theirs', async () => {
  const { pushed, found, stop } = palette()
  for (const query of ['联系服务', 'kjtd', '监督员', 'gxwt', '年度安排']) {
    for (const item of await found(query)) item.run()
  }
  const kinds = ['link', 'channel', 'supervisor', 'issue']
  expect(pushed).toEqual([
    ...kinds.map((kind) => ({ name: 'directory', params: { kind } })),
    { name: 'schedule', query: { view: 'rota' } },
  ])
  stop()
})

test('Ctrl K sends packets and takes them back', async () => {
  const { pushed, found, stop } = palette()
  expect((await found('工作包')).map((item) => item.label)).toEqual(['发工作包', '收回工作包'])
  for (const query of ['fgzb', 'shgzb']) for (const item of await found(query)) item.run()
  expect(pushed).toEqual([
    { name: 'supervision', query: { packets: 'send' } },
    { name: 'supervision', query: { packets: 'take' } },
  ])
  stop()
})

test('a click on a notification of the desktop leads to 督办', async () => {
  fakeHome()
  const w = await start()
  fakeEmit('open-supervision', null)
  await flushPromises()
  await vi.dynamicImportSettled()
  expect(router.currentRoute.value.name).toBe('supervision')
  w.unmount()
})
