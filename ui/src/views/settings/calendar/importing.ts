/**
 * 导入放假安排: the wording is read, a person confirms the days, sees which told dates would move
 * and decides each. Nothing is kept before the last step.
 */
import { computed, reactive, shallowRef } from 'vue'
import type {
  CalendarChange,
  CalendarPreview,
  DateMove,
  NoticeDay,
  NoticeInForce,
  NoticeScope,
} from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { refreshQuietly } from '@/office'
import { markSaved } from '@/shell'

export type Step = 'source' | 'days' | 'moves'

export const keyOf = (m: DateMove): string => `${m.kind} ${m.id}`

export function useImporting(notices: () => NoticeInForce[]) {
  const it = reactive({
    step: null as Step | null,
    scope: 'national' as NoticeScope,
    year: null as number | null,
    text: '',
    source: '',
    days: [] as NoticeDay[],
    doubts: [] as string[],
    isKnown: false,
    /** What was imported is taken back. */
    isBack: false,
    reason: '',
    accepted: new Set<string>(),
    isBusy: false,
  })
  const preview = shallowRef<CalendarPreview | null>(null)
  const error = shallowRef<CommandError | null>(null)

  const moves = computed(() => preview.value?.moves ?? [])
  const isAll = computed(() => moves.value.every((m) => it.accepted.has(keyOf(m))))

  /** What is imported for the year now. */
  const known = () =>
    notices().find((n) => n.year === it.year && n.scope === it.scope && n.id !== null)

  function begin(step: Step, over: Partial<typeof it> = {}) {
    Object.assign(it, {
      step,
      scope: 'national',
      year: null,
      text: '',
      source: '',
      days: [],
      doubts: [],
      isKnown: false,
      isBack: false,
      reason: '',
      accepted: new Set(),
      isBusy: false,
      ...over,
    })
    preview.value = null
    error.value = null
  }
  const close = () => (it.step = null)

  /** As it stands at the fields, whichever call refused it. */
  const refusal = (cause: unknown): CommandError => {
    const { code, message, hint, fields, title } = CommandError.from(cause)
    const own = fields.map((f) => ({ ...f, field: f.field.replace(/^change\./, '') }))
    return new CommandError(code, message, hint, own, title)
  }
  const isOfDays = (e: CommandError) => e.fields.some((f) => /^(source|days)(\.|$)/.test(f.field))

  async function during(work: () => Promise<void>) {
    if (it.isBusy) return
    it.isBusy = true
    error.value = null
    try {
      await work()
    } catch (cause) {
      error.value = refusal(cause)
      // Where they can be put right.
      if (it.step === 'moves' && !it.isBack && isOfDays(error.value)) it.step = 'days'
    } finally {
      it.isBusy = false
    }
  }

  /** Reads what was pasted, or a file. */
  const read = (path: string | null = null) =>
    during(async () => {
      const found = await call('read_notice', { text: path ? '' : it.text, path, year: it.year })
      const { year, source, text, days, doubts } = found
      Object.assign(it, { step: 'days', year, source, text, days, doubts })
      it.isKnown = found.is_known
    })

  const change = (): CalendarChange => ({
    year: it.year ?? 0,
    scope: it.scope,
    source: it.source,
    text: it.text,
    days: it.isBack ? [] : it.days,
  })

  /** No days would take back what is in force: that is asked for by its own name. */
  function refuseEmpty(): void {
    if (it.isBack || it.days.length > 0) return
    const taken = it.scope === 'local' ? '撤销调整' : '撤销导入'
    const message = known()
      ? `一天也没有，请加一天。不要原来的安排，请取消后点“${taken}”。`
      : '一天也没有，请加一天。'
    throw new CommandError('validation', '', '', [{ field: 'days', message }])
  }

  /** Shows what would move; only what cannot stand is ticked. */
  const look = () =>
    during(async () => {
      refuseEmpty()
      preview.value = await call('preview_calendar', change())
      it.accepted = new Set(moves.value.filter((m) => m.must_move).map(keyOf))
      it.step = 'moves'
    })

  function toggle(m: DateMove) {
    if (m.must_move) return
    const key = keyOf(m)
    if (!it.accepted.delete(key)) it.accepted.add(key)
  }
  function toggleAll() {
    const wanted = isAll.value ? moves.value.filter((m) => m.must_move) : moves.value
    it.accepted = new Set(wanted.map(keyOf))
  }

  /** Puts it in force; returns the notices in force then, null when it was refused. */
  async function confirm(): Promise<NoticeInForce[] | null> {
    let kept: NoticeInForce[] | null = null
    await during(async () => {
      refuseEmpty()
      const list = await call('change_calendar', {
        change: change(),
        version: known()?.version ?? 0,
        reason: it.reason,
        choices: moves.value.map((m) => ({
          kind: m.kind,
          id: m.id,
          new_on: m.new_on,
          is_accepted: it.accepted.has(keyOf(m)),
        })),
      })
      kept = list.notices
      markSaved()
    })
    void refreshQuietly()
    return kept
  }

  const takeBack = (n: NoticeInForce) => {
    begin('moves', { scope: n.scope, year: n.year, isBack: true })
    return look()
  }
  /** A local day is written by hand. */
  const beginLocal = (year: number) => {
    const now = notices().find((n) => n.year === year && n.scope === 'local')
    const days = now
      ? now.days.map((day) => ({ ...day }))
      : [{ date: `${year}-01-01`, name: '', is_off: true }]
    begin('days', { scope: 'local', year, source: now?.source ?? '', days })
  }

  return {
    it,
    preview,
    error,
    moves,
    isAll,
    begin,
    close,
    read,
    look,
    toggle,
    toggleAll,
    confirm,
    takeBack,
    beginLocal,
  }
}

export type Importing = ReturnType<typeof useImporting>
