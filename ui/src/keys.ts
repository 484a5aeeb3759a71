/**
 * The key registry: every shortcut is declared here with its words, so that it can be
 * shown (`Ctrl /`, status bar) and so that none fires while an input method composes.
 */
import {
  computed,
  onActivated,
  onDeactivated,
  onMounted,
  onUnmounted,
  shallowRef,
  watch,
} from 'vue'
import { handOver, handOverAside } from './handOver'
import { isComposing } from './ime'

export interface KeyBinding {
  /** One or more chords: `Ctrl+K`, `Shift+ArrowDown`, `F6`, `X`, `1`, `Space`, `/`. */
  keys: string | string[]
  /** What it does, in Chinese, for the sheet of all keys. */
  label: string
  /** Short word for the status bar; without it the key is not shown there. */
  hint?: string
  /** Caps to show instead of `keys`, e.g. `1–8` or `↑ ↓`. */
  caps?: string[]
  /** Skips the binding when false, so that another one may take the key. */
  when?: () => boolean
  /**
   * Whether it also acts while a text field has the focus. Default: only chords with Ctrl
   * or Alt, function keys and Esc do; single letters, digits and arrows belong to the field.
   */
  inFields?: boolean
  run: (e: KeyboardEvent) => void
}

export interface KeyScope {
  title: string
  bindings: KeyBinding[]
  /** A modal scope (dialog, palette) hides every scope registered before it. */
  modal?: boolean
}

const scopes = shallowRef<readonly KeyScope[]>([])

/** The scopes that can act now, innermost first. */
export const activeScopes = computed(() => {
  const list = [...scopes.value].reverse()
  const modal = list.findIndex((s) => s.modal)
  return modal < 0 ? list : list.slice(0, modal + 1)
})

/** Adds a scope until the returned function is called. Later scopes win. */
export function registerKeys(scope: KeyScope): () => void {
  scopes.value = [...scopes.value, scope]
  return () => {
    scopes.value = scopes.value.filter((s) => s !== scope)
  }
}

/** Registers the keys of a view or pane for as long as it is on screen. */
export function useKeys(title: string, bindings: KeyBinding[]): void {
  let off: (() => void) | undefined
  const on = () => {
    off?.()
    off = registerKeys({ title, bindings })
  }
  const stop = () => {
    off?.()
    off = undefined
  }
  onMounted(on)
  onActivated(on)
  onDeactivated(stop)
  onUnmounted(stop)
}

/**
 * Registers the keys of a dialog while it is open; they hide every scope below. `scope` is read
 * at each opening.
 */
export function useModalKeys(isOpen: () => boolean, scope: () => Omit<KeyScope, 'modal'>): void {
  let off: (() => void) | undefined
  const stop = () => {
    off?.()
    off = undefined
  }
  watch(
    isOpen,
    (now) => {
      stop()
      if (now) off = registerKeys({ ...scope(), modal: true })
    },
    { immediate: true },
  )
  onUnmounted(stop)
}

/** As `useModalKeys`, for a layer of our own: when it closes the focus goes back where it was. */
export function useOverlayKeys(isOpen: () => boolean, scope: () => Omit<KeyScope, 'modal'>): void {
  let cameFrom: Element | null = null
  watch(
    isOpen,
    (now) => {
      if (now) cameFrom = document.activeElement
      else if (cameFrom instanceof HTMLElement) cameFrom.focus()
    },
    { immediate: true },
  )
  useModalKeys(isOpen, scope)
}

const NAMES: Record<string, string> = { ' ': 'space', esc: 'escape', del: 'delete' }

function chordOf(e: KeyboardEvent): string {
  const key = (NAMES[e.key] ?? e.key).toLowerCase()
  // Shift is part of the character for signs such as `?`, so it is named only beside letters,
  // digits and keys with a name.
  const shift = e.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key))
  return [e.ctrlKey || e.metaKey ? 'ctrl' : '', e.altKey ? 'alt' : '', shift ? 'shift' : '', key]
    .filter(Boolean)
    .join('+')
}

function normalize(chord: string): string {
  const parts = chord.toLowerCase().split('+')
  const key = parts.pop() ?? ''
  const has = (m: string) => parts.includes(m)
  return [has('ctrl') ? 'ctrl' : '', has('alt') ? 'alt' : '', has('shift') ? 'shift' : '']
    .concat(NAMES[key] ?? key)
    .filter(Boolean)
    .join('+')
}

function isTextField(el: EventTarget | null): boolean {
  if (!(el instanceof HTMLElement)) return false
  if (el.isContentEditable || el instanceof HTMLTextAreaElement) return true
  if (el instanceof HTMLSelectElement) return true
  return (
    el instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(el.type)
  )
}

/** Whether Enter or Space means pressing the focused thing itself. */
function pressesItself(el: EventTarget | null): boolean {
  return (
    el instanceof HTMLElement &&
    el.closest('button, a[href], summary, input[type=checkbox], input[type=radio]') !== null
  )
}

/** Whether the chord is the binding's and gets through to it from where it was struck. */
function reaches(binding: KeyBinding, chord: string, e: KeyboardEvent): boolean {
  const list = Array.isArray(binding.keys) ? binding.keys : [binding.keys]
  if (!list.some((k) => normalize(k) === chord)) return false
  if (isTextField(e.target)) {
    const isCommand = /^(ctrl|alt)\+|^(shift\+)?f\d+$|^escape$/.test(chord)
    return binding.inFields ?? isCommand
  }
  return !((chord === 'enter' || chord === 'space') && pressesItself(e.target))
}

