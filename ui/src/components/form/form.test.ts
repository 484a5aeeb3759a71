import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CommandError } from '@/bridge/errors'
import { forgetForms } from '@/kept'
import { installKeys } from '@/keys'
import { saveState } from '@/shell'
import { defineForm, faultOf, missingFields, rowsOf, shownFields, type AnyForm } from './form'
import FormDrawer from './FormDrawer.vue'

interface V {
  kind: 'in' | 'out'
  person: string
  words: string
  reason: string
}

const form = (save: (v: V) => Promise<unknown> = async () => undefined): AnyForm =>
  defineForm<V, unknown>({
    id: 'sample',
    title: '登记',
    action: '登记',
    fields: [
      {
        name: 'kind',
        label: '去向',
        control: {
          kind: 'choice',
          options: [
            { value: 'in', label: '留下' },
            { value: 'out', label: '转出' },
          ],
        },
      },
      { name: 'person', label: '人', control: { kind: 'line' }, required: true, half: true },
      { name: 'words', label: '情况', control: { kind: 'line' }, half: true, at: 'talk.words' },
      {
        name: 'reason',
        label: '理由',
        control: { kind: 'text' },
        required: true,
        when: (v) => v.kind === 'out',
      },
    ],
    initial: { kind: 'in', person: '', words: '', reason: '' },
    save,
  })

const stops: (() => void)[] = []
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  )
  document.body.innerHTML = '<span id="status-view"></span>'
  stops.push(installKeys())
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  forgetForms()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

async function open(save?: (v: V) => Promise<unknown>, about = 'd1') {
  const w = mount(FormDrawer, {
    props: { form: form(save), today: '2026-09-24', about },
    attachTo: document.body,
  })
  stops.push(() => w.unmount())
  await flushPromises()
  return w
}

const press = async (key: string, mods: KeyboardEventInit = {}) => {
  const at = document.activeElement ?? document.body
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...mods }))
  await flushPromises()
}

test('only what the answers ask for must be filled', () => {
  const f = form()
  const values = { ...f.initial, person: '何例舟' }
  expect(missingFields(f, values)).toBeNull()
  const asked = { ...values, kind: 'out' }
  expect(shownFields(f, asked).map((x) => x.name)).toContain('reason')
  expect(missingFields(f, asked)?.fields).toEqual([{ field: 'reason', message: '请填理由。' }])
})

test('a fault goes to the field whose path it names', () => {
  const [, person, words] = form().fields
  if (!person || !words) throw new Error('fields are missing')
  const error = new CommandError('validation', '', '', [
    { field: 'body.person', message: '太长。' },
    { field: 'other.words', message: '不在这里。' },
  ])
  expect(faultOf(error, person)).toBe('太长。')
  expect(faultOf(error, words)).toBeUndefined()
})

test('halves stand in pairs', () => {
  expect(rowsOf(form().fields).map((r) => r.length)).toEqual([1, 2, 1])
})

test('a refusal stands at its field, and what was typed is still there', async () => {
  const w = await open(() =>
    Promise.reject(
      new CommandError('validation', '', '', [{ field: 'body.person', message: '请写全名。' }]),
    ),
  )
  const person = w.get<HTMLInputElement>('[data-test=act-person]')
  // The choice that decides what else is asked comes first.
  expect(w.get('[data-field=kind]').element.contains(document.activeElement)).toBe(true)
  await person.setValue('何')
  await press('Enter', { ctrlKey: true })
  expect(w.get('[data-field=person]').text()).toContain('请写全名。')
  expect(person.element.value).toBe('何')
  expect(w.emitted('done')).toBeUndefined()
  expect(saveState.value).toMatchObject({ kind: 'failed' })
  // Neither the fault nor the words below the window outlive what was refused.
  await person.setValue('何例舟')
  await flushPromises()
  expect(w.text()).not.toContain('请写全名。')
  expect(saveState.value).toEqual({ kind: 'idle' })
})

