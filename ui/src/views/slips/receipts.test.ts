import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fake } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import { show, tidy } from './slips.testing'

let slips: Map<string, SlipDetail>
beforeEach(() => (slips = fakeSlips()))
afterEach(tidy)

test('Ctrl Enter registers a receipt; without a name it says so at the field', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'issued' && s.items[0])
  for (const t of slip?.items.flatMap((i) => i.tasks) ?? []) t.state = 'awaiting_receipt'
  const { view } = await show(slip?.id ?? '')
  await view.get('[data-test^="receipt-"]').trigger('click')
  await flushPromises()
  const key = () =>
    view.get('input[data-test=received-by]').trigger('keydown', { key: 'Enter', ctrlKey: true })
  await key()
  await flushPromises()
  expect(view.get('.receipt-form .is-error').text()).toContain('请填签收人。')
  await view.get('input[data-test=received-by]').setValue('罗建国')
  expect(view.find('.receipt-form .is-error').exists()).toBe(false)
  await key()
  await flushPromises()
  expect(view.find('.receipt-form').exists()).toBe(false)
  const now = slips.get(slip?.id ?? '')?.items.flatMap((i) => i.tasks)
  expect(now?.some((t) => t.state === 'received' && t.received_by === '罗建国')).toBe(true)
  view.unmount()
})

test('a receipt half-written for one unit waits while another is opened; a fault is said once', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'issued' && s.items[0])
  const tasks = slip?.items[0]?.tasks ?? []
  const first = tasks[0]
  if (!slip || !first) throw new Error('an issued slip has tasks')
  tasks.push({ ...first, id: 't-other', unit_id: 'u-other', unit_name: '区水务局' })
  for (const t of tasks) t.state = 'awaiting_receipt'
  const { view, at } = await show(slip.id)
  const [one, two] = view.findAll('[data-test^="receipt-"]').map((b) => b.attributes('data-test'))
  if (!one || !two) throw new Error('two units are to sign')
  await at(one).trigger('click')
  await view.get('input[data-test=received-by]').setValue('罗建国')
  await at(two).trigger('click')
  expect(view.get<HTMLInputElement>('input[data-test=received-by]').element.value).toBe('')
  await at(one).trigger('click')
  expect(view.get<HTMLInputElement>('input[data-test=received-by]').element.value).toBe('罗建国')
  fake('register_receipt', () => {
    throw new CommandError('validation', '', '', [
      { field: 'received_at', message: '签收早于签发。' },
    ])
  })
  await view.get('form.receipt-form').trigger('submit')
  await flushPromises()
  expect(view.text().split('签收早于签发。')).toHaveLength(2)
  expect(view.get('.receipt-form .is-error').text()).toContain('日期')
  view.unmount()
})

test('a void slip tells who had signed for it, and offers no receipt', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'issued' && s.items[0])
  const first = slip?.items[0]?.tasks[0]
  if (!slip || !first) throw new Error('an issued slip has tasks')
  const received_at = '2026-03-21T02:00:00Z'
  for (const t of slip.items.flatMap((i) => i.tasks)) {
    Object.assign(t, { received_at, received_by: '罗建国', state: 'recalled' })
  }
  const waiting = { received_at: null, received_on: null, received_by: '' }
  slip.items[0]?.tasks.push({
    ...first,
    ...waiting,
    id: 't-9',
    unit_id: 'u-9',
    unit_name: '区水务局',
  })
  Object.assign(slip, { state: 'void', void_reason: '主办单位有误' })
  const { view } = await show(slip.id)
  const receipts = view.get('.receipts').text()
  expect(receipts).toMatch(/作废前 \d+\/\d+ 家已签收/)
  expect(receipts).toContain('罗建国')
  expect(receipts).toMatch(/区水务局.*未签收/)
  expect(view.find('[data-test^="receipt-"]').exists()).toBe(false)
  view.unmount()
})
