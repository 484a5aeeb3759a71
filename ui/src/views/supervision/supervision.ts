/** The state of 督办: scope, rows, cursor, ticks, and the papers signed. */
import { computed, inject, reactive, ref, shallowRef, type InjectionKey } from 'vue'
import type {
  Refusal,
  Supervision,
  SupervisionOrder,
  SupervisionRow,
  SupervisionUnit,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { markSaved, navCounts, saveState } from '@/shell'
import { groupRows, isSignable } from './groups'

export const PAGE = 100
/** The most papers the core signs at once. */
export const SIGNED_AT_ONCE = 200

export type Board = ReturnType<typeof createBoard>
export const BOARD: InjectionKey<Board> = Symbol('supervision')

/** The board of the screen; only below `SupervisionView`. */
export function useBoard(): Board {
  const board = inject(BOARD)
  if (!board) throw new Error('no supervision board is provided')
  return board
}

export interface Signing {
  requirement: string
  answer_workdays: number
  signer: string
}

export function createBoard() {
  const found = shallowRef<Supervision | null>(null)
  const rows = shallowRef<SupervisionRow[]>([])
  const unit = ref<string | null>(null)
  const by = ref<SupervisionOrder>('light')
  const cursor = ref(0)
  const error = shallowRef<CommandError | null>(null)
  const refused = shallowRef<Refusal[]>([])
  /** The papers signed last, to be printed. */
  const signed = shallowRef<string[]>([])
  const isBusy = ref(false)
  /** What she decided herself; else a paper that is due is ticked. */
  const chosen = reactive(new Map<string, boolean>())
  let round = 0

  const groups = computed(() => groupRows(rows.value, by.value, found.value?.groups))
  /** In the order shown. */
  const shown = computed(() => groups.value.flatMap((g) => g.rows))
  const current = computed(() => shown.value[cursor.value])
  const isTicked = (row: SupervisionRow) => isSignable(row) && (chosen.get(row.id) ?? true)
  const ticked = computed(() => shown.value.filter(isTicked))
  const total = computed(() => {
    const s = found.value
    return s ? s.red_total + s.yellow_total + s.blue_total : 0
  })

  async function ask(offset: number): Promise<Supervision | null> {
    const mine = ++round
    try {
      const scope = { unit_id: unit.value, lead_leader_id: null, order: by.value }
      const next = await call('list_supervision', { ...scope, limit: PAGE, offset })
      return mine === round ? next : null
    } catch (cause) {
      if (mine === round) error.value = CommandError.from(cause)
      return null
    }
  }

  async function load() {
    const next = await ask(0)
    if (!next) return
    error.value = null
    found.value = next
    rows.value = next.rows
    cursor.value = Math.min(cursor.value, Math.max(0, next.rows.length - 1))
    if (unit.value === null) {
      navCounts.supervision = { count: next.red_total, overdue: true }
    }
  }

  /** The next page, once the list is read to its end. */
  async function more() {
    if (isBusy.value || rows.value.length >= total.value) return
    const next = await ask(rows.value.length)
    if (next) rows.value = [...rows.value, ...next.rows]
  }

  async function choose(next: SupervisionUnit | null) {
    unit.value = next?.unit_id ?? null
    cursor.value = 0
    await load()
  }

  async function group(next: SupervisionOrder) {
    by.value = next
    cursor.value = 0
    await load()
  }

  function toggle(row: SupervisionRow | undefined) {
    if (row && isSignable(row)) chosen.set(row.id, !isTicked(row))
  }

  function clear() {
    for (const row of ticked.value) chosen.set(row.id, false)
  }

  const move = (to: number) => {
    cursor.value = Math.max(0, Math.min(shown.value.length - 1, to))
  }

  /**
   * Signs the papers of the ticked cases, so many at once as the core takes. Throws `CommandError`:
   * what was signed before it is in `signed`, the rest is still ticked; the caller says so.
   */
  async function sign(signing: Signing) {
    if (isBusy.value || ticked.value.length === 0) return
    isBusy.value = true
    saveState.value = { kind: 'saving' }
    const all = ticked.value.map((r) => r.id)
    let tried = 0
    try {
      for (let at = 0; at < all.length; at += SIGNED_AT_ONCE) {
        const ids = all.slice(at, at + SIGNED_AT_ONCE)
        const outcome = await call('chase_demands', { ids, rung: null, ...signing })
        refused.value = at === 0 ? outcome.refused : [...refused.value, ...outcome.refused]
        signed.value = at === 0 ? outcome.acts : [...signed.value, ...outcome.acts]
        // What could not be signed is not tried again by itself.
        for (const { id } of outcome.refused) chosen.set(id, false)
        for (const id of outcome.done) chosen.delete(id)
        tried = at + ids.length
      }
      markSaved()
    } catch (cause) {
      // What is signed already is due no more.
      if (tried > 0) await load()
      throw CommandError.from(cause)
    } finally {
      isBusy.value = false
    }
    await load()
  }

  return reactive({
    found,
    rows,
    unit,
    by,
    cursor,
    error,
    refused,
    signed,
    isBusy,
    groups,
    shown,
    current,
    ticked,
    total,
    isTicked,
    load,
    more,
    choose,
    group,
    toggle,
    clear,
    move,
    sign,
  })
}
