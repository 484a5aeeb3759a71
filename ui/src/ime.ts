/**
 * The one input-method guard. While a Chinese input method composes, Enter confirms a
 * candidate and digits pick one: no shortcut, submit or list may act on those keys.
 */

/** How long after `compositionend` a keydown still belongs to it, in milliseconds. */
const SETTLE_MS = 30

let endedAt = Number.NEGATIVE_INFINITY

/** Installs the document listeners; call once at start. Returns the uninstaller. */
export function installImeGuard(target: Document = document): () => void {
  const onEnd = (e: Event) => {
    endedAt = e.timeStamp
  }
  // The key that confirmed the candidate is up again: the next one is the clerk's own.
  const onUp = () => {
    endedAt = Number.NEGATIVE_INFINITY
  }
  target.addEventListener('compositionend', onEnd, true)
  target.addEventListener('keyup', onUp, true)
  return () => {
    target.removeEventListener('compositionend', onEnd, true)
    target.removeEventListener('keyup', onUp, true)
  }
}

/**
 * Whether the key belongs to the input method. WebKit sends `compositionend` before the
 * keydown that caused it, so `isComposing` alone misses the confirming Enter there; the
 * legacy code 229 and the settle time catch it.
 */
export function isComposing(e: KeyboardEvent): boolean {
  return e.isComposing || e.keyCode === 229 || e.timeStamp - endedAt < SETTLE_MS
}
