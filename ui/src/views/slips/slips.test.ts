import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { CommandError, faultsByName } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import UnitFields from '@/components/demand/UnitFields.vue'
import { newFields } from '@/demandFields'
import { installKeys } from '@/keys'
import { forgetForms } from '@/kept'
import { saveState } from '@/shell'
import { markNumber } from './marks'
import { SETTLE_MS } from './step'
import SlipsView from './SlipsView.vue'

let slips: Map<string, SlipDetail>

beforeEach(() => {
  slips = fakeSlips()
})
afterEach(() => {
  fakeReset()
  forgetForms()
  document.body.innerHTML = ''
})

async function show(id: string) {
  document.body.innerHTML = '<div id="status-view"></div><div id="root"></div>'
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/slips/:id?', name: 'slips', component: SlipsView },
      { path: '/ledger', name: 'ledger', component: { render: () => null } },
    ],
  })
  await router.push(`/slips/${id}`)
  const view = mount(SlipsView, {
    attachTo: '#root',
    global: { plugins: [router], stubs: { SignaturePad: true } },
  })
  await flushPromises()
  const at = (name: string) => view.find(`[data-test="${name}"]`)
  const area = (name: string) =>
    document.querySelector<HTMLTextAreaElement>(
      `textarea[data-test="${name}"], [data-test="${name}"] textarea`,
    )
  return { view, router, at, area }
}

const ctrlEnter = { key: 'Enter', ctrlKey: true, bubbles: true }
const press = (repeat = false) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { ...ctrlEnter, repeat }))
const asked = () => document.querySelector<HTMLElement>('[data-test=issue-consequence]')
const settled = async () => {
  await new Promise((done) => setTimeout(done, SETTLE_MS + 50))
  await flushPromises()
}
/** Enter on the button that takes the number. */
const enter = (repeat = false) =>
  document
    .querySelector('[data-test=issue-confirm]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, repeat }))

async function type(area: HTMLTextAreaElement | null, text: string) {
  if (!area) throw new Error('no such field')
  area.value = text
  area.dispatchEvent(new Event('input'))
  await flushPromises()
}

test('a slip without a responsible person is not issued, and says where to fill it', async () => {
  const { view, at } = await show('s31')
  expect(at('slip-main').text()).toContain('签发并取号')
  await at('slip-main').trigger('click')
  await flushPromises()
  expect(asked()).toBeNull()
  expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe(
    'responsible_person',
  )
  view.unmount()
})

test('审核同意 without a reviewer says so at the field, until it is filled', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'under_review')
  if (!slip) throw new Error('a slip is under review')
  slip.reviewer = ''
  const { view, at } = await show(slip.id)
  const stopKeys = installKeys()
  press()
  await flushPromises()
  const field = () => view.get('[data-field=reviewer]')
  expect(field().text()).toContain('请填审核人的姓名')
  expect(document.activeElement).toBe(field().get('input').element)
  expect(slips.get(slip.id)?.state).toBe('under_review')
  await field().get('input').setValue('陈启文')
  expect(field().text()).not.toContain('请填审核人的姓名')
  press()
  await flushPromises()
  expect(slips.get(slip.id)?.state).toBe('awaiting_instruction')
  // The focus stands where the next step begins.
  expect(document.activeElement).toBe(view.get('textarea[data-test=instruction]').element)
  expect(at('slip-main').text()).toContain('批示入档')
  stopKeys()
  view.unmount()
})

test('after a step the list shows the slip where it stands now', async () => {
  const shown = vi.fn()
  HTMLElement.prototype.scrollIntoView = shown
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  await settled()
  shown.mockClear()
  await at('slip-main').trigger('click')
  await settled()
  enter()
  await flushPromises()
  const rows = shown.mock.instances.map((el) => (el as HTMLElement).getAttribute('aria-current'))
  expect(rows).toContain('true')
  view.unmount()
})

test('a print the printer refuses says so, and that it was counted', async () => {
  const slip = slips.get('s31')
  if (!slip) throw new Error('no slip')
  slip.print_count = 2
  fake('print_slips', ({ ids }) => {
    slip.print_count += 1
    return { path: '/tmp/slips.pdf', pages: ids.length }
  })
  fakeDesktop('desktop_print', () => {
    throw new CommandError('precondition_failed', '', '打印机“办公室”没有接收，请检查后重试。', [])
  })
  const { view, at } = await show('s31')
  await at('slip-print').trigger('click')
  await flushPromises()
  await flushPromises()
  const alert = view.get('[role=alert]').text()
  expect(alert).toContain('没有印出')
  expect(alert).toContain('没有接收')
  expect(alert).toContain('已计入打印次数')
  expect(view.text()).toContain('已送打印 3 次')
  // Nothing was left unsaved.
  expect(saveState.value.kind).not.toBe('failed')
  view.unmount()
})

test('a print that was counted and then failed in the core shows the count it has', async () => {
  const slip = slips.get('s31')
  if (!slip) throw new Error('no slip')
  slip.print_count = 2
  fake('print_slips', () => {
    slip.print_count += 1
    throw new CommandError('disk_full', '', '', [])
  })
  const { view, at } = await show('s31')
  await at('slip-print').trigger('click')
  await flushPromises()
  await flushPromises()
  expect(view.find('[role=alert]').exists()).toBe(true)
  expect(view.text()).toContain('已送打印 3 次')
  view.unmount()
})

