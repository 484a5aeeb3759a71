import { describe, expect, test } from 'vitest'
import { CommandError } from '@/bridge/errors'
import { fake } from '@/bridge/fake'
import { fakeMinutes } from '@/bridge/fakes/minutes'
import { sampleMinutes } from '@/bridge/fakes/minutesSample'
import { saveState } from '@/shell'
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

  test('a sentence begins when its own first word is typed, not that of one taken out', async () => {
    await open()
    await type('城')
    await settle(400)
    composer().value = ''
    composer().dispatchEvent(new Event('input'))
    await settle(120_000)
    const began = Date.now()
    await type('城配车进城通行证一月一办。')
    await press('Enter')
    await settle(400)
    expect(Date.parse(lastEntry()?.spoken_at ?? '')).toBeGreaterThanOrEqual(began)
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
