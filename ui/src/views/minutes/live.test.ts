import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Minutes } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeMinutes, sampleMinutes } from '@/bridge/fakes/minutes'
import { installImeGuard } from '@/ime'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { FOUND_MS } from './found'
import MinutesView from './MinutesView.vue'

const stops: (() => void)[] = []
let office: Minutes

beforeEach(() => {
  vi.useFakeTimers()
  HTMLElement.prototype.scrollIntoView = () => undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL() {} }),
  )
  document.body.innerHTML = '<span id="status-view"></span>'
  stops.push(installKeys(), installImeGuard())
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  fakeReset()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const settle = async (ms = 0) => {
  await flushPromises()
  await vi.advanceTimersByTimeAsync(ms)
  await flushPromises()
}

async function open(change: (m: Minutes) => void = () => undefined) {
  office = sampleMinutes()
  office.draft = null
  change(office)
  fakeMinutes(office)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/minutes/:id?', name: 'minutes', component: MinutesView },
      { path: '/slips/:id?', name: 'slips', component: { template: '<i />' } },
    ],
  })
  await router.push('/minutes/r9')
  const w = mount(
    { template: '<RouterView />' },
    { global: { plugins: [router] }, attachTo: document.body },
  )
  stops.push(() => w.unmount())
  await settle(600)
  return { w, router }
}

const composer = () => {
  const el = document.querySelector<HTMLTextAreaElement>('[data-test=composer]')
  if (!el) throw new Error('no composer')
  return el
}
const test$ = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)

async function type(text: string) {
  const el = composer()
  el.focus()
  for (const char of text) {
    el.value += char
    el.selectionStart = el.selectionEnd = el.value.length
    el.dispatchEvent(new Event('input'))
  }
  await settle()
}

async function press(chord: string, target: Element | null = document.activeElement, init = {}) {
  const [key = '', ...mods] = chord.split('+').reverse()
  target?.dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      cancelable: true,
      ctrlKey: mods.includes('Ctrl'),
      altKey: mods.includes('Alt'),
      shiftKey: mods.includes('Shift'),
      ...init,
    }),
  )
  target?.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true }))
  await settle()
}

const lastEntry = () => office.entries.at(-1)
const lastDemand = () => office.demands.at(-1)

