/**
 * A list of the screen as a workbook: asks where, has it written as a job with progress and 取消,
 * then says where it stands.
 */
import { reactive, ref, shallowRef } from 'vue'
import type { ListChoice } from './bridge/bindings'
import { call, CommandError } from './bridge/call'
import { chooseSave } from './bridge/desktop'
import { createLongWork } from './longWork'

/** A workbook that stands where the clerk wanted it. */
export interface Workbook {
  path: string
  rows: number
  /** Rows left out because they are confidential. */
  withheld?: number
}

/** The name as every system takes it. */
export const fileName = (title: string) => `${title.trim().replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`

/** One export at a time, from the choice of the place to the end. */
export function createExport<O extends Workbook>() {
  const work = createLongWork('export')
  const isBusy = ref(false)
  const error = shallowRef<CommandError | null>(null)
  const outcome = shallowRef<O | null>(null)

  /** The clerk has read how it ended. */
  function forget() {
    error.value = null
    outcome.value = null
  }

  /** Asks for the place and has `make` write the workbook there. Null: cancelled, or it failed. */
  async function run(
    heading: string,
    title: string,
    make: (path: string, job: string) => Promise<O>,
  ): Promise<O | null> {
    if (isBusy.value) return null
    isBusy.value = true
    forget()
    try {
      const path = await chooseSave(heading, fileName(title))
      if (path === null) return null
      const ending = /\.xlsx$/i.test(path) ? '' : '.xlsx'
      outcome.value = await work.run((job) => make(`${path}${ending}`, job))
      return outcome.value
    } catch (cause) {
      error.value = CommandError.from(cause)
      return null
    } finally {
      isBusy.value = false
    }
  }

  return reactive({
    progress: work.state,
    cancel: work.cancel,
    isBusy,
    error,
    outcome,
    run,
    forget,
  })
}

export type ListExport = ReturnType<typeof createListExport>

/** The export of a list under its present filter; `title` names the file. */
export function createListExport(list: () => ListChoice, title: () => string) {
  const exporting = createExport<Workbook>()
  const start = () =>
    exporting.run(`导出${title()}`, title(), (path, job) =>
      call('export_list', { list: list(), path, job }),
    )
  return Object.assign(exporting, { start: () => void start() })
}
