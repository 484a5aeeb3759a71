import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h, ref, type Component } from 'vue'
import { parseCount } from '@/format'
import { focusFirstFault } from './focusFault'
import DateField from './DateField.vue'
import FormField from './FormField.vue'
import NumberField from './NumberField.vue'

afterEach(() => document.body.replaceChildren())

/** A field of a form, with what the form holds. */
function field<T>(control: Component, start: T, props: object = {}, error?: string) {
  const value = ref(start)
  const view = mount(
    defineComponent(
      () => () =>
        h(
          FormField as Component,
          { label: '项', error },
          {
            default: (f: { id: string }) =>
              h(control, {
                id: f.id,
                modelValue: value.value,
                'onUpdate:modelValue': (v: T) => (value.value = v as never),
                ...props,
              }),
          },
        ),
    ),
    { attachTo: document.body },
  )
  const type = async (text: string) => {
    const input = view.get('input')
    await input.setValue(text)
    await input.trigger('change')
    await input.trigger('blur')
    await flushPromises()
  }
  const faults = () => view.findAll('.field-error').map((e) => e.text())
  return { view, value, type, faults }
}

test('a day that cannot be read says so once, in place of the form’s own fault', async () => {
  const { type, faults, view } = field(DateField, null as string | null, {}, '请填提出日期。')
  expect(faults()).toEqual(['请填提出日期。'])
  await type('2.30')
  expect(faults()).toEqual(['“2.30”不是日期，请写成 2026-9-23 或 9.23。'])
  view.unmount()
})

test.each([
  ['abc', '“abc”读不出来，请只写数字，如 12。'],
  ['-3x', '“-3x”读不出来，请只写数字，如 12。'],
  ['3.5', '“3.5”读不出来，请只写数字，如 12。'],
  ['10000', '请填 0 到 9999 之间的数。'],
  ['', '请填写数字。'],
])('%j is refused at the field and changes nothing', async (typed, words) => {
  const { view, value, type, faults } = field(NumberField, 7, { max: 9999, required: true })
  await type(typed)
  expect(faults()).toEqual([words])
  expect(value.value).toBe(7)
  expect(view.get('input').attributes('data-unread')).toBe('true')
  await type(' １２ ')
  expect(faults()).toEqual([])
  expect(value.value).toBe(12)
  view.unmount()
})

test('a number that may be left out is none when it is empty', async () => {
  const { view, value, type, faults } = field(NumberField, 7 as number | null)
  await type('')
  expect(value.value).toBeNull()
  expect(faults()).toEqual([])
  view.unmount()
})

test('counts are read as people write them', () => {
  expect(['1,200', '１２ 人', '5 个工作日', '3 家'].map(parseCount)).toEqual([1200, 12, 5, 3])
  expect(['', '-3', 'abc', '1.5', '二十'].map(parseCount)).toEqual([null, null, null, null, null])
})

test('the focus goes to what is wrong in a field, not to the first thing in it', () => {
  document.body.innerHTML = `<form><div class="is-error"><button>上移</button>
    <input id="name" /><input id="phone" aria-invalid="true" /></div></form>`
  focusFirstFault(document.body)
  expect(document.activeElement?.id).toBe('phone')
})
