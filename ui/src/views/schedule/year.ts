/** What the schedule shows: the receptions of a year, the month in view, those known in detail. */
import { computed, reactive, ref, shallowRef, type Ref } from 'vue'
import type {
  CalendarDay,
  CalendarMonth,
  ReceptionDetail,
  ReceptionList,
  ReceptionRow,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { addDays, partsOf, todayIso } from '@/format'
import { firstOf, marksOf, moveMonth } from './months'

export type Year = ReturnType<typeof createYear>

/** `current` is the reception selected by the address. */
export function createYear(current: Ref<string | null>) {
  const today = ref(todayIso())
  const view = reactive({
    year: Number(today.value.slice(0, 4)),
    month: partsOf(today.value)?.m ?? 1,
  })
  const found = shallowRef<{ year: number; list: ReceptionList } | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const details = reactive(new Map<string, ReceptionDetail>())
  const months = reactive(new Map<string, CalendarMonth>())

  /** Of the year in view; null until its answer is here. */
  const list = computed(() => (found.value?.year === view.year ? found.value.list : null))
  const rows = computed<ReceptionRow[]>(() => list.value?.receptions ?? [])
  /** The last of each series, whatever its year. */
  const lasts = computed(() => found.value?.list.last_of_series ?? [])
  /** The selected reception, while its year is in view. */
  const selected = computed(() => {
    const detail = current.value ? details.get(current.value) : undefined
    return detail && partsOf(detail.held_on)?.y === view.year ? detail : null
  })
  const info = computed(() => months.get(firstOf(view.year, view.month)) ?? null)
  const days = computed(() => {
    const all = new Map<string, CalendarDay>()
    for (const m of months.values()) for (const d of m.days) all.set(d.date, d)
    return all
  })
  const marks = computed(() => marksOf(rows.value, details))
  const words = computed(() => {
    const l = list.value
    if (!l) return ''
    const standIns = l.stand_ins ? `；替补 ${l.stand_ins} 次` : ''
    return `已办 ${l.held} 期，接待 ${l.received_enterprises} 家${standIns}`
  })

  async function loadYear() {
    const year = view.year
    try {
      const list = await call('list_receptions', { year, query: '' })
      if (year !== view.year) return
      found.value = { year, list }
      error.value = null
      void loadLimits()
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  async function loadDetail(id: string) {
    try {
      details.set(id, await call('get_reception', { id }))
    } catch (cause) {
      if (id === current.value) error.value = CommandError.from(cause)
    }
  }

  /** Limits stand within three weeks of their reception: only those near the month are asked. */
  async function loadLimits() {
    const from = addDays(firstOf(view.year, view.month), -21)
    const to = addDays(firstOf(view.year, view.month), 52)
    for (const r of rows.value) {
      const isNear = r.held_on >= from && r.held_on <= to
      const hasLimit = r.state === 'planned' || (r.state === 'held' && r.waiting_slips > 0)
      if (isNear && hasLimit && !details.has(r.id)) await loadDetail(r.id)
    }
  }

  async function loadMonths() {
    for (const by of [0, -1, 1]) {
      const { year, month } = moveMonth(view.year, view.month, by)
      const key = firstOf(year, month)
      if (months.has(key)) continue
      try {
        months.set(key, await call('get_month', { year, month }))
      } catch (cause) {
        if (by === 0) error.value = CommandError.from(cause)
      }
    }
  }

  /** Learns what day it is and shows its month. */
  async function loadToday() {
    try {
      today.value = (await call('get_status', {})).today
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
    const p = partsOf(today.value)
    if (p) Object.assign(view, { year: p.y, month: p.m })
  }

  function go(to: { year: number; month: number }) {
    const isOtherYear = to.year !== view.year
    Object.assign(view, to)
    if (isOtherYear) void loadYear()
    else void loadLimits()
    void loadMonths()
  }
  const move = (by: 1 | -1) => go(moveMonth(view.year, view.month, by))
  const moveYear = (by: 1 | -1) => go({ year: view.year + by, month: view.month })
  const lookAt = (iso: string) => {
    const p = partsOf(iso)
    if (p) go({ year: p.y, month: p.m })
  }

  return reactive({
    today,
    view,
    list,
    error,
    details,
    rows,
    lasts,
    selected,
    info,
    days,
    marks,
    words,
    loadYear,
    loadDetail,
    loadMonths,
    loadToday,
    move,
    moveYear,
    lookAt,
    goToday: () => lookAt(today.value),
  })
}
