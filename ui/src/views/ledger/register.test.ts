import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
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
