import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fake, fakeReset } from '@/bridge/fake'
import { CommandError, faultsByName } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import type { SlipDetail } from '@/bridge/bindings'
import { installKeys } from '@/keys'
import { forgetForms } from '@/kept'
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
  expect(at('slip-main').attributes('disabled')).toBeDefined()
  await at('fill-responsible_person').trigger('click')
  await flushPromises()
  expect(view.find('[data-field="responsible_person"]').exists()).toBe(true)
  view.unmount()
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
  const press = (repeat = false) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, repeat }),
    )
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
  expect(at('slip-main').attributes('disabled')).toBeDefined()
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
