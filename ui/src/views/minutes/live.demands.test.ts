import { describe, expect, test } from 'vitest'
import {
  composer,
  fill,
  lastDemand,
  lastEntry,
  office,
  open,
  press,
  settle,
  test$,
  type,
  useLiveTests,
} from './live.testing'

useLiveTests()

describe('demands', () => {
  test('a sentence with its signs becomes a demand', async () => {
    await open()
    await type('通行证一月一办，请@jg')
    await press('2')
    expect(composer().value).toBe('通行证一月一办，请区公安分局交通管理大队')
    await type('和@zr')
    await press('Shift+Enter')
    await type('在/10')
    await press('Enter')
    await type('内改。#sp')
    await press('Enter')
    await type('!')
    await press('1')
    await press('Ctrl+Enter')
    await settle(600)
    expect(lastDemand()?.fields).toMatchObject({
      lead_unit: 'u4',
      assisting_units: ['u2'],
      limit: 10,
      category: 'permits',
      urgency: ['urgent'],
    })
    expect(lastEntry()?.text).toBe(
      '通行证一月一办，请区公安分局交通管理大队和区自然资源局在10 个工作日内改。',
    )
    expect(lastDemand()?.quotes[0]).toMatchObject({ entry_id: lastEntry()?.id, from: 0 })
  })

  test('the selection alone is quoted, in characters', async () => {
    await open()
    await type('𬭊厂说：进城难。')
    composer().setSelectionRange(5, 8)
    await press('Ctrl+Enter')
    await settle(600)
    expect(lastDemand()?.quotes[0]).toMatchObject({ from: 4, to: 7 })
    expect(lastDemand()?.fields.facts).toBe('进城难')
  })

  test('what the leader names goes to the demand in focus at once', async () => {
    await open()
    await press('F3')
    await type('再请@jg')
    await press('3')
    await type('，/20')
    await press('Enter')
    await settle(300)
    const demand = office.demands.find((d) => d.id === 'd3')
    expect(demand?.fields).toMatchObject({ lead_unit: 'u5', limit: 20, category: 'utilities' })
  })

  test('…and moves to the new demand when the sentence becomes one', async () => {
    await open()
    await press('F3')
    await type('通行证由@jg')
    await press('2')
    await type('办')
    await press('Ctrl+Enter')
    await settle(800)
    expect(office.demands.find((d) => d.id === 'd3')?.fields.lead_unit).toBe('u1')
    expect(lastDemand()?.fields).toMatchObject({ lead_unit: 'u4' })
  })

  test('Esc keeps the sign as text', async () => {
    await open()
    await type('邮箱@jg')
    await press('Escape')
    expect(test$('choice-1')).toBeNull()
    await press('Enter')
    await settle(400)
    expect(lastEntry()?.text).toBe('邮箱@jg')
  })

  test('Tab walks into the fields, a title over 30 characters is refused at the field', async () => {
    await open()
    await press('Tab')
    await settle(20)
    const field = test$('edit-title') as HTMLInputElement
    expect(document.activeElement).toBe(field)
    field.value = '长'.repeat(31)
    field.dispatchEvent(new Event('input'))
    await settle(1000)
    expect(document.querySelector('.field-error')?.textContent).toContain('现有 31 字')
    expect(office.demands.find((d) => d.id === 'd3')?.fields.title).toContain('三号冷库')
    field.value = '三号冷库送电'
    field.dispatchEvent(new Event('input'))
    await settle(1000)
    expect(office.demands.find((d) => d.id === 'd3')?.fields.title).toBe('三号冷库送电')
  })

  test('a change made elsewhere in another field does not get lost', async () => {
    await open()
    const demand = office.demands.find((d) => d.id === 'd3')
    if (!demand) throw new Error('no demand')
    demand.version = 5
    demand.fields.category = 'permits'
    await press('F3')
    await type('/8')
    await press('Enter')
    await settle(300)
    expect(demand.fields).toMatchObject({ limit: 8, category: 'permits' })
  })

  test('F8 goes to the field that is missing', async () => {
    await open()
    await press('F8')
    await settle(20)
    expect(document.activeElement?.getAttribute('data-test')).toBe('edit-responsible_person')
  })

  test('without an enterprise nothing becomes a demand, and nothing typed is lost', async () => {
    await open()
    test$('agenda-0')?.click()
    await settle()
    await type('大家好')
    await press('Ctrl+Enter')
    expect(test$('notice')?.textContent).toContain('没有到会企业')
    expect(composer().value).toBe('大家好')
  })

  test('Ctrl Z takes back the demand, then its entry', async () => {
    await open()
    await type('进城难。')
    await press('Ctrl+Enter')
    await settle(600)
    expect(office.demands).toHaveLength(4)
    await press('Ctrl+z')
    await settle(400)
    expect(office.demands).toHaveLength(3)
    expect(lastEntry()?.text).toBe('进城难。')
    await press('Ctrl+z')
    await settle(400)
    expect(lastEntry()?.id).toBe('n8')
  })

  test('after Ctrl Z the demand before is active and takes what the leader names', async () => {
    await open()
    await type('进城难。')
    await press('Ctrl+Enter')
    await settle(600)
    await press('Ctrl+z')
    await settle(400)
    await press('F3')
    await type('/8')
    await press('Enter')
    await settle(300)
    expect(office.demands.find((d) => d.id === 'd3')?.fields.limit).toBe(8)
    expect(test$('notice')).toBeNull()
  })

  test('signs of the leader that no demand takes stay in the text, and it says so', async () => {
    await open((m) => (m.demands = m.demands.filter((d) => d.guest_id !== 'g2')))
    await press('F3')
    await type('由@jg')
    await press('2')
    await type('牵头，/15')
    await press('Enter')
    await type(' #sf')
    await press('Enter')
    expect(composer().value).toBe('由区公安分局交通管理大队牵头，15 个工作日 #税费 ')
    expect(test$('choice-1')).toBeNull()
    expect(test$('notice')?.textContent).toContain('还没有选诉求')
    await press('Enter')
    await settle(400)
    expect(lastEntry()?.text).toBe('由区公安分局交通管理大队牵头，15 个工作日 #税费')
    expect(test$('notice')?.textContent).toContain('主办、时限等没有记上')
    await press('Ctrl+Enter')
    await settle(600)
    expect(lastDemand()?.fields).toMatchObject({ lead_unit: 'u4', limit: 15, category: 'taxes' })
    expect(test$('notice')).toBeNull()
  })

  test('Ctrl Enter struck twice makes one demand, at once and later', async () => {
    await open()
    await type('通行证一月一办。')
    const before = office.demands.length
    void press('Ctrl+Enter')
    void press('Ctrl+Enter')
    await settle(600)
    expect(office.demands).toHaveLength(before + 1)
    await press('Ctrl+Enter')
    await settle(600)
    expect(office.demands).toHaveLength(before + 1)
    await type('另一句。')
    await press('Enter')
    await settle(400)
    await press('Ctrl+Enter')
    await settle(600)
    expect(office.demands).toHaveLength(before + 2)
  })

  test('Ctrl Enter after a part was quoted does not quote the whole as well', async () => {
    await open()
    const before = office.demands.length
    await type('厂门前的路：进城难。')
    composer().setSelectionRange(6, 9)
    await press('Ctrl+Enter')
    await settle(600)
    await press('Ctrl+Enter')
    await settle(600)
    expect(office.demands).toHaveLength(before + 1)
  })

  test('Enter struck twice in the split splits once', async () => {
    await open()
    const before = office.demands.length
    const split = [...document.querySelectorAll('button')].find((b) => /拆分/.test(b.textContent))
    split?.click()
    await settle()
    const field = document.querySelector<HTMLInputElement>('[data-test="split-title"]')
    if (!field) throw new Error('no split form')
    await fill('split-taken', '夜间')
    field.value = '另一件事'
    field.dispatchEvent(new Event('input'))
    for (let n = 0; n < 2; n += 1) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    }
    await settle(400)
    expect(office.demands).toHaveLength(before + 1)
  })

  test('Alt Enter answers on the spot', async () => {
    await open()
    await press('Alt+Enter')
    await settle()
    expect((test$('answer-by') as HTMLInputElement).value).toBe('沈例成')
    await press('Ctrl+Enter', test$('answer-words'))
    await settle(100)
    expect(office.demands.find((d) => d.id === 'd3')?.state).toBe('answered_on_site')
  })
})

test('what the signs of erased words meant is no part of the next demand', async () => {
  await open()
  await type('请供电公司 /30')
  await press('Enter')
  await fill('composer', '')
  await type('食堂漏雨')
  await press('Ctrl+Enter')
  await settle(500)
  expect(lastDemand()?.fields.limit).toBeNull()
})

test('an erased sign leaves what the signs before it meant', async () => {
  await open()
  await type('#rz')
  await press('Enter')
  await type('!')
  await fill('composer', '')
  await type('贷款到期')
  await press('Ctrl+Enter')
  await settle(500)
  expect(lastDemand()?.fields.category).toBe('financing')
})
