import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fake } from '@/bridge/fake'
import { CommandError, faultsByName } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import UnitFields from '@/components/demand/UnitFields.vue'
import { newFields } from '@/demandFields'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { show, tidy } from './slips.testing'
import { SETTLE_MS } from './step'

let slips: Map<string, SlipDetail>
beforeEach(() => (slips = fakeSlips()))
afterEach(tidy)

const ctrlEnter = { key: 'Enter', ctrlKey: true, bubbles: true }
const press = (repeat = false) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { ...ctrlEnter, repeat }))
const asked = () => document.querySelector<HTMLElement>('[data-test=issue-consequence]')
const settled = async () => {
  await new Promise((done) => setTimeout(done, SETTLE_MS + 50))
  await flushPromises()
}
/** Enter on the button that takes the number. */
const enter = (repeat = false) =>
  document
    .querySelector('[data-test=issue-confirm]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, repeat }))

async function type(area: HTMLTextAreaElement | null, text: string) {
  if (!area) throw new Error('no such field')
  area.value = text
  area.dispatchEvent(new Event('input'))
  await flushPromises()
}

test('a slip without a responsible person is not issued, and says where to fill it', async () => {
  const { view, at } = await show('s31')
  expect(at('slip-main').text()).toContain('签发并取号')
  await at('slip-main').trigger('click')
  await flushPromises()
  expect(asked()).toBeNull()
  expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe(
    'responsible_person',
  )
  view.unmount()
})

test('审核同意 without a reviewer says so at the field, until it is filled', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'under_review')
  if (!slip) throw new Error('a slip is under review')
  slip.reviewer = ''
  const { view, at } = await show(slip.id)
  const stopKeys = installKeys()
  press()
  await flushPromises()
  const field = () => view.get('[data-field=reviewer]')
  expect(field().text()).toContain('请填审核人的姓名')
  expect(document.activeElement).toBe(field().get('input').element)
  expect(slips.get(slip.id)?.state).toBe('under_review')
  await field().get('input').setValue('陈启文')
  expect(field().text()).not.toContain('请填审核人的姓名')
  press()
  await flushPromises()
  expect(slips.get(slip.id)?.state).toBe('awaiting_instruction')
  // The focus stands where the next step begins.
  expect(document.activeElement).toBe(view.get('textarea[data-test=instruction]').element)
  expect(at('slip-main').text()).toContain('批示入档')
  stopKeys()
  view.unmount()
})

test('after a step the list shows the slip where it stands now', async () => {
  const shown = vi.fn()
  HTMLElement.prototype.scrollIntoView = shown
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  await settled()
  shown.mockClear()
  await at('slip-main').trigger('click')
  await settled()
  enter()
  await flushPromises()
  const rows = shown.mock.instances.map((el) => (el as HTMLElement).getAttribute('aria-current'))
  expect(rows).toContain('true')
  view.unmount()
})

test('没有保存 is said as long as the reason stands, and no longer', async () => {
  fake('save_slip', () => {
    throw new CommandError('busy', '', '', [])
  })
  const { view, at, area } = await show('s33')
  await type(area('proposal'), '建议现场办理。')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(saveState.value.kind).toBe('failed')
  await view.get('.error-notice .link').trigger('click')
  expect(saveState.value.kind).not.toBe('failed')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(saveState.value.kind).toBe('failed')
  view.unmount()
  expect(saveState.value.kind).not.toBe('failed')
})

test('another lead unit takes no person of the old one along', async () => {
  const fields = { ...newFields(), lead_unit: 'u1', responsible_person: '邓例文' }
  const form = mount(UnitFields, { props: { modelValue: fields, errors: {} } })
  const lead = form.getComponent({ name: 'EntityPicker' })
  lead.vm.$emit('update:modelValue', { id: 'u2', label: '区水务局' })
  expect(form.emitted('update:modelValue')?.at(-1)).toMatchObject([
    { lead_unit: 'u2', responsible_person: '' },
  ])
  await form.setProps({ modelValue: { ...fields, lead_unit: null } })
  lead.vm.$emit('update:modelValue', { id: 'u2', label: '区水务局' })
  expect(form.emitted('update:modelValue')?.at(-1)).toMatchObject([
    { lead_unit: 'u2', responsible_person: '邓例文' },
  ])
})

