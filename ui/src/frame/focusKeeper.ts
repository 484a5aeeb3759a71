/**
 * The focus is never lost: when what has it goes away (a form that closes, a row that is gone) or
 * is disabled while it works, the keyboard goes on from a sensible place. A view that knows better
 * moves the focus itself, first.
 */

/** What had the focus, with what it stood in, nearest first: parents are unknown once it is gone. */
interface Trace {
  el: HTMLElement
  within: HTMLElement[]
}

/** Time for the view to move the focus itself, for it may have to ask the core first. */
const WAIT_MS = 120
/** As long as a dialog takes to go: it gives the focus away before it is gone. */
const LEAVING_MS = 400
/** Enough for the forms and menus that were opened from one another. */
const TRACES_MAX = 16

const isSeen = (el: HTMLElement) => el.isConnected && (el.checkVisibility?.() ?? true)
const canTake = (el: HTMLElement) =>
  isSeen(el) && !el.matches(':disabled') && el.closest('[inert]') === null

function within(el: HTMLElement): HTMLElement[] {
  const found = []
  for (let up = el.parentElement; up && up !== document.body; up = up.parentElement) found.push(up)
  return found
}

/** The place to go on from inside `box`: where the focus was last, else its pane. */
function landing(box: HTMLElement, traces: readonly Trace[]): HTMLElement | null {
  const before = [...traces].reverse().find((t) => box.contains(t.el) && canTake(t.el))
  if (before) return before.el
  // A pane the keyboard can stand in is the one that is read.
  const pane = box.matches('[data-pane]')
    ? box
    : (box.querySelector<HTMLElement>('[data-pane][tabindex="0"]') ??
      box.querySelector<HTMLElement>('[data-pane]'))
  return pane && (pane.querySelector<HTMLElement>('[data-pane-focus]') ?? pane)
}

function focus(goal: HTMLElement) {
  if (goal.tabIndex < 0) goal.tabIndex = -1
  goal.focus({ preventScroll: true })
}

/** Installs the keeper; call once at start. Returns the uninstaller. */
export function installFocusKeeper(): () => void {
  let traces: Trace[] = []
  let last: Trace | null = null
  /** What has the focus was disabled while it works: it takes the focus back when it is done. */
  let isWaiting = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const isLost = () => document.activeElement === document.body || !document.activeElement

  function onIn(e: FocusEvent) {
    // A dialog that has nowhere to give the focus back to gives it to the page itself.
    if (!(e.target instanceof HTMLElement) || e.target === document.body) return
    clearTimeout(timer)
    isWaiting = false
    last = { el: e.target, within: within(e.target) }
    traces = [...traces.filter((t) => t.el !== e.target), last].slice(-TRACES_MAX)
  }
  /** What is left and stays was left on purpose: by a click beside everything, by the view. */
  function onOut(e: FocusEvent) {
    const left = e.target
    setTimeout(() => {
      if (!last || last.el !== left || !isLost()) return
      if (canTake(last.el) && !isWaiting) last = null
      else check()
    }, LEAVING_MS)
  }
  function check() {
    if (last?.el.matches(':disabled')) isWaiting = true
    if (!last || !isLost()) return
    clearTimeout(timer)
    timer = setTimeout(settle, WAIT_MS)
  }
  function settle() {
    if (!last || !isLost()) return
    if (canTake(last.el)) {
      if (isWaiting) focus(last.el)
      return
    }
    if (isSeen(last.el)) return
    const main = document.querySelector<HTMLElement>('main')
    // The frame around the screen is no place to go on from: an empty screen is still loading.
    const boxes = last.within.filter((b) => isSeen(b) && !b.contains(main))
    for (const box of main ? [...boxes, main] : boxes) {
      const goal = landing(box, traces)
      if (goal) return focus(goal)
    }
  }

  const seen = new MutationObserver(check)
  document.addEventListener('focusin', onIn)
  document.addEventListener('focusout', onOut)
  seen.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })
  return () => {
    clearTimeout(timer)
    seen.disconnect()
    document.removeEventListener('focusin', onIn)
    document.removeEventListener('focusout', onOut)
  }
}
