import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeHome, sampleOffice } from '@/bridge/fakes/home'
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
