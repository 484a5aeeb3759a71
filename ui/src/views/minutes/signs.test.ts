import { describe, expect, test } from 'vitest'
import { newFields } from '@/demandFields'
import { fieldsFrom, intentPatch, noIntent, TITLE_MAX, titleFrom } from './fields'
import { uuidv7 } from './ids'
import { categoriesFor, daysOf, replaceSign, signAt, urgenciesFor } from './signs'
import { charsBefore, pieces } from './text'

const found = (text: string, caret = text.length) => {
  const s = signAt(text, caret)
  return s ? `${s.kind}:${s.query}` : null
}

describe('a sign is seen', () => {
  test.each([
    ['能不能@jg', 'name:jg'],
    ['能不能＠交管', 'name:交管'],
    ['@', 'name:'],
    ['@𬭊', 'name:𬭊'],
    ['送电#sd', 'category:sd'],
    ['＃', 'category:'],
    ['!j', 'urgency:j'],
    ['请快办 ！j', 'urgency:j'],
    ['！', 'urgency:'],
    ['配合，/15', 'limit:15'],
    ['配合／１５', 'limit:１５'],
    ['配合、15', 'limit:15'],
  ])('%s', (text, sign) => expect(found(text)).toBe(sign))
})

describe('ordinary text is no sign', () => {
  test.each([
    '3#厂房',
    'A@b',
    'wen@example',
    '太感谢了！',
    '太慢了！急',
    '每吨 300 元/吨',
    '1/15',
    '24、15',
    '配合/',
    '配合/0',
    '配合/1500',
    '@交管，',
    '@交 管',
    '@交管1',
    '没有记号',
    '',
  ])('%s', (text) => expect(found(text)).toBeNull())

  test('a sign kept as text stays text', () => {
    expect(signAt('请@jg', 4, 1)).toBeNull()
    expect(signAt('请@jg和@zr', 8, 1)?.query).toBe('zr')
  })

  test('only what stands before the caret counts', () => {
    expect(found('@jg后面的话', 3)).toBe('name:jg')
    expect(found('前@jg', 1)).toBeNull()
  })
})

test('the sign is replaced, the rest stays', () => {
  const sign = signAt('请@jg配合', 4)
  expect(sign && replaceSign('请@jg配合', sign, '区公安分局')).toEqual({
    text: '请区公安分局配合',
    caret: 6,
  })
})

test('days are read in either width', () => {
  for (const text of ['/15', '／１５']) {
    const sign = signAt(text, text.length)
    expect(sign && daysOf(sign)).toBe(15)
  }
})

test('categories and urgencies by initials, pinyin, characters', () => {
  expect(categoriesFor('sd').map((c) => c.label)).toEqual(['水电气路'])
  expect(categoriesFor('水').map((c) => c.code)).toEqual(['utilities'])
  expect(categoriesFor('yong').map((c) => c.code)).toEqual(['land', 'labour'])
  expect(categoriesFor('')).toHaveLength(12)
  expect(urgenciesFor('n').map((u) => u.label)).toEqual(['难'])
  expect(urgenciesFor('Z').map((u) => u.label)).toEqual(['重'])
  expect(urgenciesFor('x')).toEqual([])
})

describe('what signs and sentences do to a demand', () => {
  const unit = (id: string) => ({ id, name: `单位${id}` })

  test('a unit leads or assists, never both', () => {
    const fields = {
      ...newFields(),
      assisting_units: ['a', 'b'],
      assisting_unit_names: ['甲', '乙'],
    }
    expect(intentPatch(fields, { ...noIntent(), lead: unit('a') })).toEqual({
      lead_unit: 'a',
      lead_unit_name: '单位a',
      assisting_units: ['b'],
      assisting_unit_names: ['乙'],
    })
    const led = { ...newFields(), lead_unit: 'a', lead_unit_name: '甲' }
    expect(intentPatch(led, { ...noIntent(), assists: [unit('a')] })).toEqual({})
  })

  test('what was not said is not touched', () => {
    const fields = { ...newFields(), category: 'land' as const, limit: 10 }
    expect(intentPatch(fields, { ...noIntent(), urgency: ['urgent'] })).toEqual({
      urgency: ['urgent'],
    })
  })

  test('the speaker decides where the words go', () => {
    expect(fieldsFrom('leader', '供电公司牵头。', noIntent())).toMatchObject({
      requirement: '供电公司牵头。',
      facts: '',
    })
    expect(fieldsFrom('enterprise', '停电。', noIntent())).toMatchObject({
      facts: '停电。',
      requirement: '',
      title: '停电',
    })
  })

  test('signs left in the record are no words of the demand', () => {
    const fields = fieldsFrom(
      'leader',
      '供电公司牵头#水电气路 !急 限期送电，不要#贴标签',
      noIntent(),
    )
    expect(fields.requirement).toBe('供电公司牵头限期送电，不要#贴标签')
    expect(fields.title).toBe('供电公司牵头限期送电，不要#贴标签')
  })

  test('a title is whole clauses of at most 30 characters', () => {
    const long = `三号冷库扩容，${'负荷'.repeat(20)}。`
    expect(titleFrom(long)).toBe('三号冷库扩容')
    expect([...titleFrom('𬭊'.repeat(40))]).toHaveLength(TITLE_MAX)
    expect(titleFrom('  进城通行证\n一月一办。')).toBe('进城通行证 一月一办')
  })
})

test('quotes count characters, not code units', () => {
  expect(charsBefore('𬭊工贸', 2)).toBe(1)
  const quote = { entry_id: 'n', from: 1, to: 3 }
  expect(pieces('𬭊工贸厂', [quote])).toEqual([
    { text: '𬭊', isQuoted: false },
    { text: '工贸', isQuoted: true },
    { text: '厂', isQuoted: false },
  ])
  expect(pieces('短', [{ ...quote, to: 99 }])).toEqual([{ text: '短', isQuoted: false }])
})

test('identifiers are version 7 and rise with time', () => {
  const early = uuidv7(1_000_000_000_000)
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < uuidv7(1_000_000_000_001)).toBe(true)
  expect(Number.parseInt(early.replaceAll('-', '').slice(0, 12), 16)).toBe(1_000_000_000_000)
  expect(uuidv7()).not.toBe(uuidv7())
})
