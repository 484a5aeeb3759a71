import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fake, fakeDesktop } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import { saveState } from '@/shell'
import { markNumber } from './marks'
import { show, tidy } from './slips.testing'

let slips: Map<string, SlipDetail>
beforeEach(() => (slips = fakeSlips()))
afterEach(tidy)

test('a print the printer refuses says so, and that it was counted', async () => {
  const slip = slips.get('s31')
  if (!slip) throw new Error('no slip')
  slip.print_count = 2
  fake('print_slips', ({ ids }) => {
    slip.print_count += 1
    return { path: '/tmp/slips.pdf', pages: ids.length }
  })
  fakeDesktop('desktop_print', () => {
    throw new CommandError('precondition_failed', '', '打印机“办公室”没有接收，请检查后重试。', [])
  })
  const { view, at } = await show('s31')
  await at('slip-print').trigger('click')
  await flushPromises()
  await flushPromises()
  const alert = view.get('[role=alert]').text()
  expect(alert).toContain('没有印出')
  expect(alert).toContain('没有接收')
  expect(alert).toContain('已计入打印次数')
  expect(view.text()).toContain('已送打印 3 次')
  // Nothing was left unsaved.
  expect(saveState.value.kind).not.toBe('failed')
  view.unmount()
})

test('a print that was counted and then failed in the core shows the count it has', async () => {
  const slip = slips.get('s31')
  if (!slip) throw new Error('no slip')
  slip.print_count = 2
  fake('print_slips', () => {
    slip.print_count += 1
    throw new CommandError('disk_full', '', '', [])
  })
  const { view, at } = await show('s31')
  await at('slip-print').trigger('click')
  await flushPromises()
  await flushPromises()
  expect(view.find('[role=alert]').exists()).toBe(true)
  expect(view.text()).toContain('已送打印 3 次')
  view.unmount()
})

test('the number is marked on page one only, escaped, and never on an unknown page', () => {
  const svg = '<svg viewBox="0 0 595 842"><g/></svg>'
  const [one, two] = markNumber([svg, svg], '川工商联交〔2026〕12号')
  expect(one).toContain('签发时取号：12')
  expect(two).toBe(svg)
  expect(markNumber(['<p>no page</p>'], '12号')).toEqual(['<p>no page</p>'])
})
