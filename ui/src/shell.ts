/** State of the window's frame that views write to: saved sign, navigation counts, undo. */
import { clock } from './format/dates'
import { onScopeDispose, reactive, ref, shallowRef, toRaw, watch } from 'vue'

/** What the status bar says about saving. `at` is a local `HH:MM:SS`. */
export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; why: string }
  /** What Ctrl S answers where it saved nothing. */
  | { kind: 'told'; words: string }

/** Set to `saved` only after the call that committed has returned. */
export const saveState = ref<SaveState>({ kind: 'idle' })

/** Says 已保存 with the present time; call it after a committing call returned. */
export function markSaved(now: Date = new Date()): void {
  saveState.value = {
    kind: 'saved',
    at: clock(now, true),
  }
}

/**
 * Says that something was not saved; `why` names where the reason stands. Returns what takes the
 * words away once that is resolved or nobody can see it any more.
 */
function markFailed(why: string): () => void {
  const before = saveState.value
  const failed: SaveState = { kind: 'failed', why }
  saveState.value = failed
  return () => {
    if (toRaw(saveState.value) !== failed) return
    saveState.value = before.kind === 'saved' ? before : { kind: 'idle' }
  }
}

/**
 * Says 没有保存 for as long as `stands` holds, that is, the reason is on screen; not after the form
 * it was about has gone. The returned function begins it.
 */
export function useSaveFailure(stands: () => boolean): (why: string) => void {
  let isOver = () => {}
  watch(stands, (on) => !on && isOver(), { flush: 'sync' })
  onScopeDispose(() => isOver())
  return (why) => {
    isOver()
    isOver = markFailed(why)
  }
}

/** How long an answer to Ctrl S stands, in milliseconds. */
const TOLD_MS = 6000

/**
 * Answers a Ctrl S that saved nothing, in words; what stood there before comes back. Never over a
 * failure or a save under way: they are the answer.
 */
export function tellNotSaved(words: string): void {
  const before = saveState.value
  if (before.kind === 'failed' || before.kind === 'saving') return
  const told: SaveState = { kind: 'told', words }
  const back = before.kind === 'told' ? lastBeforeTold : before
  lastBeforeTold = back
  saveState.value = told
  setTimeout(() => {
    if (toRaw(saveState.value) === told) saveState.value = back
  }, TOLD_MS)
}
let lastBeforeTold: SaveState = { kind: 'idle' }

/** What Ctrl S says where all that can be saved is. */
export const NOTHING_TO_SAVE = '没有要保存的改动。'

/** Number beside a navigation entry, by route name. `overdue` prints it red. */
export const navCounts = reactive<Record<string, { count: number; overdue?: boolean }>>({})

/** Who works now, and for which office; shown at the foot of the navigation. */
export const office = reactive({ clerk: '', role: '', name: '' })

export interface UndoOffer {
  /** What was done, as a sentence: `已作废交办单 3 号`. */
  text: string
  undo: () => void | Promise<void>
}

/** The act that can be taken back now; null when there is none. */
export const undoOffer = shallowRef<UndoOffer | null>(null)

let expiry: ReturnType<typeof setTimeout> | undefined

/** Offers to take back what was just done, for `ms` milliseconds. */
export function offerUndo(offer: UndoOffer, ms = 10_000): void {
  clearTimeout(expiry)
  undoOffer.value = offer
  expiry = setTimeout(() => {
    if (undoOffer.value === offer) undoOffer.value = null
  }, ms)
}

/** Takes back the offered act, once. */
export async function takeUndo(): Promise<void> {
  const offer = undoOffer.value
  undoOffer.value = null
  await offer?.undo()
}
