import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Strokes } from './signature'
import { thinned } from './signature'
import SignaturePad from './SignaturePad.vue'

/** Where ink was put on the canvas. */
let drawn: [number, number][]
const mounted: { unmount: () => void }[] = []

beforeEach(() => {
  drawn = []
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  const ink = new Proxy({} as Record<string | symbol, unknown>, {
    get: (has, name) => {
      if (name === 'arc') return (x: number, y: number) => drawn.push([x, y])
      if (name === 'clearRect') return () => (drawn = [])
      return name in has ? has[name] : () => undefined
    },
    set: (has, name, value) => ((has[name] = value), true),
  })
  HTMLCanvasElement.prototype.getContext = (() => ink) as never
})
afterEach(() => {
  mounted.splice(0).forEach((w) => w.unmount())
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

function pad() {
  const host = document.body.appendChild(document.createElement('div'))
  const view = mount(SignaturePad, {
    attachTo: host,
    props: { label: '领导的签名', modelValue: null },
  })
  mounted.push(view)
  const canvas = view.get('canvas').element
  Object.defineProperties(canvas, {
    clientWidth: { value: 300 },
    clientHeight: { value: 104 },
  })
  const at = (type: string, x: number, y: number, between: [number, number][] = []) => {
    const make = (name: string, cx: number, cy: number) =>
      new PointerEvent(name, {
        clientX: cx,
        clientY: cy,
        bubbles: true,
        cancelable: true,
        pointerId: 1,
        buttons: type === 'pointerup' ? 0 : 1,
      })
    const e = make(type, x, y)
    Object.assign(e, { getCoalescedEvents: () => between.map(([cx, cy]) => make(type, cx, cy)) })
    ;(type === 'pointerdown' ? canvas : window).dispatchEvent(e)
  }
  const strokes = () =>
    (view.emitted('update:modelValue')?.at(-1)?.[0] as Strokes | null)?.strokes ?? []
  return { view, at, strokes }
}

test('a stroke goes to where the pen was lifted, on the record and on the screen', () => {
  const { at, strokes } = pad()
  at('pointerdown', 10, 50)
  at('pointermove', 40, 50)
  at('pointermove', 60, 50)
  at('pointerup', 120, 52)
  const points = strokes()[0]?.points ?? []
  expect(points).toEqual([
    [10, 50],
    [40, 50],
    [60, 50],
    [120, 52],
  ])
  expect(Math.max(...drawn.map(([x]) => x))).toBeGreaterThan(118)
})

test('a short flick of two points is a line, and its last bit counts', () => {
  const { at, strokes } = pad()
  at('pointerdown', 10, 50)
  at('pointerup', 30, 50)
  expect(strokes()[0]?.points).toEqual([
    [10, 50],
    [30, 50],
  ])
  expect(Math.max(...drawn.map(([x]) => x))).toBeGreaterThan(28)
  at('pointerdown', 10, 70)
  at('pointermove', 30, 70)
  at('pointerup', 32, 70)
  expect(strokes()[1]?.points.at(-1)).toEqual([32, 70])
})

test('what the pen did between two events is in the stroke', () => {
  const { at, strokes } = pad()
  at('pointerdown', 10, 50)
  at('pointermove', 60, 50, [
    [20, 30],
    [40, 20],
    [60, 50],
  ])
  at('pointerup', 60, 50)
  expect(strokes()[0]?.points).toEqual([
    [10, 50],
    [20, 30],
    [40, 20],
    [60, 50],
  ])
})

test('a stroke taken back leaves the others; a dot stays a dot', async () => {
  const { view, at, strokes } = pad()
  at('pointerdown', 10, 50)
  at('pointerup', 10, 50)
  at('pointerdown', 20, 50)
  at('pointerup', 80, 50)
  expect(strokes()).toHaveLength(2)
  await view.setProps({ modelValue: view.emitted('update:modelValue')?.at(-1)?.[0] as Strokes })
  await view.get('.sign-acts .link').trigger('click')
  expect(strokes().map((s) => s.points)).toEqual([[[10, 50]]])
  expect(drawn).toHaveLength(1)
})

test('dense samples are thinned, the first and the last stay', () => {
  const line = Array.from({ length: 101 }, (_, i): [number, number] => [i, 0])
  const kept = thinned(line)
  expect(kept.length).toBeLessThan(40)
  expect([kept[0], kept.at(-1)]).toEqual([
    [0, 0],
    [100, 0],
  ])
  expect(thinned([])).toEqual([])
})
