import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { show, tidy } from './slips.testing'

let slips: Map<string, SlipDetail>
beforeEach(() => (slips = fakeSlips()))
afterEach(tidy)

const asked = () => document.querySelector<HTMLElement>('[data-test=issue-consequence]')

async function type(area: HTMLTextAreaElement | null, text: string) {
  if (!area) throw new Error('no such field')
  area.value = text
  area.dispatchEvent(new Event('input'))
  await flushPromises()
}

const told = () => (saveState.value.kind === 'told' ? saveState.value.words : saveState.value.kind)
const ctrlS = async () => {
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
}

test('Ctrl S saves what it can, and else says what the words wait for', async () => {
  const { view, area } = await show('s33')
  const stopKeys = installKeys()
  await ctrlS()
  expect(told()).toBe('没有要保存的改动。')
  await type(area('proposal'), '建议现场办理。')
  await ctrlS()
  expect(told()).toBe('saved')
  expect(slips.get('s33')?.proposal).toBe('建议现场办理。')
  view.unmount()

  const signed = await show('s31')
  await ctrlS()
  expect(told()).toBe('没有要保存的改动。')
  await signed.view.get('input[data-test=issuer]').setValue('王守成')
  await ctrlS()
  expect(told()).toBe('签发人、签发日期随签发入档，按 Ctrl Enter 签发。')
  // A change after the 批示 is filed; the number is not taken by it.
  await signed.at('reword').trigger('click')
  await type(document.querySelector('[data-test=instruction]'), '请抓紧办理。')
  await ctrlS()
  expect(slips.get('s31')).toMatchObject({ instruction: '请抓紧办理。', state: 'instructed' })
  expect(told()).toBe('saved')
  expect(asked()).toBeNull()
  stopKeys()
  signed.view.unmount()
})

test('Ctrl S does not give the instruction to the record by itself', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'awaiting_instruction')
  if (!slip) throw new Error('no slip waits for its instruction')
  const { view } = await show(slip.id)
  const stopKeys = installKeys()
  await type(document.querySelector('textarea[data-test=instruction]'), '请抓紧办理。')
  await ctrlS()
  expect(told()).toBe('批示还没有入档，按 Ctrl Enter 入档。')
  expect(slips.get(slip.id)?.state).toBe('awaiting_instruction')
  stopKeys()
  view.unmount()
})

test('a limit the 批示 contradicts is said at the item while it can be changed', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'awaiting_instruction')
  const item = slip?.items[0]
  if (!slip || !item) throw new Error('no slip waits for its instruction')
  Object.assign(item.fields, { limit: 15, requirement: '限期办结。' })
  Object.assign(slip, { items: [item], proposal: '妥否，请批示。' })
  const { view } = await show(slip.id)
  const caution = () => view.find('[data-test=limit-caution]')
  expect(caution().exists()).toBe(false)
  await type(document.querySelector('textarea[data-test=instruction]'), '请十个工作日内办结。')
  expect(caution().text()).toBe('批示里写的是 10 个工作日，时限是 15 个工作日。')
  await view.get('[data-test=edit-item-1]').trigger('click')
  expect(caution().text()).toContain('批示里写的是 10 个工作日')
  await view.get('input[data-test=field-limit]').setValue('10')
  expect(view.findAll('[data-test=limit-caution]').map((c) => c.text())).not.toContain(
    '批示里写的是 10 个工作日，时限是 15 个工作日。',
  )
  view.unmount()
})
