import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SaveDemandFields } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { sampleDemand, sampleRows } from '@/bridge/fakes/ledgerSample'
import DemandEdit from './DemandEdit.vue'
import { createLedger, LEDGER } from './ledger'
import RegisterDrawer from './RegisterDrawer.vue'

beforeEach(() => fakeLedger())
afterEach(() => {
  fakeReset()
  document.body.replaceChildren()
})

test('state secrets are warned of, and a telephone without a digit is refused at the field', async () => {
  const sent: string[] = []
  fake('register_demand', ({ contact_phone }) => {
    sent.push(contact_phone)
    throw new Error('never asked')
  })
  const w = mount(RegisterDrawer, {
    props: { enterprise: null },
    global: { provide: { [LEDGER as symbol]: createLedger() } },
    attachTo: document.body,
  })
  await flushPromises()
  // Scenario 28.
  expect(w.get('[data-test=no-secrets]').text()).toContain('不是涉密系统')
  await w.get('input[data-test=field-phone]').setValue('一二三')
  await w.get('[data-test=register-save]').trigger('click')
  await flushPromises()
  expect(w.get('[data-field=contact_phone]').text()).toContain('电话里没有数字')
  expect(sent).toEqual([])
  w.unmount()
})

test('an amount that cannot be read keeps 保存 from saving the old one', async () => {
  const sent: (number | null)[] = []
  const [row] = sampleRows(1)
  if (!row) throw new Error('no row')
  const demand = sampleDemand(row)
  fake('save_demand_fields', ({ fields }) => {
    sent.push(fields.amount_fen)
    return {} as never
  })
  const w = mount(DemandEdit, { props: { demand, today: '2026-09-23' }, attachTo: document.body })
  await flushPromises()
  const amount = w.get('input[data-test=field-amount]')
  await amount.setValue('三百万左右')
  await amount.trigger('change')
  await w.get('[data-test=edit-save]').trigger('click')
  await flushPromises()
  expect(sent).toEqual([])
  expect(document.activeElement).toBe(amount.element)
  expect(w.get('[data-field=amount_fen]').text()).toContain('请写成数字')
  await amount.setValue('300万')
  await w.get('[data-test=edit-save]').trigger('click')
  await flushPromises()
  expect(sent).toEqual([300_000_000])
  w.unmount()
})

test('each fault of the register goes once its field is filled', async () => {
  const w = mount(RegisterDrawer, {
    props: { enterprise: null },
    global: { provide: { [LEDGER as symbol]: createLedger() } },
    attachTo: document.body,
  })
  await flushPromises()
  await w.get('[data-test=register-save]').trigger('click')
  await flushPromises()
  expect(w.get('[data-field=enterprise_id]').text()).toContain('请选择企业')
  expect(w.get('[data-field=title]').text()).toContain('请写标题')
  await w.get('input[data-test=field-title]').setValue('厂区门前道路破损')
  await flushPromises()
  expect(w.get('[data-field=title]').text()).not.toContain('请写标题')
  expect(w.get('[data-field=enterprise_id]').text()).toContain('请选择企业')
  w.getComponent({ name: 'EntityPicker' }).vm.$emit('update:modelValue', { id: 'e1', label: '甲' })
  await flushPromises()
  expect(w.get('[data-field=enterprise_id]').text()).not.toContain('请选择企业')
  w.unmount()
})

test('where a demand comes from is corrected with its fields, in one save', async () => {
  const [row] = sampleRows(1)
  if (!row) throw new Error('no row')
  const from = {
    source: 'street' as const,
    raised_on: '2026-09-22',
    contact_name: '王守成',
    contact_phone: '13800005678',
    origin_unit_id: 'u3',
    supervisor_id: null,
  }
  const demand = { ...sampleDemand(row), origin: from, origin_unit: '城北街道办事处' }
  const sent: SaveDemandFields[] = []
  fake('save_demand_fields', (input) => {
    sent.push(input)
    return {} as never
  })
  const w = mount(DemandEdit, {
    props: { demand, today: '2026-09-23' },
    attachTo: document.body,
  })
  await flushPromises()
  await w.get('input[data-test=field-phone]').setValue('一二三')
  await w.get('[data-test=edit-save]').trigger('click')
  await flushPromises()
  expect(w.get('[data-field=contact_phone]').text()).toContain('电话里没有数字')
  expect(sent).toEqual([])
  await w.get('input[data-test=field-phone]').setValue('13800005679')
  await w.get('[data-test=edit-save]').trigger('click')
  await flushPromises()
  expect(sent.map((input) => input.origin)).toEqual([{ ...from, contact_phone: '13800005679' }])
  w.unmount()
})

test('a limit that cannot be read is refused at the field', async () => {
  const [row] = sampleRows(1)
  if (!row) throw new Error('no row')
  let sent = 0
  fake('save_demand_fields', () => {
    sent += 1
    return {} as never
  })
  const w = mount(DemandEdit, {
    props: { demand: sampleDemand(row), today: '2026-09-23' },
    attachTo: document.body,
  })
  await flushPromises()
  await w.get('input[data-test=field-limit]').setValue('-3x')
  await w.get('input[data-test=field-limit]').trigger('change')
  await w.get('[data-test=edit-save]').trigger('click')
  await flushPromises()
  expect(sent).toBe(0)
  expect(w.get('[data-field=limit]').text()).toContain('“-3x”读不出来')
  w.unmount()
})