test('Esc asks before typed words are lost, and closes at once when there are none', async () => {
  const w = await open()
  await w.get('[data-test=act-person]').setValue('何例舟')
  await press('Escape')
  expect(w.emitted('close')).toBeUndefined()
  expect(w.text()).toContain('填的内容还没有保存')
  await press('Escape')
  expect(w.emitted('close')).toHaveLength(1)

  const blank = await open()
  await press('Escape')
  expect(blank.emitted('close')).toHaveLength(1)
})

test('an empty required field is told without asking the core', async () => {
  const save = vi.fn(async () => undefined)
  const w = await open(save)
  await press('Enter', { ctrlKey: true })
  expect(save).not.toHaveBeenCalled()
  expect(w.get('[data-field=person]').text()).toContain('请填人。')
  await w.get('[data-test=act-person]').setValue('何例舟')
  await press('Enter', { ctrlKey: true })
  expect(save).toHaveBeenCalledWith(expect.objectContaining({ person: '何例舟', kind: 'in' }))
  expect(w.emitted('done')).toHaveLength(1)
})

test('a date still being typed is taken before it is saved', async () => {
  const save = vi.fn(async () => undefined)
  const dated = defineForm<{ on: string | null }, unknown>({
    id: 'dated',
    title: '登记',
    action: '登记',
    fields: [{ name: 'on', label: '日期', control: { kind: 'date' }, required: true }],
    initial: { on: null },
    save,
  })
  const props = { form: dated, today: '2026-09-24', about: 'd1' }
  const w = mount(FormDrawer, { props, attachTo: document.body })
  stops.push(() => w.unmount())
  await flushPromises()
  await w.get('[data-test=act-on]').setValue('9.22')
  await press('Enter', { ctrlKey: true })
  expect(save).toHaveBeenCalledWith({ on: '2026-09-22' })
})

test.each([
  ['date', '10.32', '不是日期'],
  ['amount', '三百来万', '请写成数字'],
  ['number', '1e1', '读不出来'],
  ['number', '0x10', '读不出来'],
  ['number', '5天', '读不出来'],
] as const)('an unreadable %s “%s” is refused at its field', async (kind, typed, words) => {
  const save = vi.fn(async () => undefined)
  const control = kind === 'number' ? { kind, unit: '个工作日' } : { kind }
  const sample = defineForm<{ value: unknown; note: string }, unknown>({
    id: 'unread',
    title: '登记',
    action: '登记',
    fields: [
      { name: 'value', label: '值', control },
      { name: 'note', label: '备注', control: { kind: 'line' } },
    ],
    initial: { value: null, note: '' },
    save,
  })
  const props = { form: sample, today: '2026-09-24', about: 'd1' }
  const w = mount(FormDrawer, { props, attachTo: document.body })
  stops.push(() => w.unmount())
  await flushPromises()
  const field = w.get<HTMLInputElement>('[data-test=act-value]')
  field.element.focus()
  await field.setValue(typed)
  await press('Enter', { ctrlKey: true })
  expect(w.text()).toContain(words)
  expect(document.activeElement).toBe(field.element)
  // Also from elsewhere in the form, and by the button.
  w.get<HTMLInputElement>('[data-test=act-note]').element.focus()
  await press('s', { ctrlKey: true })
  expect(document.activeElement).toBe(field.element)
  const beside = document.body.appendChild(document.createElement('button'))
  beside.dataset.pane = ''
  beside.focus()
  await press('s', { ctrlKey: true })
  expect(document.activeElement).toBe(field.element)
  const button = w.get<HTMLButtonElement>('[data-test=form-save]')
  button.element.focus()
  await button.trigger('click')
  expect(document.activeElement).toBe(field.element)
  expect(field.element.value).toBe(typed)
  expect(save).not.toHaveBeenCalled()
})

