import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import DateField from './DateField.vue'
import EntityPicker from './EntityPicker.vue'
import type { PickItem } from './picker'
import SegmentedTags from './SegmentedTags.vue'
import TimeField from './TimeField.vue'

const units: PickItem[] = [
  { id: '1', label: '区公安分局交通管理大队', spans: [[5, 6]] },
  { id: '2', label: '区机关事务服务中心' },
]
const mounted: { unmount: () => void }[] = []
afterEach(() => {
  mounted.splice(0).forEach((w) => w.unmount())
  document.body.replaceChildren()
})

function picker(props: object = {}) {
  const search = vi.fn(async (q: string) => units.filter((u) => u.label.includes(q)))
  const w = mount(EntityPicker, {
    props: { modelValue: null, search, label: '单位', ...props },
    attachTo: document.body,
  })
  mounted.push(w)
  return { w, input: w.find('input'), search }
}
const options = () => [...document.querySelectorAll<HTMLElement>('.picker-item')]

test('typing searches, arrows move, Enter picks', async () => {
  const { w, input } = picker()
  await input.setValue('区')
  await flushPromises()
  expect(options().map((o) => o.getAttribute('aria-selected'))).toEqual(['true', 'false'])
  expect(options()[0]?.querySelector('.hit')?.textContent).toBe('交')
  await input.trigger('keydown', { key: 'ArrowDown' })
  await input.trigger('keydown', { key: 'Enter' })
  expect(w.emitted('update:modelValue')).toEqual([[units[1]]])
  expect(input.element.value).toBe('区机关事务服务中心')
})

test('Enter that confirms a candidate picks nothing', async () => {
  const { w, input } = picker()
  await input.setValue('区')
  await flushPromises()
  await input.trigger('keydown', { key: 'Enter', isComposing: true })
  expect(w.emitted('update:modelValue')).toBeUndefined()
})

test('a late answer to an older query is dropped', async () => {
  const waiting: ((items: PickItem[]) => void)[] = []
  const { input } = picker({
    search: () => new Promise<PickItem[]>((resolve) => waiting.push(resolve)),
  })
  await input.setValue('区')
  await input.setValue('区机')
  waiting[1]?.([units[1] as PickItem])
  await flushPromises()
  waiting[0]?.(units)
  await flushPromises()
  expect(options().map((o) => o.textContent)).toEqual(['区机关事务服务中心'])
})

test('Enter before the answer takes the row it brings', async () => {
  const waiting: ((items: PickItem[]) => void)[] = []
  const { w, input } = picker({
    search: () => new Promise<PickItem[]>((resolve) => waiting.push(resolve)),
  })
  await input.setValue('区机')
  await input.trigger('keydown', { key: 'Enter' })
  expect(w.emitted('update:modelValue')).toBeUndefined()
  waiting[0]?.([units[1] as PickItem])
  await flushPromises()
  expect(w.emitted('update:modelValue')).toEqual([[units[1]]])
})

test('Esc restores what was there; a new name can be made', async () => {
  const { w, input } = picker({
    modelValue: units[0],
    createLabel: (q: string) => `新建“${q}”`,
  })
  await input.setValue('区新设')
  await flushPromises()
  expect(options().map((o) => o.textContent?.trim())).toEqual(['新建“区新设”'])
  await input.trigger('keydown', { key: 'Enter' })
  expect(w.emitted('create')).toEqual([['区新设']])
  await input.setValue('区')
  await input.trigger('keydown', { key: 'Escape' })
  expect(input.element.value).toBe('区公安分局交通管理大队')
})

test('a typed date is read on Enter; what is no date says so', async () => {
  const w = mount(DateField, { props: { modelValue: null, today: '2026-09-23' } })
  mounted.push(w)
  await w.find('input').setValue('9.30')
  await w.find('input').trigger('keydown', { key: 'Enter' })
  expect(w.emitted('update:modelValue')).toEqual([['2026-09-30']])
  await w.find('input').setValue('约3月')
  await w.find('input').trigger('keydown', { key: 'Enter' })
  expect(w.emitted('update:modelValue')).toHaveLength(1)
  expect(w.text()).toContain('“约3月”不是日期')
})

test.each([
  { field: DateField, typed: '2026-9-30', value: '2026-09-30', wrong: '约3月' },
  { field: TimeField, typed: '930', value: '09:30', wrong: '25:99' },
])('Ctrl Enter takes $typed and goes on to the form; $wrong stays', async (c) => {
  const chords: string[] = []
  const w = mount(
    {
      components: { Field: c.field },
      setup: () => ({ heard: (e: KeyboardEvent) => chords.push(e.key) }),
      data: () => ({ value: null as string | null }),
      template: '<div @keydown="heard"><Field v-model="value" /><output>{{ value }}</output></div>',
    },
    { attachTo: document.body },
  )
  mounted.push(w)
  const input = w.find('input')
  await input.setValue(c.wrong)
  await input.trigger('keydown', { key: 'Enter', ctrlKey: true })
  expect(chords).toEqual([])
  // What is wrong stands under the field, with its mark.
  expect(w.find('.field-error[role=alert] svg').exists()).toBe(true)
  expect(w.find('.field-error').text()).toContain('请写成')
  await input.setValue(c.typed)
  await input.trigger('keydown', { key: 'Enter' })
  expect(chords).toEqual([])
  await input.trigger('keydown', { key: 'Enter', ctrlKey: true })
  expect(chords).toEqual(['Enter'])
  expect(w.find('output').text()).toBe(c.value)
})

test('tags keep the order of the options', async () => {
  const w = mount(SegmentedTags, {
    props: {
      modelValue: ['c'],
      multiple: true,
      label: '急重难',
      options: ['a', 'b', 'c'].map((v) => ({ value: v, label: v })),
    },
  })
  await w.findAll('button')[0]?.trigger('click')
  expect(w.emitted('update:modelValue')).toEqual([[['a', 'c']]])
})

test('what names a date field for tests stands on its input', () => {
  const w = mount(DateField, {
    props: { modelValue: null },
    attrs: { 'data-test': 'issued-on' },
    attachTo: document.body,
  })
  mounted.push(w)
  expect(w.find('[data-test=issued-on]').element.tagName).toBe('INPUT')
})

test('a time is in the form with the keystroke; half a word changes nothing', async () => {
  const field = mount(TimeField, { props: { modelValue: '17:00' as string | null } })
  await field.setProps({
    'onUpdate:modelValue': (v: string | null) => field.setProps({ modelValue: v }),
  })
  const input = field.get('input')
  await input.setValue('18:3')
  await input.setValue('18:30')
  expect(field.props('modelValue')).toBe('18:30')
  await input.setValue('18:30x')
  // Not what the words before it gave, either: the time there was.
  expect(field.props('modelValue')).toBe('17:00')
  const asked = new CustomEvent('handover', { cancelable: true })
  input.element.dispatchEvent(asked)
  await nextTick()
  expect(asked.defaultPrevented).toBe(true)
  expect(input.attributes('data-unread')).toBeDefined()
  expect(field.text()).toContain('时间不对')
  await input.trigger('keydown', { key: 'Escape' })
  expect((input.element as HTMLInputElement).value).toBe('17:00')
  expect(input.attributes('data-unread')).toBeUndefined()
})
