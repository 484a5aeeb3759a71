/** One demand read from the core, and the acts on it. */
import { reactive, ref, shallowRef, watch } from 'vue'
import type { DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { markSaved, saveState, useSaveFailure } from '@/shell'

export type DemandDesk = ReturnType<typeof createDemandDesk>

/** Follows `id`; asks after `wait` ms, so that a held arrow key asks for one demand only. */
export function createDemandDesk(id: () => string | undefined, wait = 0) {
  const demand = shallowRef<DemandDetail | null>(null)
  const error = shallowRef<CommandError | null>(null)
  const isBusy = ref(false)
  const sayFailed = useSaveFailure(() => error.value !== null)
  let round = 0
  let reading = Promise.resolve()

  function reload(): Promise<void> {
    reading = read()
    return reading
  }

  /** Waits until what was saved is read again: the next act starts from how the demand stands then. */
  const settled = () => reading

  async function read() {
    const which = id()
    const mine = ++round
    if (!which) {
      demand.value = null
      return
    }
    try {
      const found = await call('get_demand', { id: which })
      if (mine !== round) return
      demand.value = found
      error.value = null
    } catch (cause) {
      if (mine === round) error.value = CommandError.from(cause)
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    id,
    () => {
      clearTimeout(timer)
      if (wait > 0 && demand.value) timer = setTimeout(() => void reload(), wait)
      else void reload()
    },
    { immediate: true },
  )

  /** Runs one act and reads the demand again. False when it was refused; nothing is lost then. */
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    error.value = null
    saveState.value = { kind: 'saving' }
    try {
      await work()
      markSaved()
      await reload()
      return true
    } catch (cause) {
      error.value = CommandError.from(cause)
      sayFailed('看标出的说明')
      return false
    } finally {
      isBusy.value = false
    }
  }

  /** Shows the names a demand hides; the journal tells who did. They go with the next reading. */
  async function open() {
    const which = id()
    if (!which || isBusy.value) return
    const mine = ++round
    try {
      const found = await call('open_enterprise', { id: which })
      if (mine === round) demand.value = found
    } catch (cause) {
      if (mine === round) error.value = CommandError.from(cause)
    }
  }

  return reactive({ demand, error, isBusy, reload, settled, run, open })
}
