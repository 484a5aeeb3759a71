/** What `Ctrl Z` takes back, newest first, and what `Ctrl Shift Z` brings again. */
import { offerUndo, undoOffer, type UndoOffer } from '@/shell'

const DEPTH = 50

/**
 * Takes an act back, or does it again; returns what reverses that. Null: it was refused, the notice
 * says why, and it stays to be tried again.
 */
export type Step = () => Promise<Step | null>

/** Keeps what takes a done act back; nothing is kept of a refused one. */
export type Keep = (step: Step | null) => void

/**
 * All acts of a sitting and their undoing stand in one queue, in the order of the keys struck:
 * `Ctrl Z` waits for the acts under way, and never reaches past the newest one to an older.
 */
export function createUndo() {
  const steps: Step[] = []
  const undone: Step[] = []
  let queue: Promise<unknown> = Promise.resolve()
  let offered: UndoOffer | null = null

  function put(list: Step[], step: Step): void {
    list.push(step)
    if (list.length > DEPTH) list.shift()
  }

  const keep: Keep = (step) => {
    if (!step) return
    put(steps, step)
    // What was undone before belongs to a record that is no more.
    undone.length = 0
  }

  /** The bar offers the newest act or nothing: it says `Ctrl Z`. */
  function withdraw(): void {
    if (offered && undoOffer.value === offered) undoOffer.value = null
    offered = null
  }

  /** Runs an act after all that were asked for before it. No act may wait for another from inside. */
  function inTurn<T>(act: (keep: Keep) => Promise<T>): Promise<T> {
    withdraw()
    const run = queue.then(() => {
      withdraw()
      return act(keep)
    })
    queue = run.catch(() => undefined)
    return run
  }

  /** Runs a step of `from`, the newest or the one named; once done, its reverse is in `to`. */
  async function move(from: Step[], to: Step[], step = from.at(-1)): Promise<void> {
    if (!step || !from.includes(step)) return
    const reverse = await step()
    if (!reverse) return
    from.splice(from.lastIndexOf(step), 1)
    put(to, reverse)
  }

  return {
    inTurn,
    /** Resolves when all acts asked for so far are done or refused. */
    idle: (): Promise<void> => queue.then(() => undefined),
    /** What was done at once, and saves itself. */
    did: (step: Step): Promise<void> => inTurn(async (keep) => keep(step)),
    /** Takes the newest act back. */
    back: (): Promise<void> => inTurn(() => move(steps, undone)),
    /** Brings back what was taken back last. */
    again: (): Promise<void> => inTurn(() => move(undone, steps)),
    /** Takes back the act asked for before that gave this step; it is not brought again. */
    retract: (act: Promise<Step | null>): Promise<void> =>
      inTurn(async () => {
        const step = await act
        if (step) await move(steps, [], step)
      }),
    /** Says what was just kept as `step`, and offers to take it back. */
    offer: (text: string, step: Step): void => {
      offered = { text, undo: () => inTurn(() => move(steps, undone, step)) }
      offerUndo(offered)
    },
  }
}