test('没有保存 is said as long as the reason stands, and no longer', async () => {
  fake('save_slip', () => {
    throw new CommandError('busy', '', '', [])
  })
  const { view, at, area } = await show('s33')
  await type(area('proposal'), '建议现场办理。')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(saveState.value.kind).toBe('failed')
  await view.get('.error-notice .link').trigger('click')
  expect(saveState.value.kind).not.toBe('failed')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(saveState.value.kind).toBe('failed')
  view.unmount()
  expect(saveState.value.kind).not.toBe('failed')
})

test('Ctrl Enter registers a receipt; without a name it says so at the field', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'issued' && s.items[0])
  for (const t of slip?.items.flatMap((i) => i.tasks) ?? []) t.state = 'awaiting_receipt'
  const { view } = await show(slip?.id ?? '')
  await view.get('[data-test^="receipt-"]').trigger('click')
  await flushPromises()
  const key = () =>
    view.get('input[data-test=received-by]').trigger('keydown', { key: 'Enter', ctrlKey: true })
  await key()
  await flushPromises()
  expect(view.get('.receipt-form .is-error').text()).toContain('请填签收人。')
  await view.get('input[data-test=received-by]').setValue('罗建国')
  await key()
  await flushPromises()
  expect(view.find('.receipt-form').exists()).toBe(false)
  const now = slips.get(slip?.id ?? '')?.items.flatMap((i) => i.tasks)
  expect(now?.some((t) => t.state === 'received' && t.received_by === '罗建国')).toBe(true)
  view.unmount()
})

test('another lead unit takes no person of the old one along', async () => {
  const fields = { ...newFields(), lead_unit: 'u1', responsible_person: '邓例文' }
  const form = mount(UnitFields, { props: { modelValue: fields, errors: {} } })
  const lead = form.getComponent({ name: 'EntityPicker' })
  lead.vm.$emit('update:modelValue', { id: 'u2', label: '区水务局' })
  expect(form.emitted('update:modelValue')?.at(-1)).toMatchObject([
    { lead_unit: 'u2', responsible_person: '' },
  ])
  await form.setProps({ modelValue: { ...fields, lead_unit: null } })
  lead.vm.$emit('update:modelValue', { id: 'u2', label: '区水务局' })
  expect(form.emitted('update:modelValue')?.at(-1)).toMatchObject([
    { lead_unit: 'u2', responsible_person: '邓例文' },
  ])
})

test('an issued slip takes its number and leaves no act that could take it again', async () => {
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  await at('slip-main').trigger('click')
  await settled()
  expect(asked()?.textContent).toContain('签发后取号〔2026〕12号，不能退回。')
  enter()
  await flushPromises()
  expect(slips.get('s31')).toMatchObject({ state: 'issued', number: '川工商联交〔2026〕12号' })
  expect(at('slip-main').exists()).toBe(false)
  view.unmount()
})

test('a burst of presses takes one act, and never the number', async () => {
  const slip = slips.get('s31')
  if (slip) slip.missing = []
  const { view, at } = await show('s31')
  const stopKeys = installKeys()
  press(true)
  await flushPromises()
  expect(asked()).toBeNull()
  press()
  await flushPromises()
  enter()
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  await settled()
  expect(document.querySelector('[data-test=issue-confirm][data-ready=true]')).not.toBeNull()
  enter(true)
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  document.querySelector<HTMLElement>('[data-test=issue-wait]')?.click()
  await flushPromises()
  // The words of the instruction changed: the same key files them first.
  await at('reword').trigger('click')
  await type(document.querySelector('[data-test=instruction]'), '请抓紧办理。')
  press()
  await flushPromises()
  expect(at('slip-main').text()).toContain('签发并取号')
  press()
  await flushPromises()
  expect(slips.get('s31')?.state).toBe('instructed')
  expect(at('slip-main').attributes('aria-disabled')).toBe('true')
  stopKeys()
  view.unmount()
})

test('strokes on record are never filed again under other words', async () => {
  const { view, at } = await show('s31')
  expect(slips.get('s31')?.ink).not.toBeNull()
  const stopKeys = installKeys()
  await at('reword').trigger('click')
  await type(document.querySelector('[data-test=instruction]'), '请抓紧办理。')
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
  )
  await flushPromises()
  expect(slips.get('s31')).toMatchObject({ instruction: '请抓紧办理。', ink: null })
  stopKeys()
  view.unmount()
})

test('a refused save keeps what was typed and explains the conflict', async () => {
  fake('save_slip', () => {
    throw new CommandError('conflict', 'stale', '', [])
  })
  const { view, at, area } = await show('s33')
  await type(area('proposal'), '建议现场办理。')
  await at('slip-save').trigger('click')
  await flushPromises()
  expect(view.find('[role=alert]').text()).toContain('别处已经改过')
  await at('reload').trigger('click')
  await flushPromises()
  expect(area('proposal')?.value).toBe('建议现场办理。')
  view.unmount()
})

