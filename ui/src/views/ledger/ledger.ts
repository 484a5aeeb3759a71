/** The state of the ledger: view, filter, rows, cursor, ticks. Lives as long as the screen. */
import {
  computed,
  inject,
  reactive,
  ref,
  shallowReactive,
  shallowRef,
  type InjectionKey,
} from 'vue'
import type { LedgerFilter, LedgerPage, LedgerRow, LedgerSort, SavedView } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { todayIso } from '@/format'
import { markSaved, navCounts, offerUndo } from '@/shell'
import { columnsOf, type ColumnKey } from './columns'
import { emptyFilter } from '@/ledgerFilter'
import { isSameFilter } from './filters'
import { knowNames } from './known'
import { createPaged, PAGE } from './paged'

/** Ticked at once at most: what a person can answer for, and one transaction can take. */
export const TICKS_MAX = 1000
/** A frame: words pasted or typed in one go are asked for once, and nobody waits to see. */
const TYPING_MS = 16
const COLUMNS_KEY = 'reception.ledger.columns'

export type Ledger = ReturnType<typeof createLedger>
export const LEDGER: InjectionKey<Ledger> = Symbol('ledger')

/** The ledger of the screen; only below `LedgerView`. */
export function useLedger(): Ledger {
  const ledger = inject(LEDGER)
  if (!ledger) throw new Error('no ledger is provided')
  return ledger
}

function storedColumns(): ColumnKey[] {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(COLUMNS_KEY) ?? '[]')
    return columnsOf(Array.isArray(raw) ? raw.map(String) : [])
  } catch {
    // A damaged or forbidden browser store only costs the remembered columns.
    return columnsOf([])
  }
}

export function createLedger() {
  const today = ref(todayIso())
  const views = shallowRef<SavedView[]>([])
  const viewId = ref<string | null>(null)
  const filter = shallowRef<LedgerFilter>(emptyFilter())
  const sort = ref<LedgerSort>('due')
  const isDescending = ref(false)
  const columns = ref<ColumnKey[]>(storedColumns())
  const cursor = ref(0)
  const ticked = shallowReactive(new Map<string, LedgerRow>())
  const error = shallowRef<CommandError | null>(null)

  const list = createPaged<LedgerPage, LedgerRow>(
    (offset, limit) =>
      call('list_ledger', {
        filter: filter.value,
        sort: sort.value,
        is_descending: isDescending.value,
        limit,
        offset,
      }),
    (page) => page.rows,
  )

  const view = computed(() => views.value.find((v) => v.id === viewId.value) ?? null)
  const isChanged = computed(() => {
    const v = view.value
    if (!v) return true
    return (
      !isSameFilter(v.filter, filter.value) ||
      v.sort !== sort.value ||
      v.is_descending !== isDescending.value ||
      (v.columns.length > 0 && columnsOf(v.columns).join() !== columns.value.join())
    )
  })
  const current = computed(() => list.rowAt(cursor.value))

  async function loadViews() {
    try {
      views.value = (await call('list_views', {})).views
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  async function loadStatus() {
    try {
      const status = await call('get_status', {})
      today.value = status.today
      navCounts.ledger = { count: status.open_demands }
    } catch {
      // The count beside the navigation is a convenience; the list says the same.
    }
  }

  function show() {
    cursor.value = 0
    ticked.clear()
    knowNames(filter.value)
    return list.reload(0)
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  /** Follows typing in the search box. */
  function search(query: string) {
    filter.value = { ...filter.value, query }
    clearTimeout(timer)
    timer = setTimeout(() => void show(), TYPING_MS)
  }

  function setFilter(next: LedgerFilter, from: string | null = viewId.value) {
    clearTimeout(timer)
    filter.value = next
    viewId.value = from
    return show()
  }

  function selectView(v: SavedView) {
    sort.value = v.sort
    isDescending.value = v.is_descending
    if (v.columns.length > 0) columns.value = columnsOf(v.columns)
    return setFilter({ ...emptyFilter(), ...v.filter }, v.id)
  }

  function sortBy(key: LedgerSort) {
    isDescending.value = sort.value === key ? !isDescending.value : false
    sort.value = key
    return show()
  }

  function setColumns(keys: ColumnKey[]) {
    columns.value = columnsOf(keys)
    try {
      localStorage.setItem(COLUMNS_KEY, JSON.stringify(columns.value))
    } catch {
      // As in storedColumns().
    }
  }

  /** Saves what is shown as a view; `id` changes the one it came from. Throws `CommandError`. */
  async function saveView(name: string, id: string | null) {
    const saved = await call('save_view', {
      id,
      name,
      filter: filter.value,
      sort: sort.value,
      is_descending: isDescending.value,
      columns: columns.value,
      version: views.value.find((v) => v.id === id)?.version ?? 0,
    })
    markSaved()
    await loadViews()
    viewId.value = saved.id
  }

  /** Takes a saved view off the bar; it can be put back at once. */
  async function dropView(v: SavedView) {
    try {
      views.value = (await call('void_view', { id: v.id, version: v.version })).views
      markSaved()
      const first = views.value[0]
      if (viewId.value === v.id && first) await selectView(first)
      offerUndo({
        text: `已删去视图“${v.name}”`,
        undo: async () => {
          const { name, filter: f, sort: s, is_descending, columns: c } = v
          await call('save_view', {
            id: null,
            name,
            filter: f,
            sort: s,
            is_descending,
            columns: c,
            version: 0,
          })
          await loadViews()
        },
      })
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  /** Reads rows, counts and views again; the cursor stays where it is. */
  async function refresh() {
    await Promise.all([list.reload(cursor.value), loadViews(), loadStatus()])
    cursor.value = Math.max(0, Math.min(cursor.value, list.total - 1))
  }

  function move(to: number) {
    if (list.total > 0) cursor.value = Math.max(0, Math.min(to, list.total - 1))
  }

  function tick(row: LedgerRow | undefined, on?: boolean) {
    if (!row) return
    if (on ?? !ticked.has(row.id)) {
      if (ticked.size < TICKS_MAX) ticked.set(row.id, row)
    } else ticked.delete(row.id)
  }

  /** Ticks all rows of the result, up to `TICKS_MAX`. */
  async function tickAll() {
    const goal = Math.min(list.total, TICKS_MAX)
    for (let from = 0; from < goal; from += PAGE) {
      await list.need(from, Math.min(goal, from + PAGE) - 1)
    }
    for (let i = 0; i < goal; i += 1) tick(list.rowAt(i), true)
  }

  return reactive({
    today,
    views,
    viewId,
    view,
    filter,
    sort,
    isDescending,
    columns,
    cursor,
    current,
    ticked,
    error,
    list,
    isChanged,
    loadViews,
    loadStatus,
    search,
    setFilter,
    selectView,
    sortBy,
    setColumns,
    saveView,
    dropView,
    refresh,
    move,
    tick,
    tickAll,
  })
}
