/** The year's rota as a form over what the core last said: proposed, edited, saved. */
import { computed, reactive, shallowRef, watch } from 'vue'
import type { DayRule, Rota, Turn } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { useKeptForm } from '@/kept'
import { leaderPick, type NamePick } from '@/names'
import { markSaved } from '@/shell'

/** One month of the table; without `isOn` no reception is planned in it. */
export interface TurnForm {
  month: number
  isOn: boolean
  held_on: string | null
  leader: NamePick | null
  place: string
}

export interface RotaForm {
  by: DayRule['kind']
  day: number | null
  nth: number
  weekday: number
  starts: string | null
  ends: string | null
  place: string
  turns: TurnForm[]
  leftOut: string[]
  reason: string
  /** A proposal that is not saved yet. */
  isProposed: boolean
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)
const minutes = (time: string | null) => (time ? time.slice(0, 5) : null)
const wire = (time: string | null) => (time ? `${time}:00` : null)

const turnForm = (month: number, turn: Turn | undefined): TurnForm => ({
  month,
  isOn: turn !== undefined,
  held_on: turn?.held_on ?? null,
  leader: leaderPick(turn?.leader),
  place: turn?.place ?? '',
})

export function formOf(rota: Rota | null): RotaForm {
  const rule = rota?.rule
  return {
    by: rule?.kind ?? 'month_day',
    day: rule?.kind === 'month_day' ? rule.day : 15,
    nth: rule?.kind === 'weekday' ? rule.nth : 2,
    weekday: rule?.kind === 'weekday' ? rule.weekday : 5,
    starts: minutes(rota?.starts ?? null),
    ends: minutes(rota?.ends ?? null),
    place: rota?.place ?? '',
    turns: MONTHS.map((month) =>
      turnForm(
        month,
        rota?.turns.find((t) => t.month === month),
      ),
    ),
    leftOut: [],
    reason: '',
    isProposed: false,
  }
}

export const ruleOf = (form: RotaForm): DayRule =>
  form.by === 'month_day'
    ? { kind: 'month_day', day: form.day ?? 0 }
    : { kind: 'weekday', nth: form.nth, weekday: form.weekday }

/** The months that are sent, in their order: what the paths of faults count. */
export const sentTurns = (form: RotaForm) => form.turns.filter((t) => t.isOn)

/** What the table lacks before it can be sent, by field. */
export function lacks(form: RotaForm): CommandError | null {
  const fields = sentTurns(form).flatMap((t, i) => [
    ...(t.held_on ? [] : [{ field: `turns.${i}.held_on`, message: `请定${t.month}月的日期。` }]),
    ...(t.leader
      ? []
      : [{ field: `turns.${i}.leader_id`, message: `请选${t.month}月的接待领导。` }]),
  ])
  if (!form.starts) fields.push({ field: 'starts', message: '请定开始时间。' })
  return fields.length ? new CommandError('validation', '', '', fields) : null
}

export function createRota(year: () => number) {
  const saved = shallowRef<Rota | null>(null)
  /** What the core said of the days last: of the saved plan, or of the proposal. */
  const told = shallowRef<Rota | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const isBusy = shallowRef(false)
  const { form, isDirty, isRestored, done } = useKeptForm<RotaForm>(
    () => `年度安排:${saved.value?.year ?? 0}`,
    () => formOf(saved.value),
  )

  async function load() {
    const asked = year()
    try {
      const rota = await call('get_rota', { year: asked })
      if (asked !== year()) return
      take(rota)
      error.value = null
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }
  function take(rota: Rota) {
    saved.value = rota
    told.value = rota
  }

  async function during(work: () => Promise<void>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    error.value = null
    try {
      await work()
      return true
    } catch (cause) {
      error.value = CommandError.from(cause)
      return false
    } finally {
      isBusy.value = false
    }
  }

  /** Fills the table by the rule; what is saved stays until the table is saved. */
  const propose = () =>
    during(async () => {
      const f = form.value
      const rota = await call('propose_rota', {
        year: year(),
        rule: ruleOf(f),
        left_out: f.leftOut,
      })
      told.value = rota
      f.turns = MONTHS.map((month) => {
        const turn = rota.turns.find((t) => t.month === month)
        const made = turn?.reception ? turn.place : f.place
        return { ...turnForm(month, turn), place: made }
      })
      f.isProposed = true
    })

  const save = () =>
    during(async () => {
      const f = form.value
      const missing = lacks(f)
      if (missing) throw missing
      const rota = await call('save_rota', {
        year: year(),
        version: saved.value?.version ?? 0,
        rule: ruleOf(f),
        starts: wire(f.starts) ?? '',
        ends: wire(f.ends),
        place: f.place,
        turns: sentTurns(f).map((t) => ({
          month: t.month,
          held_on: t.held_on ?? '',
          leader_id: t.leader?.id ?? '',
          place: t.place,
        })),
        reason: f.reason,
      })
      take(rota)
      done()
      markSaved()
    })

  /** What the core says of a month, while its day is the one told. */
  const turnOf = (row: TurnForm): Turn | undefined =>
    [saved.value, told.value]
      .flatMap((rota) => rota?.turns ?? [])
      .find((t) => t.month === row.month && t.held_on === row.held_on)
  const savedTurn = (month: number) => saved.value?.turns.find((t) => t.month === month)

  const isSaved = computed(() => (saved.value?.version ?? 0) > 0)

  watch(year, load)
  return reactive({
    saved,
    told,
    error,
    isBusy,
    form,
    isDirty,
    isRestored,
    isSaved,
    load,
    take,
    propose,
    save,
    drop: done,
    turnOf,
    savedTurn,
    during,
  })
}

export type RotaState = ReturnType<typeof createRota>
