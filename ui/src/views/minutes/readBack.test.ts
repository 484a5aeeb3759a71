import { expect, it } from 'vitest'
import { sampleMinutes } from '@/bridge/fakes/minutesSample'
import { open, press, test$, useLiveTests } from './live.testing'
import { readItems } from './readBack'

useLiveTests()

it('names nobody who asked not to be named', () => {
  const { demands, entries, reception } = sampleMinutes()
  const [first] = demands
  const guest = reception.guests.find((g) => g.id === first?.guest_id)
  if (!first || !guest) throw new Error('the sample has a demand of a guest')
  first.fields.title = `${guest.enterprise_name}的事`
  first.fields.visibility = 'anonymous'
  const [item] = readItems(demands, entries, reception.guests)
  expect(item?.enterprise).toBe('某企业')
  expect(JSON.stringify(item)).not.toContain(guest.enterprise_name)
})

it('fills the window, goes on and back, and Esc leaves', async () => {
  await open()
  await press('Alt+r')
  const told = () => test$('read-back')?.textContent ?? ''
  const at = () => Number(/第 (\d+) 项/.exec(told())?.[1])
  expect(told()).toContain('项')
  await press('Home')
  expect(at()).toBe(1)
  await press('ArrowRight')
  expect(at()).toBe(2)
  await press('ArrowLeft')
  expect(at()).toBe(1)
  await press('Escape')
  expect(test$('read-back')).toBeNull()
})
