import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EnterpriseDetail } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { installKeys } from '@/keys'
import { forgetForms } from '@/kept'
import { saveState } from '@/shell'
import { draftOf } from './drafts'
import { emptyForm, newGuest, type ReceptionForm } from './form'
import ReceptionFormPane from './ReceptionForm.vue'

let stopKeys: () => void
beforeEach(() => {
  fakeLedger()
  stopKeys = installKeys()
})
afterEach(() => {
  stopKeys()
  fakeReset()
  forgetForms()
  document.body.innerHTML = ''
})

function show(form: ReceptionForm, isKept = false) {
  return mount(ReceptionFormPane, {
    props: { modelValue: form, rows: [], lasts: [], today: '2026-09-23', days: new Map(), isKept },
    attachTo: document.body,
  })
}
const escape = async () => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await flushPromises()
}

test('Esc on a typed form asks once; what was typed is kept and said to be there', async () => {
  const w = show(emptyForm([], [], '2026-10-21'))
  await w.get('input[data-test=place]').setValue('区政务服务中心三楼')
  await escape()
  expect(w.emitted('close')).toBeUndefined()
  expect(w.get('[data-test=draft-leave]').text()).toContain('还没有保存')
  await escape()
  expect(w.emitted('close')).toHaveLength(1)
  w.unmount()
  const kept = draftOf(null)
  expect(kept?.place).toBe('区政务服务中心三楼')
  const again = show(kept ?? emptyForm([], [], null), true)
  expect(again.get('[data-test=draft-restored]').text()).toContain('上次没写完，已为您恢复')
  await again.get('[data-test=draft-again]').trigger('click')
  expect(again.emitted('again')).toHaveLength(1)
  await flushPromises()
  again.unmount()
})

test('nothing typed: Esc leaves at once', async () => {
  const w = show(emptyForm([], [], null))
  await flushPromises()
  await escape()
  expect(w.emitted('close')).toHaveLength(1)
  w.unmount()
})

test('a refused form counts its faults on top, goes to the first and says it is not saved', async () => {
  const w = show({ ...emptyForm([], [], null), title: '' })
  await w.get('[data-test=save-reception]').trigger('click')
  await flushPromises()
  expect(w.get('[data-test=faults]').text()).toContain('还有 3 处要改')
  expect(document.activeElement).toBe(w.get('input[data-test=title]').element)
  expect(saveState.value.kind).toBe('failed')
  await w.get('input[data-test=title]').setValue('第十期民营企业接待日')
  await flushPromises()
  expect(w.get('[data-test=faults]').text()).toContain('还有 2 处要改')
  w.unmount()
  expect(saveState.value.kind).not.toBe('failed')
})

const comes = (form: ReceptionForm) => {
  form.held_on = '2026-10-21'
  form.leader = { id: 'l1', label: '周明远' }
  form.guests = [newGuest('e1', '川江沱湾冷链物流有限公司')]
  return form
}

test('a guest without a representative is told at the name, which has the focus', async () => {
  let sent = 0
  fake('save_reception', () => {
    sent += 1
    throw new CommandError('internal', '', '', [])
  })
  const w = show(comes(emptyForm([], [], null)))
  await w.get('[data-test=save-reception]').trigger('click')
  await flushPromises()
  expect(sent).toBe(0)
  const name = w.get('input[aria-label="川江沱湾冷链物流有限公司的代表"]')
  expect(document.activeElement).toBe(name.element)
  expect(w.get('[data-test=guest-1]').text()).toContain('请写明这家企业谁来')
  await name.setValue('何例舟')
  await flushPromises()
  expect(w.get('[data-test=guest-1]').find('.field-error').exists()).toBe(false)
  w.unmount()
})

test('a missing 委托书 is told at its button, and goes with another representative', async () => {
  fake('save_reception', () => {
    throw new CommandError('validation', '', '', [
      { field: 'guests.0.mandate_id', message: '授权代表要有委托书，请附上。' },
    ])
  })
  const form = comes(emptyForm([], [], null))
  const [guest] = form.guests
  if (guest) Object.assign(guest, { representative: '何例舟', capacity: 'authorised' })
  const w = show(form)
  await w.get('[data-test=save-reception]').trigger('click')
  await flushPromises()
  expect(document.activeElement).toBe(w.get('[data-test=mandate-1]').element)
  expect(w.get('[data-test=guest-1]').text()).toContain('授权代表要有委托书')
  const legal = w.findAll('[data-test=guest-1] button').find((b) => b.text() === '法定代表人')
  await legal?.trigger('click')
  await flushPromises()
  expect(w.get('[data-test=guest-1]').text()).not.toContain('请附上')
  w.unmount()
})

test('a person without a post is proposed without brackets', async () => {
  const person = { id: 'p1', name: '何例舟', post: '', phone: '', is_legal_representative: false }
  fake('get_enterprise', () => ({ record: { people: [person] } }) as unknown as EnterpriseDetail)
  const w = show(comes(emptyForm([], [], null)))
  await w.get('[data-test=guest-1]').trigger('focusin')
  await flushPromises()
  expect(w.get('.guest-more').text()).toBe('请 何例舟来')
  w.unmount()
})

test('what is wrong with a unit or an item of the agenda stands in its row', async () => {
  fake('save_reception', () => {
    throw new CommandError('validation', '', '', [
      { field: 'agenda.0.title', message: '最多 60 个字，现有 61 个。' },
    ])
  })
  const form = comes(emptyForm([], [], null))
  const [guest] = form.guests
  if (guest) guest.representative = '何例舟'
  form.agenda = [
    { slot: null, title: '', note: '', is_done: false, materials: 0 },
    { slot: '09:00', title: '长', note: '', is_done: false, materials: 0 },
  ]
  const w = show(form)
  await w.get('[data-test=save-reception]').trigger('click')
  await flushPromises()
  expect(w.findAll('.agenda-line')).toHaveLength(1)
  expect(w.get('.agenda-line.is-error').text()).toContain('最多 60 个字')
  w.unmount()
})
