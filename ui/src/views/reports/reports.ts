/** What 报表 shows: one period's figures, each with the address of its list. */
import { computed, reactive, ref, shallowRef } from 'vue'
import {
  LABELS,
  type Figure,
  type GroupKind,
  type PeriodChoice,
  type PeriodFigures,
  type PeriodKind,
  type SpanFigures,
} from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { ledgerOf } from '@/targets'
import { asKind, hasBegun, moved, periodAt } from './period'

const FIGURES = Object.keys(LABELS.Figure) as Figure[]
export type Rate = keyof typeof LABELS.Rate
const RATES = Object.keys(LABELS.Rate) as Rate[]

/** One figure of a span. */
export const countOf = (span: SpanFigures, figure: Figure): number =>
  span.counts[FIGURES.indexOf(figure)] ?? 0

/** One rate of a span. */
export const rateOf = (span: SpanFigures, rate: Rate) =>
  span.rates[RATES.indexOf(rate)] ?? { of: 0, among: 0, words: '—' }

/** `+9`, `−3`, `0`: a change as it is written. */
export const change = (now: number, then: number): string =>
  now === then ? '0' : now > then ? `+${now - then}` : `−${then - now}`

/** The change of two rates in percentage points, in words; empty where one has no denominator. */
export function points(now: { of: number; among: number }, then: { of: number; among: number }) {
  if (now.among === 0 || then.among === 0) return ''
  const by = Math.round((now.of / now.among - then.of / then.among) * 1000) / 10
  if (by === 0) return '环比持平'
  return `环比 ${by < 0 ? '−' : '+'}${Math.abs(by).toFixed(1)} 个百分点`
}

/** The screen keeps its period while other screens are looked at. */
const kept = shallowRef<PeriodChoice | null>(null)

/** The figures of one period, read anew when it changes. */
export function createReports() {
  const today = ref('')
  const figures = shallowRef<PeriodFigures | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const isLoading = ref(false)
  /** Milliseconds the last reading took. */
  const took = ref(0)
  const period = computed(() => kept.value)
  let round = 0

  async function show(next: PeriodChoice) {
    const mine = ++round
    kept.value = next
    isLoading.value = true
    const began = performance.now()
    try {
      const found = await call('get_figures', next)
      if (mine !== round) return
      figures.value = found
      error.value = null
      took.value = performance.now() - began
    } catch (cause) {
      if (mine === round) error.value = CommandError.from(cause)
    } finally {
      if (mine === round) isLoading.value = false
    }
  }

  async function load() {
    try {
      today.value = (await call('get_status', {})).today
      await show(kept.value ?? periodAt('month', today.value))
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  const canMove = (by: number) =>
    kept.value !== null && hasBegun(moved(kept.value, by), today.value)
  function move(by: number) {
    if (kept.value && canMove(by)) void show(moved(kept.value, by))
  }
  function choose(kind: PeriodKind) {
    if (!kept.value || kept.value.kind === kind) return
    const next = asKind(kept.value, kind)
    void show(hasBegun(next, today.value) ? next : periodAt(kind, today.value))
  }

  /** The ledger with exactly the demands a figure counts. */
  function listOf(figure: Figure, group: GroupKind = 'all', key = '', span?: Span) {
    const { from, to } = span ?? figures.value ?? { from: '', to: '' }
    return ledgerOf({ figure: { from, to, figure, group, key } })
  }

  return reactive({
    today,
    figures,
    error,
    isLoading,
    took,
    period,
    load,
    show,
    move,
    canMove,
    choose,
    listOf,
  })
}

interface Span {
  from: string
  to: string
}
export type Reports = ReturnType<typeof createReports>