test('an issued slip takes its number and leaves no act that could take it again', async () => {
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  await at('slip-main').trigger('click')
  await settled()
  expect(asked()?.textContent).toContain('签发后取号〔2026〕12号，不能退回。')
  enter()
  await flushPromises()
  expect(slips.get('s31')).toMatchObject({ state: 'issued', number: '川工商联交〔2026〕12号' })
  expect(at('slip-main').exists()).toBe(false)
  view.unmount()
})

test('a burst of presses takes one act, and never the number', async () => {
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  const stopKeys = installKeys()
  press(true)
  await flushPromises()
  expect(asked()).toBeNull()
  press()
  await flushPromises()
  enter()
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  await settled()
  expect(document.querySelector('[data-test=issue-confirm][data-ready=true]')).not.toBeNull()
  enter(true)
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  document.querySelector<HTMLElement>('[data-test=issue-wait]')?.click()
  await flushPromises()
  // The words of the instruction changed: the same key files them first.
  await at('reword').trigger('click')
  await type(document.querySelector('[data-test=instruction]'), '请抓紧办理。')
  press()
  await flushPromises()
  expect(at('slip-main').text()).toContain('签发并取号')
  press()
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  expect(at('slip-main').attributes('aria-disabled')).toBe('true')
  stopKeys()
  view.unmount()
})

test('strokes on record are never filed again under other words', async () => {
  const { view, at } = await show('s31')
  expect(slips.get('s31')?.ink).not.toBeNull()
  const stopKeys = installKeys()
  await at('reword').trigger('click')
  await type(document.querySelector('[data-test=instruction]'), '请抓紧办理。')
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
  expect(slips.get('s31')).toMatchObject({ instruction: '请抓紧办理。', ink: null })
  stopKeys()
  view.unmount()
})

test('a refused save keeps what was typed and explains the conflict', async () => {
  fake('save_slip', () => {
    throw new CommandError('conflict', 'stale', '', [])
  })
  const { view, at, area } = await show('s33')
  await type(area('proposal'), '建议现场办理。')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(view.find('[role=alert]').text()).toContain('别处已经改过')
  await at('reload').trigger('click')
  await flushPromises()
  expect(area('proposal')?.value).toBe('建议现场办理。')
  view.unmount()
})

test('what was typed on one slip waits there while another is open', async () => {
  const { view, router, area } = await show('s33')
  await type(area('proposal'), '先记一笔。')
  await router.push('/slips/s34')
  await flushPromises()
  expect(area('proposal')?.value).not.toBe('先记一笔。')
  await router.push('/slips/s33')
  await flushPromises()
  expect(area('proposal')?.value).toBe('先记一笔。')
  view.unmount()
})

test('faults of the leader’s changes belong to their own demand', () => {
  const error = new CommandError('validation', '', '', [
    { field: 'changes.1.fields.limit', message: '请写工作日数。' },
  ])
  expect(faultsByName(error, 'changes.0.')).toEqual({})
  expect(faultsByName(error, 'changes.1.')).toEqual({ limit: '请写工作日数。' })
})

test('a fault of the core goes with the change of its field: the day of the instruction', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'awaiting_instruction')
  if (!slip) throw new Error('a slip awaits its instruction')
  fake('instruct_slip', () => {
    throw new CommandError('validation', '', '', [
      { field: 'instructed_on', message: '批示早于接待。' },
      { field: 'text', message: '批示太长。' },
    ])
  })
  const { view, area } = await show(slip.id)
  const stopKeys = installKeys()
  await type(area('instruction'), '请抓紧办理。')
  press()
  await flushPromises()
  const day = () => view.get('[data-field=instructed_on]')
  expect(day().text()).toContain('批示早于接待。')
  await day().get('input').setValue('9.22')
  await flushPromises()
  expect(day().text()).not.toContain('批示早于接待。')
  expect(view.get('[data-field=text]').text()).toContain('批示太长。')
  stopKeys()
  view.unmount()
})

test('调整 opens the demand with the focus in its first field', async () => {
  const { view, at } = await show('s31')
  await at('edit-item-1').trigger('click')
  await flushPromises()
  expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe(
    'lead_unit',
  )
  view.unmount()
})