test('what was typed is there when the form is opened again, for this demand only', async () => {
  const person = (w: Awaited<ReturnType<typeof open>>) =>
    w.get<HTMLInputElement>('[data-test=act-person]').element.value
  const w = await open()
  expect(w.find('[data-test=draft-restored]').exists()).toBe(false)
  await w.get('[data-test=act-person]').setValue('何例舟')
  w.unmount()
  const other = await open(undefined, 'd2')
  expect(person(other)).toBe('')
  other.unmount()

  const again = await open()
  expect(person(again)).toBe('何例舟')
  expect(again.find('[data-test=draft-restored]').exists()).toBe(true)
  await again.get('[data-test=draft-again]').trigger('click')
  expect(person(again)).toBe('')
  expect(again.find('[data-test=draft-restored]').exists()).toBe(false)
  again.unmount()
})

test('words saved, or dropped by the clerk, are not offered again', async () => {
  const saved = await open()
  await saved.get('[data-test=act-person]').setValue('何例舟')
  await press('Enter', { ctrlKey: true })
  expect(saved.emitted('done')).toHaveLength(1)
  saved.unmount()
  const dropped = await open()
  expect(dropped.find('[data-test=draft-restored]').exists()).toBe(false)
  await dropped.get('[data-test=act-person]').setValue('何例舟')
  await press('Escape')
  await dropped.get('[data-test=form-discard]').trigger('click')
  dropped.unmount()
  const w = await open()
  expect(w.get<HTMLInputElement>('[data-test=act-person]').element.value).toBe('')
})

test('Ctrl P shows the paper a form would send; what is missing is told first', async () => {
  const seen: V[] = []
  const saved: V[] = []
  const previewed: AnyForm = {
    ...form(async (v) => saved.push(v)),
    preview: async (v) => {
      seen.push(v as unknown as V)
      return {
        pages: ['<svg xmlns="http://www.w3.org/2000/svg"/>'],
        missing: [],
        missing_glyphs: [],
      }
    },
  }
  const w = mount(FormDrawer, {
    props: { form: previewed, today: '2026-09-24', about: 'd1' },
    attachTo: document.body,
  })
  stops.push(() => w.unmount())
  await flushPromises()
  const look = async () => {
    const at = document.activeElement ?? document.body
    at.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true }),
    )
    await flushPromises()
  }
  await look()
  expect(seen).toEqual([])
  expect(w.get('[data-field=person]').text()).toContain('请填人')
  await w.get('[data-test=act-person]').setValue('何例舟')
  await look()
  expect(seen).toMatchObject([{ person: '何例舟' }])
  expect(document.querySelector('[data-test=paper-dialog]')).not.toBeNull()
  // It has not gone out: nothing is printed and nothing saved.
  expect(document.querySelector('[data-test=paper-print]')).toBeNull()
  expect(saved).toEqual([])
})

test('a refused preview marks its field and opens nothing', async () => {
  const refused: AnyForm = {
    ...form(),
    initial: { kind: 'in', person: '何例舟', words: '', reason: '' },
    preview: async () => {
      throw new CommandError('validation', '', '', [{ field: 'talk.words', message: '换行太多。' }])
    },
  }
  const w = mount(FormDrawer, {
    props: { form: refused, today: '2026-09-24', about: 'd1' },
    attachTo: document.body,
  })
  stops.push(() => w.unmount())
  await w.get('[data-test=form-preview]').trigger('click')
  await flushPromises()
  expect(w.get('[data-field=words]').text()).toContain('换行太多')
  expect(document.querySelector('[data-test=paper-dialog]')).toBeNull()
})

test('a form that sends no paper has no preview', async () => {
  const w = mount(FormDrawer, {
    props: { form: form(), today: '2026-09-24', about: 'd1' },
    attachTo: document.body,
  })
  stops.push(() => w.unmount())
  expect(w.find('[data-test=form-preview]').exists()).toBe(false)
})