describe('entries', () => {
  test('Enter ends the entry, the next begins; it is saved with speaker and enterprise', async () => {
    await open()
    await type('城配车进城通行证一月一办。')
    await press('Enter')
    expect(composer().value).toBe('')
    await settle(400)
    expect(lastEntry()).toMatchObject({
      text: '城配车进城通行证一月一办。',
      speaker: 'enterprise',
      speaker_name: '何例舟',
      guest_id: 'g2',
      is_draft: false,
    })
    expect(saveState.value.kind).toBe('saved')
  })

  test('Enter of the input method ends nothing', async () => {
    await open()
    await type('jinchengtongxing')
    await press('Enter', composer(), { isComposing: true })
    await press('Enter', composer(), { keyCode: 229 })
    composer().dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    expect(composer().value).toBe('jinchengtongxing')
    await settle(2000)
    expect(lastEntry()?.id).toBe('n8')
    expect(office.draft?.text).toBe('jinchengtongxing')
  })

  test('while the input method composes no list opens and no digit picks', async () => {
    await open()
    composer().dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    await type('请@jg')
    expect(test$('choice-1')).toBeNull()
    await press('1', composer(), { isComposing: true })
    expect(composer().value).toBe('请@jg')
    composer().dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await settle()
    expect(test$('choice-1')).not.toBeNull()
  })

  test('the draft of before is on screen again, under its own id', async () => {
    await open((m) => (m.draft = sampleMinutes().draft))
    expect(composer().value).toContain('城配冷链车')
    await type('办')
    await settle(400)
    expect(office.draft).toMatchObject({ id: 'n9', version: 2 })
    await press('Enter')
    await settle(400)
    expect(office.entries.filter((e) => e.id === 'n9')).toHaveLength(1)
    expect(office.draft).toBeNull()
  })

  test('the speaker keys; a unit is not guessed, Alt 5 names the first that is here', async () => {
    await open()
    await press('F2')
    expect(test$('speaker-unit')?.getAttribute('aria-checked')).toBe('true')
    expect((test$('speaker-name') as HTMLInputElement).value).toBe('')
    await press('Alt+6')
    expect((test$('speaker-name') as HTMLInputElement).value).toBe('川江供电公司 邓例文')
    await press('F3')
    expect((test$('speaker-name') as HTMLInputElement).value).toBe('沈例成')
    await press('F3')
    expect((test$('speaker-name') as HTMLInputElement).value).toBe('卢例远')
    await press('Alt+4')
    expect(test$('speaker-aside')?.getAttribute('aria-checked')).toBe('true')
  })

  test('in an empty entry of a unit, @ says who speaks', async () => {
    await open()
    await press('F2')
    await type('@cjgd')
    await press('Enter')
    expect(composer().value).toBe('')
    expect((test$('speaker-name') as HTMLInputElement).value).toBe('川江供电公司 邓例文')
  })

  test('↑ edits the last entry in place; Ctrl D cuts it', async () => {
    await open()
    await press('ArrowUp')
    const editor = test$('entry-editor') as HTMLTextAreaElement
    expect(editor.value).toBe(
      '旺季等不起。供电公司牵头，自然资源局、城北街道配合，15 个工作日送电。',
    )
    editor.selectionStart = editor.selectionEnd = 6
    await press('Ctrl+d', editor)
    expect(office.entries.map((e) => e.text)).toContain('旺季等不起。')
  })

  test('Ctrl Z with an empty composer takes the entry back', async () => {
    await open()
    await type('打错了')
    await press('Enter')
    await settle(400)
    await press('Ctrl+z')
    await settle(400)
    expect(office.entries.some((e) => e.text === '打错了')).toBe(false)
    await press('Ctrl+Shift+Z')
    await settle(400)
    expect(office.entries.some((e) => e.text === '打错了')).toBe(true)
  })

  test('Ctrl ↓ ends what is typed under its own enterprise, then goes on', async () => {
    await open()
    await type('谢谢。')
    await press('Ctrl+ArrowDown')
    await type('我是青禾里。')
    await press('Enter')
    await settle(500)
    expect(office.entries.slice(-2).map((e) => [e.guest_id, e.speaker_name, e.text])).toEqual([
      ['g2', '何例舟', '谢谢。'],
      ['g3', '苏例禾', '我是青禾里。'],
    ])
  })

  test('a save that fails keeps the words and says why', async () => {
    await open()
    fake('save_entry', () => {
      throw new CommandError('disk_full', '', '磁盘已满', [])
    })
    await type('不能丢')
    await settle(400)
    expect(saveState.value).toEqual({ kind: 'failed', why: '磁盘已满' })
    expect(composer().value).toBe('不能丢')
    fakeMinutes(office)
    await settle(5000)
    expect(office.draft?.text).toBe('不能丢')
    expect(saveState.value.kind).toBe('saved')
  })
})

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

test('the preview is set once after a pause, and never for an enterprise without demands', async () => {
  let settings = 0
  await open()
  fake('preview_sitting', () => {
    settings += 1
    return { pages: [], missing: [], missing_glyphs: [] }
  })
  await press('F3')
  await type('/8')
  await press('Enter')
  await type('，/9')
  await press('Enter')
  await settle(1000)
  expect(settings).toBe(1)
  await press('Ctrl+ArrowDown')
  await settle(1000)
  expect(settings).toBe(1)
})

test('attendance by key in the agenda', async () => {
  await open()
  const row = test$('guest-4')
  await press('d', row)
  expect(office.reception.guests[3]?.presence).toBe('present')
  await press('q', row)
  expect(office.reception.guests[3]?.presence).toBe('excused')
})

