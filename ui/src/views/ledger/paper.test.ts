import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import ExportDialog from './ExportDialog.vue'
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

test('a damaged memory of the paper is A3', () => {
  localStorage.setItem('reception.ledger.paper', 'constructor')
  expect(keptPaper()).toBe('a3')
})
