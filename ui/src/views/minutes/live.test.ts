import { describe, expect, test } from 'vitest'
import { CommandError } from '@/bridge/errors'
import { fake } from '@/bridge/fake'
import { sampleMinutes } from '@/bridge/fakes/minutesSample'
import { saveState } from '@/shell'
import { FOUND_MS } from './found'
import {
  composer,
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

test('a unit that spoke and is not marked present holds up the end, by name', async () => {
  /** Everybody is here but the first unit, of which nothing is on record, or one sentence. */
  const openWith = (speaks: boolean) =>
    open((m) => {
      const everybody = [...m.reception.guests, ...m.reception.participants]
      for (const one of everybody) one.presence = 'present'
      const [unit] = m.reception.participants
      const [entry] = m.entries
      if (!unit || !entry) throw new Error('the sample has units and entries')
      unit.presence = 'expected'
      m.entries = m.entries.filter((e) => e.speaker_ref !== unit.unit_id)
      if (!speaks) return
      m.entries.push({ ...entry, id: 'said', speaker: 'unit', speaker_ref: unit.unit_id })
    })
  await openWith(false)
  test$('end-sitting')?.click()
  await settle(300)
  expect(test$('end-confirm')?.classList).toContain('el-button--primary')
  document.body.replaceChildren()
  await openWith(true)
  test$('end-sitting')?.click()
  await settle(300)
  const [unit] = office.reception.participants
  const name = unit?.unit_short_name || unit?.unit_name
  expect(document.body.textContent).toContain(`${name}发过言，还没有登记到会，请先核对。`)
  expect(test$('end-attend')?.classList).toContain('el-button--primary')
})
