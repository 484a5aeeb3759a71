import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { installKeys } from '@/keys'
import ExportDialog from './ExportDialog.vue'
import { emptyFilter } from '@/ledgerFilter'
import { periodOf } from './filters'
import { createLedger, LEDGER } from './ledger'
import { keptPaper } from './paper'

afterEach(() => {
  document.body.replaceChildren()
  fakeReset()
  localStorage.clear()
})

async function exportOn(label: string | null) {
  const papers: string[] = []
  fakeDesktop('desktop_choose_save', () => '/home/office/台账.xlsx')
  fake('export_ledger', ({ path, paper }) => {
    papers.push(paper)
    return { path, rows: 1, withheld: 0 }
  })
  const w = mount(ExportDialog, {
    props: { modelValue: true },
    global: { provide: { [LEDGER as symbol]: createLedger() } },
    attachTo: document.body,
  })
  await flushPromises()
  const all = [...document.querySelectorAll<HTMLElement>('[data-test="export-paper"] button')]
  if (label) all.find((b) => b.textContent?.includes(label))?.click()
  await flushPromises()
  document.querySelector<HTMLElement>('[data-test="export-run"]')?.click()
  await flushPromises()
  w.unmount()
  return papers
}

test('the workbook is set up for the paper chosen, which the next export begins with', async () => {
  expect(await exportOn(null)).toEqual(['a3'])
  expect(await exportOn('A4')).toEqual(['a4'])
  expect(await exportOn(null)).toEqual(['a4'])
})

test('Ctrl Enter exports, once', async () => {
  const stop = installKeys()
  const asked: string[] = []
  fakeDesktop('desktop_choose_save', () => new Promise<null>(() => asked.push('save')))
  const w = mount(ExportDialog, {
    props: { modelValue: true },
    global: { provide: { [LEDGER as symbol]: createLedger() } },
    attachTo: document.body,
  })
  await flushPromises()
  const press = () =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
    )
  press()
  press()
  await flushPromises()
  expect(asked).toHaveLength(1)
  stop()
  w.unmount()
})

test('the period of the head is that of the filter, or none', () => {
  const of = (raised_from: string | null, raised_to: string | null) =>
    periodOf({ ...emptyFilter(), raised_from, raised_to })
  expect(of(null, null)).toBe('')
  expect(of('2026-01-01', '2026-12-31')).toBe('2026年')
  expect(of('2026-07-01', '2026-09-30')).toBe('2026年第三季度')
  expect(of('2024-02-01', '2024-02-29')).toBe('2024年2月')
  expect(of('2026-09-02', '2026-09-30')).toBe('2026年9月2日至2026年9月30日')
  expect(of('2026-09-02', null)).toBe('2026年9月2日以后')
})

test('a damaged memory of the paper is A3', () => {
  localStorage.setItem('reception.ledger.paper', 'constructor')
  expect(keptPaper()).toBe('a3')
})
