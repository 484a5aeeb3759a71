/** A returned work packet: read, ticked part by part, recorded, and the rest sent back as a list. */
import { computed, reactive, ref, shallowRef } from 'vue'
import type { ReturnEntry, ReturnKey, ReturnPreview } from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { chooseFile } from '@/bridge/desktop'
import { createExport } from '@/exporting'
import { createLongWork } from '@/longWork'
import { markSaved, saveState, useSaveFailure } from '@/shell'

export type Returning = ReturnType<typeof createReturning>

export const keyOf = (entry: ReturnEntry) => `${entry.row} ${entry.part ?? 'row'}`

export function createReturning() {
  const work = createLongWork('return')
  const exporting = createExport()
  const path = ref('')
  const found = shallowRef<ReturnPreview | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const sayFailed = useSaveFailure(() => error.value !== null)
  const isAccepted = ref(false)
  const isBusy = ref(false)
  const cursor = ref(0)
  /** Good parts she does not take. */
  const left = reactive(new Set<string>())

  const entries = computed(() => found.value?.entries ?? [])
  const current = computed(() => entries.value[cursor.value])
  const isGood = (entry: ReturnEntry) => entry.verdict === 'good'
  const isTicked = (entry: ReturnEntry) => isGood(entry) && !left.has(keyOf(entry))
  const picked = computed(() => entries.value.filter(isTicked))
  /** What goes back to the unit. */
  const back = computed(() =>
    entries.value.filter((e) => e.verdict === 'refused' || (isGood(e) && !isTicked(e))),
  )
  const keys = (list: ReturnEntry[]): ReturnKey[] =>
    list.flatMap((e) => (e.part ? [{ row: e.row, part: e.part }] : []))

  /** Asks for a file and reads it. False: she cancelled. */
  async function choose(): Promise<boolean> {
    if (work.state.isRunning || isBusy.value) return false
    const chosen = await chooseFile({ title: '选择单位交回的工作包', extensions: ['xlsx'] })
    if (chosen === null) return false
    path.value = chosen
    await read()
    return found.value !== null || error.value !== null
  }

  async function read() {
    found.value = null
    error.value = null
    isAccepted.value = false
    cursor.value = 0
    left.clear()
    exporting.forget()
    try {
      found.value = await work.run((job) => call('preview_return', { path: path.value, job }))
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  function toggle(entry: ReturnEntry | undefined) {
    if (!entry || !isGood(entry) || isAccepted.value) return
    const key = keyOf(entry)
    if (!left.delete(key)) left.add(key)
  }

  const move = (to: number) => {
    cursor.value = Math.max(0, Math.min(entries.value.length - 1, to))
  }

  /** Records what is ticked. */
  async function accept() {
    const seen = found.value
    if (!seen || picked.value.length === 0 || isBusy.value || isAccepted.value) return
    isBusy.value = true
    error.value = null
    saveState.value = { kind: 'saving' }
    try {
      const input = { path: path.value, sm3: seen.sm3, picked: keys(picked.value) }
      found.value = await call('accept_return', input)
      isAccepted.value = true
      markSaved()
    } catch (cause) {
      error.value = CommandError.from(cause)
      sayFailed('工作包没有登记，看标出的说明')
    } finally {
      isBusy.value = false
    }
  }

  /** Writes what is refused or left out as a workbook for the unit. */
  async function sendBack() {
    const seen = found.value
    if (!seen || back.value.length === 0) return
    const input = { path: path.value, sm3: seen.sm3, left_out: keys(back.value.filter(isGood)) }
    await exporting.run('把退回清单存到哪里', `${seen.unit_name}退回清单`, (target, job) =>
      call('export_refusals', { ...input, target, job }),
    )
  }

  /** She has read what went wrong. */
  const forget = () => {
    error.value = null
  }

  return reactive({
    progress: work.state,
    cancel: work.cancel,
    exporting,
    path,
    found,
    error,
    forget,
    isAccepted,
    isBusy,
    cursor,
    entries,
    current,
    picked,
    back,
    isGood,
    isTicked,
    choose,
    toggle,
    move,
    accept,
    sendBack,
  })
}