describe('leaving', () => {
  test('saves what is typed first', async () => {
    const { router } = await open()
    await type('最后一句')
    const away = router.push('/slips/1')
    await settle(50)
    await away
    expect(router.currentRoute.value.name).toBe('slips')
    expect(office.draft?.text).toBe('最后一句')
  })

  test('stays once with words that cannot be saved, and says so', async () => {
    const { router } = await open()
    fake('save_entry', () => {
      throw new CommandError('disk_full', '', '', [])
    })
    await type('存不下')
    await router.push('/slips/1')
    expect(router.currentRoute.value.name).toBe('minutes')
    expect(test$('notice')?.textContent).toContain('还有文字没有存进')
    expect(composer().value).toBe('存不下')
    await router.push('/slips/1')
    expect(router.currentRoute.value.name).toBe('slips')
  })
})

test('an entry changed elsewhere: the words here are saved on top, the others are shown', async () => {
  await open((m) => (m.draft = sampleMinutes().draft))
  const { draft } = office
  if (!draft) throw new Error('no draft')
  draft.version = 7
  draft.text = '别处写的话'
  await type('？')
  await settle(1500)
  expect(office.draft).toMatchObject({ version: 8 })
  expect(office.draft?.text).toContain('能不能？')
  expect(test$('notice')?.textContent).toContain('别处写的话')
  expect(saveState.value.kind).toBe('saved')
})

test('the end: the open entry is kept, then one slip for each enterprise with demands', async () => {
  const composed: string[][] = []
  const { router } = await open()
  fake('compose_slip', ({ demands }) => {
    composed.push(demands)
    return { id: `s${composed.length}` } as never
  })
  await type('散会')
  test$('end-sitting')?.click()
  await settle(300)
  test$('end-confirm')?.click()
  await settle(600)
  expect(office.reception.state).toBe('held')
  expect(lastEntry()?.text).toBe('散会')
  expect(test$('make-slips')?.textContent).toContain('2 张')
  test$('make-slips')?.click()
  await settle(300)
  expect(composed).toEqual([['d1'], ['d3']])
  expect(router.currentRoute.value.fullPath).toBe('/slips/s1')
})

test('with nobody’s attendance on record the end leads to the attendance first', async () => {
  await open((m) => m.reception.guests.forEach((g) => (g.presence = 'expected')))
  test$('end-sitting')?.click()
  await settle(300)
  expect(test$('end-attend')?.classList).toContain('el-button--primary')
  await press('Ctrl+Enter', document.body)
  await settle(500)
  expect(office.reception.state).toBe('running')
  expect(document.activeElement).toBe(test$('guest-1'))
  test$('end-sitting')?.click()
  await settle(300)
  test$('end-confirm')?.click()
  await settle(600)
  expect(office.reception.state).toBe('held')
})

test('the end waits for words that cannot be saved', async () => {
  await open()
  fake('save_entry', () => {
    throw new CommandError('disk_full', '', '', [])
  })
  await type('存不下')
  test$('end-sitting')?.click()
  await settle(300)
  test$('end-confirm')?.click()
  await settle(300)
  expect(office.reception.state).toBe('running')
  expect(document.querySelector('.el-dialog .field-error')?.textContent).toContain('没有保存')
})

test('without an id the running sitting opens; a planned one starts from the list', async () => {
  const { router } = await open()
  await router.push('/minutes')
  await settle(100)
  expect(router.currentRoute.value.params.id).toBe('r9')
  office.reception.state = 'planned'
  await router.push('/minutes?all=1')
  await settle(100)
  test$('enter-r9')?.click()
  await settle(300)
  expect(office.reception.state).toBe('running')
  expect(composer()).toBeTruthy()
})

test('a found entry is shown where it was said and marked for a moment', async () => {
  const { router } = await open()
  const here = office.entries.at(-1)
  const there = office.entries.find((e) => e.guest_id !== here?.guest_id && !e.is_draft)
  expect(there).toBeDefined()
  const found = () => document.querySelector('.entry.found')?.getAttribute('data-entry')
  await router.push(`/minutes/r9?entry=${there?.id}`)
  await settle(100)
  expect(found()).toBe(there?.id)
  await settle(FOUND_MS)
  expect(found()).toBeUndefined()
  await router.push('/minutes/r9?entry=gone')
  await settle(100)
  expect(test$('notice')?.textContent).toContain('已经作废')
})
