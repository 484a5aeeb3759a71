import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeHome, sampleOffice } from '@/bridge/fakes/home'
import { installKeys } from '@/keys'
import AlertsSection from './AlertsSection.vue'
import ClerksSection from './ClerksSection.vue'
import LimitsSection from './LimitsSection.vue'
import OfficeSection from './OfficeSection.vue'
import {
  discardOffice,
  isDirty,
  LIMITS,
  loadOffice,
  officeForm,
  rebaseOffice,
  saveOffice,
} from './officeForm'

beforeEach(async () => {
  fakeHome()
  await loadOffice(true)
})
afterEach(fakeReset)

const form = () => {
  if (!officeForm.value) throw new Error('nothing was read')
  return officeForm.value
}

test('what is typed stays over a second look, and can be dropped', async () => {
  expect(isDirty.value).toBe(false)
  form().name = '川江区总商会'
  expect(isDirty.value).toBe(true)
  await loadOffice()
  expect(form().name).toBe('川江区总商会')
  discardOffice()
  expect(form().name).toBe('川江区工商业联合会')
})

test('empty lines are no copies', async () => {
  form().copies_to = ['区委督查室', ' ', '']
  await saveOffice()
  await flushPromises()
  expect(form().copies_to).toEqual(['区委督查室'])
  expect(form().version).toBe(2)
  expect(isDirty.value).toBe(false)
})

test('a conflict keeps the form; with the new version it can be saved', async () => {
  let version = 5
  fake('get_office', () => ({ ...sampleOffice(), version }))
  fake('save_office', (input) => {
    if (input.version !== version) throw { code: 'conflict', message: '', hint: '', fields: [] }
    version += 1
    return { ...input, version }
  })
  form().limits.ordinary = 10
  await saveOffice()
  expect(officeForm.error?.code).toBe('conflict')
  expect(form().limits.ordinary).toBe(10)
  await rebaseOffice()
  await saveOffice()
  expect(officeForm.error).toBeNull()
  expect(form()).toMatchObject({ version: 6, limits: { ordinary: 10 } })
})

test('every limit of the office can be changed', () => {
  expect(LIMITS.map((l) => l.key).sort()).toEqual(Object.keys(sampleOffice().limits).sort())
})

test('a fault is gone with what was refused, and does not come back with a valid value', async () => {
  const usual = form().limits.blue
  fake('save_office', () => {
    throw {
      code: 'validation',
      message: '',
      hint: '',
      fields: [
        { field: 'limits.blue', message: '应在 1 到 66 之间。' },
        { field: 'name', message: '请填写。' },
      ],
    }
  })
  form().limits.blue = 0
  form().name = ''
  const failed = vi.fn()
  await saveOffice(failed)
  expect(failed).toHaveBeenCalledOnce()
  form().limits.blue = usual
  await nextTick()
  expect(officeForm.error?.fields.map((f) => f.field)).toEqual(['name'])
  form().name = '川江区工商业联合会'
  await nextTick()
  expect(isDirty.value).toBe(false)
  expect(officeForm.error).toBeNull()
})

test('Ctrl S saves the time that is being typed, and none that cannot be read', async () => {
  const stopKeys = installKeys()
  const view = mount(
    defineComponent(() => () => h('div', { 'data-pane': '' }, h(OfficeSection))),
    { attachTo: document.body },
  )
  const saved = vi.fn()
  fake('save_office', (input) => {
    saved(input.cut_off)
    return { ...input, version: input.version + 1 }
  })
  const label = view.findAll('label').find((l) => l.text() === '每日截止时间')
  const field = view.get<HTMLInputElement>(`#${label?.attributes('for') ?? ''}`)
  field.element.focus()
  const ctrlS = async () => {
    await field.trigger('keydown', { key: 's', ctrlKey: true })
    await flushPromises()
  }
  await field.setValue('25:99')
  await ctrlS()
  expect(saved).not.toHaveBeenCalled()
  expect(view.text()).toContain('时间不对')
  await field.setValue('1645')
  await ctrlS()
  expect(saved).toHaveBeenCalledWith('16:45')
  expect(isDirty.value).toBe(false)
  stopKeys()
  view.unmount()
})

test('a clerk saved has the keyboard at her row; a name filled in is no fault any more', async () => {
  const clerks = [
    { id: 'c1', name: '文示真', post: '经办人', is_active: true, is_cleared: false, version: 1 },
  ]
  fake('list_clerks', () => ({ clerks: [...clerks] }))
  fake('save_clerk', (input) => {
    if (!input.name) {
      const fields = [{ field: 'name', message: '请填写这一项。' }]
      throw { code: 'validation', message: '', hint: '', fields }
    }
    const made = { ...input, id: 'c2', is_cleared: false, version: 1 }
    clerks.push(made)
    return made
  })
  const view = mount(ClerksSection, { attachTo: document.body })
  await flushPromises()
  await view.get('[data-test=new-clerk]').trigger('click')
  await view.get('form').trigger('submit')
  await flushPromises()
  expect(document.activeElement).toBe(view.get('[data-test=clerk-name]').element)
  await view.get('[data-test=clerk-name]').setValue('周敏')
  await flushPromises()
  expect(view.find('.field-error').exists()).toBe(false)
  await view.get('form').trigger('submit')
  await flushPromises()
  expect(document.activeElement).toBe(view.get('[data-test="edit-周敏"]').element)
  view.unmount()
})

test('a limit that is no number is refused at its row', async () => {
  const view = mount(LimitsSection, { attachTo: document.body })
  const field = view.get('[data-test=limit-notice]')
  await field.setValue('-3x')
  await field.trigger('change')
  expect(view.text()).toContain('“-3x”读不出来')
  expect(isDirty.value).toBe(false)
  view.unmount()
})

test('notifications of the desktop are turned off at once, and a conflict shows what is in force', async () => {
  let stored = { is_on: true, version: 3 }
  fake('get_alerts', () => stored)
  fake('save_alerts', (input) => {
    if (input.version !== stored.version)
      throw { code: 'conflict', message: '', hint: '', fields: [] }
    return (stored = { is_on: input.is_on, version: stored.version + 1 })
  })
  const w = mount(AlertsSection)
  await flushPromises()
  const checked = () => w.find('[data-test=alerts-on] [aria-checked=true]').text()
  expect(checked()).toBe('开')
  await w.findAll('[data-test=alerts-on] [role=radio]')[1]?.trigger('click')
  await flushPromises()
  expect(stored).toEqual({ is_on: false, version: 4 })
  expect(checked()).toBe('关')
  // Another window turned it on meanwhile.
  stored = { is_on: false, version: 9 }
  await w.findAll('[data-test=alerts-on] [role=radio]')[0]?.trigger('click')
  await flushPromises()
  expect(checked()).toBe('关')
})
