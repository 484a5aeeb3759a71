import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
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

test('a telephone without a digit is refused at the field', async () => {
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
  const w = mount(DemandEdit, { props: { demand }, attachTo: document.body })
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