/** Chords that hand a form in: with something in it that cannot be read they do not act. */
const SAVING = ['ctrl+s', 'ctrl+enter', 'ctrl+shift+enter']
/**
 * Esc leaves a field as it was, and what is still being typed is no act to take back or bring
 * again; the others act on it.
 */
const KEEPING = ['escape', 'ctrl+z', 'ctrl+shift+z']

/** The innermost binding that takes the event, if one does. */
function taker(chord: string, e: KeyboardEvent): KeyBinding | undefined {
  for (const scope of activeScopes.value) {
    const binding = scope.bindings.find((b) => reaches(b, chord, e) && (b.when?.() ?? true))
    if (binding) return binding
  }
  return undefined
}

/** Gives the event to the innermost binding that takes it. Returns whether one did. */
export function dispatchKey(e: KeyboardEvent): boolean {
  if (e.defaultPrevented || isComposing(e)) return false
  const chord = chordOf(e)
  const binding = taker(chord, e)
  if (!binding) return false
  e.preventDefault()
  if (SAVING.includes(chord)) {
    if (!handOver()) return true
  } else if (!KEEPING.includes(chord)) handOverAside()
  // What was handed over may have changed who takes the key.
  taker(chord, e)?.run(e)
  return true
}

/** Installs the one listener; call once at start. Returns the uninstaller. */
export function installKeys(target: Document = document): () => void {
  const onKey = (e: KeyboardEvent) => dispatchKey(e)
  target.addEventListener('keydown', onKey)
  return () => target.removeEventListener('keydown', onKey)
}

const CAPS: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: 'Enter',
  space: '空格',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  insert: 'Ins',
  delete: 'Del',
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
}

/** The caps printed for a chord: `Ctrl+ArrowDown` becomes `Ctrl ↓`. */
export function capOf(chord: string): string {
  return normalize(chord)
    .split('+')
    .map((k) => CAPS[k] ?? (k.length === 1 || /^f\d+$/.test(k) ? k.toUpperCase() : k))
    .join(' ')
}

/** The caps of a binding, for `Kbd`. */
export function capsOf(binding: KeyBinding): string[] {
  if (binding.caps) return binding.caps
  return (Array.isArray(binding.keys) ? binding.keys : [binding.keys]).map(capOf)
}

/** A key as the sheet of all keys tells it. */
export interface KeyNow {
  caps: string[]
  label: string
  /** Whether it would act if it were struck now. */
  canAct: boolean
}
export interface ScopeNow {
  title: string
  keys: KeyNow[]
}

/**
 * The keys of every scope, innermost first. A chord stands once, with the binding that takes it
 * now; where none can, with the innermost one, which says that it cannot act.
 */
export function keysNow(): ScopeNow[] {
  const all = activeScopes.value.map((s) => ({
    title: s.title,
    bindings: s.bindings.map((binding) => ({
      binding,
      chords: [binding.keys].flat().map(normalize),
      canAct: binding.when?.() ?? true,
    })),
  }))
  const flat = all.flatMap((s) => s.bindings)
  const takes = (chord: string) => {
    const has = flat.filter((b) => b.chords.includes(chord))
    return has.find((b) => b.canAct) ?? has[0]
  }
  return all
    .map((s) => ({
      title: s.title,
      keys: s.bindings.flatMap((b) => {
        const own = b.chords.filter((chord) => takes(chord) === b)
        if (own.length === 0) return []
        const caps = own.length < b.chords.length ? own.map(capOf) : capsOf(b.binding)
        return { caps, label: b.binding.label, canAct: b.canAct }
      }),
    }))
    .filter((s) => s.keys.length > 0)
}

const FOCUSABLE =
  'input:not([disabled]), textarea:not([disabled]), button:not([disabled]), a[href], [tabindex="0"]'

/**
 * Moves the focus to the next (`1`) or previous (`-1`) pane. A pane is any visible element
 * with `data-pane`; inside it `data-pane-focus` names the element that takes the focus,
 * else the last focused one, else the first that can.
 */
export function cyclePane(step: 1 | -1, root: ParentNode = document): void {
  const panes = [...root.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (p) => !p.closest('[inert], [hidden]') && p.style.display !== 'none',
  )
  if (panes.length === 0) return
  const here = panes.findIndex((p) => p.contains(document.activeElement))
  const old = panes[here]
  if (old && document.activeElement instanceof HTMLElement) {
    lastFocus.set(old, document.activeElement)
  }
  const start = here < 0 ? (step > 0 ? -1 : 0) : here
  const pane = panes[(start + step + panes.length) % panes.length]
  if (!pane) return
  const last = lastFocus.get(pane)
  const goal =
    pane.querySelector<HTMLElement>('[data-pane-focus]') ??
    (last && pane.contains(last) ? last : null) ??
    pane.querySelector<HTMLElement>(FOCUSABLE)
  if (goal) goal.focus()
  else {
    pane.tabIndex = -1
    pane.focus()
  }
}

const lastFocus = new WeakMap<HTMLElement, HTMLElement>()
