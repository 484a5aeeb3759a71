import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isHandedIn } from './handOver'
import { activeScopes, capOf, cyclePane, installKeys, keysNow, registerKeys } from './keys'

const stops: (() => void)[] = []
beforeEach(() => stops.push(installKeys()))
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
})

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body) {
  const e = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(e)
  return e
}
function scope(keys: string | string[], extra: object = {}, modal = false) {
  const run = vi.fn()
  stops.push(registerKeys({ title: 't', modal, bindings: [{ keys, label: 'l', run, ...extra }] }))
  return run
}

test('a chord runs its binding and stops the browser’s own act', () => {
  const run = scope('Ctrl+K')
  expect(press('k', { ctrlKey: true }).defaultPrevented).toBe(true)
  expect(run).toHaveBeenCalledOnce()
})

test('the innermost scope wins, and gives the key up when it leaves', () => {
  const outer = scope('X')
  const inner = vi.fn()
  const leave = registerKeys({ title: 'i', bindings: [{ keys: 'X', label: 'i', run: inner }] })
  press('x')
  leave()
  press('x')
  expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1])
})

test('single letters, digits and arrows belong to a text field; chords and F-keys do not', () => {
  const letter = scope('X')
  const digit = scope('1')
  const enter = scope('Enter')
  const chord = scope('Ctrl+Enter')
  const f2 = scope('F2')
  const input = document.body.appendChild(document.createElement('input'))
  for (const k of ['x', '1', 'Enter', 'F2']) press(k, {}, input)
  press('Enter', { ctrlKey: true }, input)
  expect([letter, digit, enter].map((f) => f.mock.calls.length)).toEqual([0, 0, 0])
  expect([chord, f2].map((f) => f.mock.calls.length)).toEqual([1, 1])
})

test('nothing fires while an input method composes', () => {
  const run = scope('Ctrl+Enter')
  press('Enter', { ctrlKey: true, isComposing: true })
  expect(run).not.toHaveBeenCalled()
})

test('Enter on a button presses the button', () => {
  const run = scope('Enter')
  press('Enter', {}, document.body.appendChild(document.createElement('button')))
  expect(run).not.toHaveBeenCalled()
})

test('a modal scope hides what lies under it', () => {
  const under = scope('Ctrl+N')
  scope('Escape', {}, true)
  press('n', { ctrlKey: true })
  expect(under).not.toHaveBeenCalled()
  expect(activeScopes.value).toHaveLength(1)
})

test('when() passes the key on', () => {
  const outer = scope('Escape')
  scope('Escape', { when: () => false })
  press('Escape')
  expect(outer).toHaveBeenCalledOnce()
})

test('a field is asked only for a key that acts, never for undo, and to pick only when handing in', () => {
  for (const chord of ['Ctrl+Z', 'Ctrl+Shift+Z', 'Alt+ArrowDown', 'Ctrl+S', 'Escape']) scope(chord)
  scope('Ctrl+D', { when: () => false })
  const input = document.body.appendChild(document.createElement('input'))
  const asked: boolean[] = []
  input.addEventListener('handover', (e) => asked.push(isHandedIn(e)))
  input.focus()
  press('z', { ctrlKey: true }, input)
  press('z', { ctrlKey: true, shiftKey: true }, input)
  press('d', { ctrlKey: true }, input)
  press('Escape', {}, input)
  expect(asked).toEqual([])
  press('ArrowDown', { altKey: true }, input)
  press('s', { ctrlKey: true }, input)
  expect(asked).toEqual([false, true])
})

test('Shift counts for letters and named keys', () => {
  const plain = scope('ArrowDown')
  const shifted = scope('Shift+ArrowDown')
  press('ArrowDown', { shiftKey: true })
  expect([plain.mock.calls.length, shifted.mock.calls.length]).toEqual([0, 1])
})

test('caps are written as on a keyboard', () => {
  expect(['Ctrl+ArrowDown', 'Shift+F6', 'X', 'Ctrl+/', 'Space'].map(capOf)).toEqual([
    'Ctrl ↓',
    'Shift F6',
    'X',
    'Ctrl /',
    '空格',
  ])
})

test('F6 goes round the panes and comes back to where one was', () => {
  document.body.innerHTML =
    '<div data-pane><button id="a1"></button><button id="a2"></button></div>' +
    '<div data-pane><input id="b1"><input id="b2" data-pane-focus></div>'
  document.getElementById('a2')?.focus()
  const seen: (string | undefined)[] = []
  for (const step of [1, 1, -1] as const) {
    cyclePane(step)
    seen.push(document.activeElement?.id)
  }
  expect(seen).toEqual(['b2', 'a2', 'b2'])
})

test('the sheet names a chord once, with what takes it now', () => {
  const run = () => undefined
  let can = true
  stops.push(
    registerKeys({
      title: '处处可用',
      bindings: [
        { keys: 'Ctrl+N', label: '登记诉求', run },
        { keys: 'Ctrl+Z', label: '撤销刚才的办理', when: () => can, run },
        { keys: ['Ctrl+S', 'F9'], label: '保存', run },
      ],
    }),
    registerKeys({
      title: '交办单',
      bindings: [
        { keys: 'Ctrl+N', label: '新交办单', run },
        { keys: 'Ctrl+Z', label: '撤销刚才的记录', when: () => !can, run },
        { keys: 'Ctrl+S', label: '保存改动', run },
      ],
    }),
  )
  const told = () =>
    keysNow().map((s) => [s.title, ...s.keys.map((k) => `${k.caps.join(' ')} ${k.label}`)])
  expect(told()).toEqual([
    ['交办单', 'Ctrl N 新交办单', 'Ctrl S 保存改动'],
    ['处处可用', 'Ctrl Z 撤销刚才的办理', 'F9 保存'],
  ])
  can = false
  expect(told()[0]).toContain('Ctrl Z 撤销刚才的记录')
  expect(told()[1]).not.toContain('Ctrl Z 撤销刚才的办理')
})

test('a key that cannot act now is told as such', () => {
  stops.push(
    registerKeys({
      title: 't',
      bindings: [{ keys: 'Ctrl+Z', label: '撤销', when: () => false, run: () => undefined }],
    }),
  )
  expect(keysNow()[0]?.keys).toEqual([{ caps: ['Ctrl Z'], label: '撤销', canAct: false }])
})
