import { expect, test } from 'vitest'
import { nextTick, reactive } from 'vue'
import { CommandError } from './bridge/errors'
import { useRefusal, valueAt } from './refusal'

const refusal = (...paths: string[]) =>
  new CommandError(
    'validation',
    '',
    '',
    paths.map((field) => ({ field, message: `${field}不对。` })),
  )

test.each([
  ['record.people.1.phone', 'b'],
  ['leader_id', { id: 'l1' }],
  ['fields.title', '道路'],
  ['nowhere.at.all', undefined],
])('a path of the core is found in the form: %s', (path, value) => {
  const form = {
    record: { people: [{ phone: 'a' }, { phone: 'b' }] },
    leader: { id: 'l1' },
    title: '道路',
  }
  expect(valueAt(form, path)).toEqual(value)
})

test('a fault goes with the change of its own field, the refusal with the last', async () => {
  const form = reactive({ name: '', people: [{ phone: 'x' }], leader: null as unknown, other: '' })
  const error = useRefusal(() => form)
  error.value = refusal('name', 'people.0.phone', 'leader_id')
  form.other = '别的'
  await nextTick()
  expect(error.value?.fields).toHaveLength(3)
  form.name = '区水务局'
  await nextTick()
  expect(error.value?.fields.map((f) => f.field)).toEqual(['people.0.phone', 'leader_id'])
  form.leader = { id: 'l1' }
  form.people = []
  await nextTick()
  expect(error.value).toBeNull()
})

test('a field changed and refused again says so again', async () => {
  const form = reactive({ name: '' })
  const error = useRefusal(() => form)
  error.value = refusal('name')
  form.name = '=1'
  await nextTick()
  expect(error.value).toBeNull()
  error.value = refusal('name')
  await nextTick()
  expect(error.value).not.toBeNull()
  form.name = '区水务局'
  await nextTick()
  expect(error.value).toBeNull()
})

test('what is no fault of a field stays', async () => {
  const form = reactive({ name: '' })
  const error = useRefusal(() => form)
  error.value = new CommandError('conflict', '', '', [])
  form.name = '区水务局'
  await nextTick()
  expect(error.value?.code).toBe('conflict')
})
