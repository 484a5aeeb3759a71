/** The state of the screen 交办单: the list, the open slip, its paper, the ticked ones. */
import { computed, inject, reactive, ref, shallowRef, watch, type InjectionKey } from 'vue'
import type { CommandMap, PaperPreview, SlipDetail, SlipGroup, SlipRow } from '@/bridge/bindings'
import { call, type Input } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { markSaved, navCounts, saveState, useSaveFailure } from '@/shell'
import { todayIso } from '@/format'

/** Use cases that answer with the slip as it stands afterwards. */
export type SlipAct = {
  [K in keyof CommandMap]: CommandMap[K]['output'] extends SlipDetail ? K : never
}[keyof CommandMap]

const PAGE = 60

export type Desk = ReturnType<typeof createDesk>
export const DESK: InjectionKey<Desk> = Symbol('slips')

/** The desk of the screen; only below `SlipsView`. */
export function useDesk(): Desk {
  const desk = inject(DESK)
  if (!desk) throw new Error('no slip desk is provided')
  return desk
}

export function createDesk() {
  const today = ref(todayIso())
  const year = ref(Number(today.value.slice(0, 4)))
  const query = ref('')
  /** Pages of each group on screen. */
  const pages = ref(1)
  const groups = shallowRef<SlipGroup[]>([])
  const total = ref(0)
  const isListed = ref(false)
  const listError = shallowRef<CommandError | null>(null)
  const ticked = reactive(new Set<string>())

  const id = ref<string | null>(null)
  const slip = shallowRef<SlipDetail | null>(null)
  const paper = shallowRef<PaperPreview | null>(null)
  const paperError = shallowRef<CommandError | null>(null)
  /** Whether the paper on screen is still an older one. */
  const isSetting = ref(false)
  const error = shallowRef<CommandError | null>(null)
  const isBusy = ref(false)
  /** The field of a demand to fill next: opened and focused by its form. */
  const wanted = ref<{ demandId: string; field: string } | null>(null)

  const rows = computed<SlipRow[]>(() => groups.value.flatMap((g) => g.slips))

  let listRound = 0
  async function list() {
    const mine = ++listRound
    try {
      const merged = new Map<string, SlipGroup>()
      let count = 0
      for (let page = 0; page < pages.value; page += 1) {
        const part = await call('list_slips', {
          year: year.value,
          query: query.value.trim(),
          states: [],
          limit: PAGE,
          offset: page * PAGE,
        })
        if (mine !== listRound) return
        if (page === 0) count = part.total
        for (const g of part.groups) {
          const before = merged.get(g.label)?.slips ?? []
          merged.set(g.label, { ...g, slips: [...before, ...g.slips] })
        }
      }
      groups.value = [...merged.values()]
      total.value = count
      listError.value = null
      const here = new Set(rows.value.map((r) => r.id))
      for (const t of ticked) if (!here.has(t)) ticked.delete(t)
    } catch (cause) {
      if (mine === listRound) listError.value = CommandError.from(cause)
    }
    isListed.value = true
  }

  function more() {
    pages.value += 1
    return list()
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch([year, query], () => {
    pages.value = 1
    clearTimeout(timer)
    timer = setTimeout(() => void list(), 120)
  })

  let paperRound = 0
  async function preview() {
    const mine = ++paperRound
    const which = id.value
    if (!which) return
    isSetting.value = true
    try {
      const made = await call('preview_slip', { id: which })
      if (mine === paperRound) [paper.value, paperError.value] = [made, null]
    } catch (cause) {
      if (mine === paperRound) [paper.value, paperError.value] = [null, CommandError.from(cause)]
    } finally {
      if (mine === paperRound) isSetting.value = false
    }
  }

  async function open(next: string | null) {
    id.value = next
    error.value = null
    wanted.value = null
    if (slip.value?.id !== next) [slip.value, paper.value] = [null, null]
    if (next) await reload()
  }

  async function reload() {
    const which = id.value
    if (!which) return
    try {
      const found = await call('get_slip', { id: which })
      if (which !== id.value) return
      slip.value = found
      error.value = null
      await preview()
    } catch (cause) {
      if (which === id.value) error.value = CommandError.from(cause)
    }
  }

  function took(next: SlipDetail) {
    markSaved()
    if (next.id === id.value) slip.value = next
    void list()
    void preview()
    void countWaiting()
  }

  async function countWaiting() {
    try {
      const status = await call('get_status', {})
      today.value = status.today
      navCounts.slips = { count: status.waiting_slips }
    } catch {
      // The count is only a convenience; the list says the same.
    }
  }

  /** Runs one act; the form that asked keeps its content when it fails. Null on failure. */
  async function act<K extends SlipAct>(name: K, input: Input<K>): Promise<SlipDetail | null> {
    return run(async () => (await call(name, input)) as SlipDetail)
  }

  /** Runs any work that ends with the slip as it stands. */
  async function run(work: () => Promise<SlipDetail>): Promise<SlipDetail | null> {
    if (isBusy.value) return null
    isBusy.value = true
    error.value = null
    saveState.value = { kind: 'saving' }
    try {
      const next = await work()
      took(next)
      return next
    } catch (cause) {
      fail(cause)
      sayFailed('看右边的说明')
      return null
    } finally {
      isBusy.value = false
    }
  }

  /** Says at the right what failed. */
  function fail(cause: unknown) {
    error.value = CommandError.from(cause)
  }

  const sayFailed = useSaveFailure(() => error.value !== null)

  return reactive({
    today,
    year,
    query,
    groups,
    rows,
    total,
    isListed,
    listError,
    ticked,
    id,
    slip,
    paper,
    paperError,
    isSetting,
    error,
    isBusy,
    wanted,
    list,
    more,
    open,
    reload,
    took,
    act,
    run,
    fail,
    countWaiting,
  })
}
