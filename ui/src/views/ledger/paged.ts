/** A long list read page by page from the core: only what is looked at is fetched. */
import { reactive, ref, shallowReactive, shallowRef } from 'vue'
import { CommandError } from '@/bridge/errors'

/** Rows of a page. The core gives at most 200 (ledger) or 100 (directory). */
export const PAGE = 100

export interface Paged<P, T> {
  total: number
  /** The newest answer, for totals that stand beside the rows. */
  answer: P | null
  error: CommandError | null
  isLoaded: boolean
  isBusy: boolean
  /** Asks everything again, beginning with the page of row `at`. */
  reload: (at?: number) => Promise<void>
  /** Fetches what is missing of rows `from` to `to`. */
  need: (from: number, to: number) => Promise<void>
  /** The row at `i`, when it has been fetched. */
  rowAt: (i: number) => T | undefined
  /** The row at `i`, fetched when it is missing. */
  rowFor: (i: number) => Promise<T | undefined>
  /** The clerk has read why the last question failed. */
  forgive: () => void
}

/**
 * `fetch(offset, limit)` asks the core, `rowsOf` takes the rows out of its answer. Answers to an
 * older question are dropped. While a question is asked again the old rows stay in sight.
 */
export function createPaged<P extends { total: number }, T>(
  fetch: (offset: number, limit: number) => Promise<P>,
  rowsOf: (page: P) => T[],
): Paged<P, T> {
  const pages = shallowReactive(new Map<number, T[]>())
  const total = ref(0)
  const answer = shallowRef<P | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const isLoaded = ref(false)
  const isBusy = ref(false)
  const asked = new Map<number, Promise<void>>()
  let round = 0
  let shownRound = 0

  function ask(page: number): Promise<void> {
    const known = asked.get(page)
    if (known) return known
    const mine = round
    const work = (async () => {
      isBusy.value = true
      try {
        const found = await fetch(page * PAGE, PAGE)
        if (mine !== round) return
        // The first answer of a round takes the old rows away, whichever page it brings.
        if (shownRound !== round) pages.clear()
        shownRound = round
        pages.set(page, rowsOf(found))
        total.value = found.total
        answer.value = found
        error.value = null
      } catch (cause) {
        asked.delete(page)
        if (mine === round) error.value = CommandError.from(cause)
      } finally {
        if (mine === round) {
          isBusy.value = false
          isLoaded.value = true
        }
      }
    })()
    asked.set(page, work)
    return work
  }

  async function reload(at = 0): Promise<void> {
    round += 1
    asked.clear()
    const page = Math.floor(at / PAGE)
    await ask(page)
    // The list has become shorter than the place it was looked at.
    if (page > 0 && total.value > 0 && total.value <= page * PAGE) {
      await ask(Math.floor((total.value - 1) / PAGE))
    }
  }

  async function need(from: number, to: number): Promise<void> {
    if (total.value === 0) return
    const last = Math.floor(Math.min(to, total.value - 1) / PAGE)
    const work: Promise<void>[] = []
    for (let p = Math.floor(Math.max(0, from) / PAGE); p <= last; p += 1) {
      if (!pages.has(p)) work.push(ask(p))
    }
    await Promise.all(work)
  }

  const rowAt = (i: number): T | undefined => pages.get(Math.floor(i / PAGE))?.[i % PAGE]

  async function rowFor(i: number): Promise<T | undefined> {
    if (i < 0 || i >= total.value) return undefined
    await need(i, i)
    return rowAt(i)
  }

  function forgive() {
    error.value = null
  }

  const state = { total, answer, error, isLoaded, isBusy, reload, need, rowAt, rowFor, forgive }
  return reactive(state) as Paged<P, T>
}
