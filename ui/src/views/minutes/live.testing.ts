/** The running sitting on screen, for its tests: open it, type, press keys, see what was saved. */
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Minutes } from '@/bridge/bindings'
import { fakeReset } from '@/bridge/fake'
import { fakeMinutes } from '@/bridge/fakes/minutes'
import { sampleMinutes } from '@/bridge/fakes/minutesSample'
import { installImeGuard } from '@/ime'
import { installKeys } from '@/keys'
import MinutesView from './MinutesView.vue'

const stops: (() => void)[] = []
/** What the core has. */
export let office: Minutes

/** Sets each test up and clears up after it. */
export function useLiveTests() {
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
}

export const settle = async (ms = 0) => {
  await flushPromises()
  await vi.advanceTimersByTimeAsync(ms)
  await flushPromises()
}

export async function open(change: (m: Minutes) => void = () => undefined) {
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

export const composer = () => {
  const el = document.querySelector<HTMLTextAreaElement>('[data-test=composer]')
  if (!el) throw new Error('no composer')
  return el
}
export const test$ = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)

export async function type(text: string) {
  const el = composer()
  el.focus()
  for (const char of text) {
    el.value += char
    el.selectionStart = el.selectionEnd = el.value.length
    el.dispatchEvent(new Event('input'))
  }
  await settle()
}

/** Types a text into a field in place of what stands there. */
export async function fill(name: string, text: string) {
  const el = test$(name) as HTMLTextAreaElement | null
  if (!el) throw new Error(`no field ${name}`)
  el.focus()
  el.value = text
  el.dispatchEvent(new Event('input'))
  await settle()
}

export async function press(
  chord: string,
  target: Element | null = document.activeElement,
  init = {},
) {
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

export const lastEntry = () => office.entries.at(-1)
export const lastDemand = () => office.demands.at(-1)

/** Two sentences of one enterprise, each a demand. */
export async function twoDemands() {
  await open()
  for (const words of ['通行证一月一办。', '夜间不准装卸。']) {
    await type(words)
    await press('Ctrl+Enter')
    await settle(400)
  }
  return [...office.demands.slice(-2)].map((d) => d.id) as [string, string]
}
export const words = () => office.demands.map((d) => d.fields.title)
export const texts = () => office.entries.map((e) => e.text)
export const undo = () => press('Ctrl+Z', composer())
export const redo = () => press('Ctrl+Shift+Z', composer())
