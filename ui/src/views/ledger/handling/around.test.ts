import { describe, expect, test } from 'vitest'
import { CommandError } from '@/bridge/errors'
import { membersOf, rosterOf } from './around'

describe('members of a 专班', () => {
  test('are read by lines or by stops between them', () => {
    const members = [
      { unit: '川江供电公司', person: '邓例文' },
      { unit: '区发改局', person: '何例舟' },
    ]
    expect(membersOf('川江供电公司 邓例文\n区发改局　何例舟\n')).toEqual(members)
    expect(membersOf('川江供电公司 邓例文；区发改局，何例舟')).toEqual(members)
    expect(rosterOf(members)).toBe('川江供电公司邓例文、区发改局何例舟')
  })

  test('without a person are refused at the field', () => {
    const read = () => membersOf('川江供电公司 邓例文\n区发改局')
    expect(read).toThrow(CommandError)
    try {
      read()
    } catch (cause) {
      expect(CommandError.from(cause).fields).toEqual([
        { field: 'members', message: '第 2 位请写成“单位 姓名”，中间空一格。' },
      ])
    }
  })
})
