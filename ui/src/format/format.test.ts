import { describe, expect, test } from 'vitest'
import {
  addDays,
  clock,
  duration,
  longDate,
  maskPhone,
  momentOf,
  parseDate,
  parseTime,
  parseYuan,
  percent,
  relativeDate,
  tableDate,
  yuan,
  yuanWords,
} from '.'

const TODAY = '2026-09-23'

test('dates in prose, in tables and near by', () => {
  expect(longDate('2026-09-23')).toBe('2026年9月23日（周三）')
  expect(tableDate('2026-09-23', TODAY)).toBe('9月23日 周三')
  expect(tableDate('2025-12-31', TODAY)).toBe('2025年12月31日 周三')
  expect(relativeDate('2026-09-24', TODAY)).toBe('明天')
  expect(relativeDate('2026-09-28', TODAY)).toBe('9月28日 周一')
  expect(longDate(null)).toBe('—')
  expect(longDate('2026-02-30')).toBe('—')
})

test('days are added across months and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
})

test('a clock time is Beijing time on any machine', () => {
  expect(momentOf('2026-09-23', '17:31')).toBe('2026-09-23T09:31:00.000Z')
})

describe('typed dates', () => {
  test.each([
    ['2026-9-23', '2026-09-23'],
    ['2026.9.23', '2026-09-23'],
    ['2026年9月23日', '2026-09-23'],
    ['2026年9月23日（周三）', '2026-09-23'],
    ['20260923', '2026-09-23'],
    ['9.23', '2026-09-23'],
    ['９．２３', '2026-09-23'],
    ['9/3', '2026-09-03'],
    ['9月3号', '2026-09-03'],
    ['今天', '2026-09-23'],
    ['明天', '2026-09-24'],
    [' 后天 ', '2026-09-25'],
    ['2024-2-29', '2024-02-29'],
  ])('%s', (text, iso) => expect(parseDate(text, TODAY)).toBe(iso))

  test.each(['', '2026-2-29', '13.1', '9', '约3月', '9.23.', '2026-00-10', '9-23-26'])(
    'refuses %j',
    (text) => expect(parseDate(text, TODAY)).toBeNull(),
  )
})

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9：30', '09:30'],
  ['9.05', '09:05'],
  ['14点', '14:00'],
  ['9点半', '09:30'],
  ['24:00', null],
  ['9:60', null],
  ['上午', null],
])('typed time %s', (text, time) => expect(parseTime(text)).toBe(time))

test('money', () => {
  expect(yuan(123_450)).toBe('1,234.50')
  expect(yuan(-5)).toBe('-0.05')
  expect(yuan(420_000)).toBe('4,200')
  expect(yuanWords(300_000_000)).toBe('300 万元')
  expect(yuanWords(420_000)).toBe('4,200 元')
  expect(parseYuan('300万')).toBe(300_000_000)
  expect(parseYuan('86.4万元')).toBe(86_400_000)
  expect(parseYuan('１，２３４．５')).toBe(123_450)
  expect(parseYuan('1.234')).toBeNull()
  expect(parseYuan('三百')).toBeNull()
})

test('phones are masked, whatever their kind', () => {
  expect(maskPhone('13912340021')).toBe('139****0021')
  expect(maskPhone('0830-5550126')).toBe('0830-*****26')
  expect(maskPhone('110')).toBe('***')
  expect(maskPhone('')).toBe('—')
})

test('rates and durations', () => {
  expect(percent(15, 18)).toBe('83.3%')
  expect(percent(0, 0)).toBe('—')
  expect(duration(69 * 60_000)).toBe('1 小时 09 分')
  expect(clock(new Date('2026-09-23T01:05:04Z'), true)).toBe('09:05:04')
})
