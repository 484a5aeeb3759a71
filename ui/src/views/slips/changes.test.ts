import { expect, test } from 'vitest'
import type { DemandFields, SlipItem } from '@/bridge/bindings'
import { newFields } from '@/demandFields'
import { changesOf } from './changes'

const was: DemandFields = {
  ...newFields(),
  lead_unit: 'u1',
  lead_unit_name: '川江供电公司',
  limit: 15,
  requirement: '限期接通。',
}
const after = (now: Partial<DemandFields>, before: Partial<DemandFields> = {}) =>
  changesOf({ drafted: { ...was, ...before }, fields: { ...was, ...before, ...now } } as SlipItem)

test('a name filled in where none stood is no change of the leader’s', () => {
  expect(after({ responsible_person: '邓例文' })).toEqual(['签批时补填：责任人'])
  expect(after({ responsible_person: '邓例文', limit: 10 })).toEqual([
    '领导调整：时限原拟 15 个工作日',
    '签批时补填：责任人',
  ])
})

test('another name in place of one is his change', () => {
  expect(after({ responsible_person: '罗建国' }, { responsible_person: '邓例文' })).toEqual([
    '领导调整：责任人原拟邓例文',
  ])
})

test('the person goes with the unit and is not told twice', () => {
  const moved = { lead_unit: 'u2', lead_unit_name: '区水务局' }
  const before = { responsible_person: '邓例文' }
  expect(after({ ...moved, responsible_person: '' }, before)).toEqual([
    '领导调整：主办原拟川江供电公司',
  ])
  expect(after({ ...moved, responsible_person: '罗建国' }, before)).toEqual([
    '领导调整：主办原拟川江供电公司',
    '签批时补填：责任人',
  ])
})

test('an assisting unit added or taken off is the leader’s change', () => {
  expect(after({ assisting_units: ['u3'], assisting_unit_names: ['区城管局'] })).toEqual([
    '领导调整：协办原拟无',
  ])
  expect(after({})).toEqual([])
  expect(changesOf({ drafted: null, fields: was } as SlipItem)).toEqual([])
})
