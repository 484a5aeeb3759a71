import { expect, test } from 'vitest'
import { limitContradicted, limitsSaid } from './limitSaid'

test.each([
  ['请供电公司10个工作日内送电。', [10]],
  ['１５ 个工作日内办结', [15]],
  ['十五个工作日内报结果', [15]],
  ['两个工作日内联系企业，二十个工作日内办结', [2, 20]],
  ['三十工作日', [30]],
  ['十个工作日；10个工作日', [10]],
  ['第三个工作日回访，每5个工作日报一次', []],
  ['一百二十个工作日', []],
  ['15 日内', []],
])('the limits said in %s', (text, days) => {
  expect(limitsSaid(text)).toEqual(days)
})

test('words and limit that differ are named, both', () => {
  const said = [['办理要求', '10个工作日内办结。']] as const
  expect(limitContradicted(15, said)).toBe('办理要求里写的是 10 个工作日，时限是 15 个工作日。')
  expect(limitContradicted(10, said)).toBeUndefined()
  expect(limitContradicted(null, said)).toBeUndefined()
  expect(limitContradicted(15, [['办理要求', '尽快办结。']])).toBeUndefined()
})

test('a text that also names the limit set agrees with it', () => {
  const said = [['批示', '3个工作日内联系企业，15个工作日内办结。']] as const
  expect(limitContradicted(15, said)).toBeUndefined()
})
