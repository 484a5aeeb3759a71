import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Component } from 'vue'
import type { Unit } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { installKeys } from '@/keys'
import { forgetForms } from '@/views/slips/kept'
import EnterpriseForm from './EnterpriseForm.vue'
import LeaderForm from './LeaderForm.vue'
import UnitForm from './UnitForm.vue'

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

const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:kind?/:id?', name: 'directory', component: { render: () => null } }],
})

function show(form: Component, props: Record<string, unknown>) {
  return mount(form, { props, attachTo: document.body, global: { plugins: [router] } })
}
const escape = async () => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await flushPromises()
}

test.each([
  ['firm-name', EnterpriseForm, { detail: null }],
  ['unit-name', UnitForm, { unit: null }],
  ['leader-name', LeaderForm, { leader: null, nextRank: 1 }],
])('%s: a half-written form is there again, and can be begun again', async (name, form, props) => {
  const first = show(form, props)
  await first.get(`[data-test=${name}]`).setValue('沱湾')
  await flushPromises()
  first.unmount()
  const again = show(form, props)
  const typed = () => again.get<HTMLInputElement>(`[data-test=${name}]`).element.value
  expect(typed()).toBe('沱湾')
  expect(again.get('[data-test=draft-restored]').text()).toContain('上次没写完，已为您恢复')
  await again.get('[data-test=draft-again]').trigger('click')
  expect(typed()).toBe('')
  expect(again.find('[data-test=draft-restored]').exists()).toBe(false)
  await flushPromises()
  again.unmount()
})

test('Esc on a typed form asks once, then leaves the draft', async () => {
  const w = show(UnitForm, { unit: null })
  await w.get('[data-test=unit-name]').setValue('区水务局')
  await escape()
  expect(w.emitted('cancel')).toBeUndefined()
  expect(w.get('[data-test=draft-leave]').text()).toContain('还没有保存')
  await escape()
  expect(w.emitted('cancel')).toHaveLength(1)
  w.unmount()
  const again = show(UnitForm, { unit: null })
  expect(again.get<HTMLInputElement>('[data-test=unit-name]').element.value).toBe('区水务局')
  again.unmount()
})

test('what was saved or given up is no draft', async () => {
  fake('save_unit', (input) => ({ ...input, id: 'u9' }) as unknown as Unit)
  const w = show(UnitForm, { unit: null })
  await w.get('[data-test=unit-name]').setValue('区水务局')
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  expect(w.emitted('done')).toHaveLength(1)
  await w.get('[data-test=unit-name]').setValue('区林业局')
  await escape()
  await w.get('[data-test=draft-drop]').trigger('click')
  w.unmount()
  const again = show(UnitForm, { unit: null })
  expect(again.get<HTMLInputElement>('[data-test=unit-name]').element.value).toBe('')
  again.unmount()
})
