import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Component } from 'vue'
import type { Unit } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { installKeys } from '@/keys'
import { forgetForms } from '@/kept'
import EnterpriseForm from './EnterpriseForm.vue'
import LeaderForm from './LeaderForm.vue'
import RecordForm from './RecordForm.vue'
import { phoneFault } from './phones'
import UnitForm from './UnitForm.vue'
import UnitsPane from './UnitsPane.vue'

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
  // The header of the view, where the lists put their 导出.
  document.body.innerHTML = '<div id="directory-acts"></div>'
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
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  expect(w.emitted('done')).toHaveLength(1)
  w.unmount()
  const dropped = show(UnitForm, { unit: null })
  await dropped.get('[data-test=unit-name]').setValue('区林业局')
  await escape()
  await dropped.get('[data-test=draft-drop]').trigger('click')
  dropped.unmount()
  const again = show(UnitForm, { unit: null })
  expect(again.get<HTMLInputElement>('[data-test=unit-name]').element.value).toBe('')
  again.unmount()
})

test('the short name of another unit is pointed out, and allowed', async () => {
  const other = { id: 'u1', name: '区住房和城乡建设局', short_name: '区住建局' } as Unit
  fake('list_units', () => ({ units: [other], total: 1 }))
  const w = show(UnitForm, { unit: null })
  await w.get('[data-test=unit-short]').setValue('区住建局')
  await new Promise((done) => setTimeout(done, 250))
  await flushPromises()
  expect(w.get('[data-test=unit-namesake]').text()).toBe('“区住建局”已是区住房和城乡建设局的简称。')
  expect(w.get('[data-test=unit-save]').attributes('disabled')).toBeUndefined()
  w.unmount()
})

test('a telephone without a digit is refused at its row', async () => {
  const w = show(UnitForm, { unit: null })
  await w.get('[data-test=unit-name]').setValue('区水务局')
  await w.get('[data-test=add-person]').trigger('click')
  await w.get('[data-test=person-0-name]').setValue('何例舟')
  await w.get('[data-test=person-0-phone]').setValue('一二三')
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  expect(w.emitted('done')).toBeUndefined()
  expect(w.get('.people-entry').text()).toContain('电话里没有数字')
  expect(phoneFault('０８３０－12')).toBeUndefined()
  w.unmount()
})

test('after a save the list stands on the new unit before anything opens from it', async () => {
  const units = ['u1', 'u2'].map((id) => ({ id, name: id, liaisons: [], kind: 'department' }))
  fake('list_units', () => ({ units: [...units] as unknown as Unit[], total: units.length }))
  fake('save_unit', (input) => {
    const made = { ...input, id: 'u9', liaisons: [] }
    units.push(made)
    return made as unknown as Unit
  })
  const w = show(UnitsPane, { id: 'new' })
  await flushPromises()
  await w.get('[data-test=unit-name]').setValue('区水务局')
  await w.get('[data-test=unit-save]').trigger('click')
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
  document.body.dispatchEvent(enter)
  await flushPromises()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  expect(
    new Set((w.emitted('open') ?? []).map(([id]) => id as string).filter((id) => id !== 'u1')),
  ).toEqual(new Set(['u9']))
  expect(w.emitted('open')?.at(-1)).toEqual(['u9'])
  w.unmount()
})

test('保存 clicked saves nothing while a field holds words that cannot be read', async () => {
  let saved = 0
  const w = mount(RecordForm, {
    props: {
      title: '新单位',
      what: '单位',
      isNew: true,
      test: 'unit',
      glyphs: '',
      isTyped: true,
      isRestored: false,
      error: null,
      save: async () => void (saved += 1),
    },
    slots: { default: '<input data-test="odd" data-unread="true" />' },
    attachTo: document.body,
  })
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  expect(saved).toBe(0)
  expect(document.activeElement).toBe(w.get('[data-test=odd]').element)
  w.get('[data-test=odd]').element.removeAttribute('data-unread')
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  expect(saved).toBe(1)
  w.unmount()
})

test('what is no number is refused at the field: employees and rank', async () => {
  const saved = vi.fn()
  fake('save_enterprise', saved)
  fake('save_leader', saved)
  const firm = show(EnterpriseForm, { detail: null })
  await firm.get('[data-test=firm-name]').setValue('川江精密机械有限公司')
  await firm.get('[data-test=firm-employees]').setValue('abc')
  await firm.get('[data-test=firm-employees]').trigger('change')
  await firm.get('[data-test=firm-save]').trigger('click')
  await flushPromises()
  expect(firm.text()).toContain('“abc”读不出来')
  expect(document.activeElement).toBe(firm.get('[data-test=firm-employees]').element)
  firm.unmount()
  const leader = show(LeaderForm, { leader: null, nextRank: 3 })
  await leader.get('[data-test=leader-name]').setValue('何例舟')
  await leader.get('[data-test=leader-rank]').setValue('-3x')
  await leader.get('[data-test=leader-rank]').trigger('change')
  await leader.get('[data-test=leader-save]').trigger('click')
  await flushPromises()
  expect(leader.text()).toContain('“-3x”读不出来')
  expect(saved).not.toHaveBeenCalled()
  leader.unmount()
})

test('a leader registered twice is told at the name, until name or post is another', async () => {
  fake('save_leader', () => {
    throw {
      code: 'validation',
      message: '',
      hint: '',
      fields: [{ field: 'name', message: '已有。' }],
    }
  })
  const w = show(LeaderForm, { leader: null, nextRank: 3 })
  await w.get('[data-test=leader-name]').setValue('何例舟')
  await w.get('[data-test=leader-save]').trigger('click')
  await flushPromises()
  expect(w.text()).toContain('已有。')
  expect(document.activeElement).toBe(w.get('[data-test=leader-name]').element)
  await w.get('[data-test=leader-post]').setValue('区政协副主席')
  await flushPromises()
  expect(w.text()).not.toContain('已有。')
  w.unmount()
})

test('after a save the keyboard goes on at the list, with the record as its current row', async () => {
  const units: Partial<Unit>[] = [{ id: 'u1', name: '甲', liaisons: [], kind: 'department' }]
  fake('list_units', () => ({ units: units as Unit[], total: units.length }))
  fake('save_unit', (input) => {
    const made = { ...input, id: 'u9', liaisons: [] } as unknown as Unit
    units.push(made)
    return made
  })
  const w = show(UnitsPane, { id: 'new' })
  await flushPromises()
  await w.get('[data-test=unit-name]').setValue('区水务局')
  await w.get('[data-test=unit-save]').trigger('click')
  await flushPromises()
  await flushPromises()
  expect(document.activeElement?.getAttribute('role')).toBe('listbox')
  w.unmount()
})