test('what was typed on one slip waits there while another is open', async () => {
  const { view, router, area } = await show('s33')
  await type(area('proposal'), '先记一笔。')
  await router.push('/slips/s34')
  await flushPromises()
  expect(area('proposal')?.value).not.toBe('先记一笔。')
  await router.push('/slips/s33')
  await flushPromises()
  expect(area('proposal')?.value).toBe('先记一笔。')
  view.unmount()
})

test('a receipt half-written for one unit waits while another is opened; a fault is said once', async () => {
  const slip = [...slips.values()].find((s) => s.state === 'issued' && s.items[0])
  const tasks = slip?.items[0]?.tasks ?? []
  const first = tasks[0]
  if (!slip || !first) throw new Error('an issued slip has tasks')
  tasks.push({ ...first, id: 't-other', unit_id: 'u-other', unit_name: '区水务局' })
  for (const t of tasks) t.state = 'awaiting_receipt'
  const { view, at } = await show(slip.id)
  const [one, two] = view.findAll('[data-test^="receipt-"]').map((b) => b.attributes('data-test'))
  if (!one || !two) throw new Error('two units are to sign')
  await at(one).trigger('click')
  await view.get('input[data-test=received-by]').setValue('罗建国')
  await at(two).trigger('click')
  expect(view.get<HTMLInputElement>('input[data-test=received-by]').element.value).toBe('')
  await at(one).trigger('click')
  expect(view.get<HTMLInputElement>('input[data-test=received-by]').element.value).toBe('罗建国')
  fake('register_receipt', () => {
    throw new CommandError('validation', '', '', [
      { field: 'received_at', message: '签收早于签发。' },
    ])
  })
  await view.get('form.receipt-form').trigger('submit')
  await flushPromises()
  expect(view.text().split('签收早于签发。')).toHaveLength(2)
  expect(view.get('.receipt-form .is-error').text()).toContain('日期')
  view.unmount()
})

test('the number is marked on page one only, escaped, and never on an unknown page', () => {
  const svg = '<svg viewBox="0 0 595 842"><g/></svg>'
  const [one, two] = markNumber([svg, svg], '川工商联交〔2026〕12号')
  expect(one).toContain('签发时取号：12')
  expect(two).toBe(svg)
  expect(markNumber(['<p>no page</p>'], '12号')).toEqual(['<p>no page</p>'])
})

test('faults of the leader’s changes belong to their own demand', () => {
  const error = new CommandError('validation', '', '', [
    { field: 'changes.1.fields.limit', message: '请写工作日数。' },
  ])
  expect(faultsByName(error, 'changes.0.')).toEqual({})
  expect(faultsByName(error, 'changes.1.')).toEqual({ limit: '请写工作日数。' })
})

test('ticked slips are saved one by one in the folder the clerk picks', async () => {
  const asked = vi.fn()
  const shown = vi.fn()
  const { view, at } = await show('s31')
  fakeDesktop('desktop_choose_folder', ({ title }) => {
    asked(title)
    return '/发给各单位'
  })
  fakeDesktop('desktop_open_folder', ({ path }) => shown(path))
  const boxes = view.findAll('.slip-row input[type=checkbox]')
  await boxes[0]?.trigger('change')
  await boxes[1]?.trigger('change')
  await at('batch-each').trigger('click')
  await flushPromises()
  expect(asked).toHaveBeenCalledWith('把选中的 2 张交办单逐张存到哪个文件夹')
  expect(at('slips-saved').text()).toContain('已逐张存好 2 张')
  expect(at('slips-saved').text()).toContain('/发给各单位')
  expect(at('slips-saved').text()).not.toContain('同名')
  await at('open-folder').trigger('click')
  expect(shown).toHaveBeenCalledWith('/发给各单位')
  view.unmount()
})

test('by the keyboard and with none ticked, all issued slips of the search are meant', async () => {
  const asked = vi.fn()
  fake('export_slips', (input) => {
    asked(input.slips)
    return { folder: input.folder, files: ['a.pdf', 'b.pdf', 'c.pdf'], renamed: 2 }
  })
  const { view, at } = await show('s31')
  const stopKeys = installKeys()
  const key = { key: 'S', ctrlKey: true, shiftKey: true, bubbles: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(asked).toHaveBeenCalledWith({ of: 'issued', year: 2026, query: '' })
  expect(at('slips-saved').text()).toContain('其中 2 张')
  expect(at('slips-saved').text()).toContain('旧文件没有动')
  // Without a folder nothing happens; what went wrong is told.
  asked.mockClear()
  fakeDesktop('desktop_choose_folder', () => null)
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(asked).not.toHaveBeenCalled()
  fakeDesktop('desktop_choose_folder', () => '/办公室/data')
  fake('export_slips', () => {
    const message = '请不要存到数据文件夹里，换一个位置。'
    throw new CommandError('validation', '', '', [{ field: 'folder', message }])
  })
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(view.text()).toContain('请不要存到数据文件夹里')
  expect(at('slips-saved').exists()).toBe(false)
  stopKeys()
  view.unmount()
})
