import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { draftOf, forgetDrafts } from './drafts'
import { emptyForm, type ReceptionForm } from './form'
import ReceptionFormPane from './ReceptionForm.vue'

let stopKeys: () => void
beforeEach(() => {
  fakeLedger()
  stopKeys = installKeys()
})
afterEach(() => {
  stopKeys()
  fakeReset()
  forgetDrafts()
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
