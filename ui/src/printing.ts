/** Printing, opening and saving papers; one job at a time, with progress and 取消. */
import { reactive, readonly } from 'vue'
import type {
  FormChoice,
  PeriodChoice,
  PrintedPaper,
  RollChoice,
  SlipChoice,
  SlipsExported,
} from '@/bridge/bindings'
import { call, onProgress } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { chooseFolder, openFile, printFile, saveAs } from '@/bridge/desktop'
import { SLOW_MS } from '@/longWork'

/** What becomes of the PDF. */
export type PaperUse = 'print' | 'open' | 'save'

const state = reactive({
  what: '交办单',
  job: '',
  isRunning: false,
  isSlow: false,
  done: 0,
  total: 0,
  use: 'print' as PaperUse | 'each',
})

export const printing = readonly(state)

const word = { print: '打印', open: '排印', save: '排印', each: '另存' }

export const printingLabel = () => `正在${word[state.use]}${state.what}`

/**
 * The paper was made and counted, and then nothing printed it. The count stays: a number once
 * given to a paper is given to no other.
 */
export class NotPrinted extends CommandError {
  constructor(cause: CommandError, words: string) {
    super(cause.code, cause.message, `${cause.hint}${words}`, [], '没有印出')
  }
}

/**
 * Has one PDF of so many papers made under a job and prints, opens or saves it. Returns false when
 * it was cancelled; throws `NotPrinted` or another `CommandError` otherwise.
 */
async function output(
  what: string,
  total: number,
  use: PaperUse,
  name: string,
  make: (job: string) => Promise<PrintedPaper>,
): Promise<boolean> {
  if (total === 0) return false
  const done = await work(what, use, total, async (job) => {
    const { path } = await make(job)
    if (use === 'print') await toPrinter(path, total)
    else if (use === 'open') await openFile(path)
    else await saveAs(path, `${name}.pdf`)
    return true
  })
  return done ?? false
}

/**
 * Saves slips as PDFs of their own in a folder the clerk picks. Null: she cancelled, or other work
 * is under way; throws `CommandError` otherwise.
 */
export async function saveEach(slips: SlipChoice, which: string): Promise<SlipsExported | null> {
  if (state.isRunning) return null
  const folder = await chooseFolder(`把${which}交办单逐张存到哪个文件夹`)
  if (folder === null) return null
  const total = slips.of === 'named' ? slips.ids.length : 0
  return work('交办单', 'each', total, (job) => call('export_slips', { slips, folder, job }))
}

async function work<T>(
  what: string,
  use: PaperUse | 'each',
  total: number,
  body: (job: string) => Promise<T>,
): Promise<T | null> {
  if (state.isRunning) return null
  const job = `print-${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0]}`
  Object.assign(state, { what, job, use, isRunning: true, isSlow: false, done: 0, total })
  const slow = setTimeout(() => (state.isSlow = true), SLOW_MS)
  let stop: (() => void) | undefined
  try {
    stop = await onProgress(job, (p) => Object.assign(state, { done: p.done, total: p.total }))
    return await body(job)
  } catch (cause) {
    const error = CommandError.from(cause)
    if (error.code === 'cancelled') return null
    throw error
  } finally {
    clearTimeout(slow)
    stop?.()
    Object.assign(state, { isRunning: false, isSlow: false })
  }
}

async function toPrinter(path: string, papers: number): Promise<void> {
  try {
    await printFile(path)
  } catch (cause) {
    const which = papers === 1 ? '这次' : `这 ${papers} 份`
    throw new NotPrinted(
      CommandError.from(cause),
      `${which}已计入打印次数，不再收回；重印时纸上的次数加一，不影响办理。`,
    )
  }
}

/** Makes one PDF of slips, with their receipts where asked. */
export const outputSlips = (
  ids: string[],
  use: PaperUse,
  withReceipts: boolean,
  name: string,
): Promise<boolean> =>
  output('交办单', ids.length, use, name, (job) =>
    call('print_slips', {
      ids,
      with_receipts: withReceipts,
      is_counted: use === 'print',
      path: null,
      job,
    }),
  )

/** Makes one PDF of the papers of acts: 催办单, 督办函, 答复函… */
export const outputActs = (ids: string[], use: PaperUse, name: string): Promise<boolean> =>
  output('文书', ids.length, use, name, (job) =>
    call('print_acts', { ids, is_counted: use === 'print', path: null, job }),
  )

/** Makes one PDF of a table over the year or the district; its prints are not counted. */
export const outputRoll = (roll: RollChoice, use: PaperUse, name: string): Promise<boolean> =>
  output(name, 1, use, name, (job) => call('print_roll', { roll, path: null, job }))

/** Makes one PDF of a period's one-page sheet; its prints are not counted. */
export const outputFigures = (
  period: PeriodChoice,
  use: PaperUse,
  name: string,
): Promise<boolean> =>
  output('报表', 1, use, name, (job) => call('print_figures', { period, path: null, job }))

/** Makes one PDF of a form as it stands now, or blank; its prints are not counted. */
export const outputForm = (form: FormChoice, use: PaperUse, name: string): Promise<boolean> =>
  output(name, 1, use, name, (job) => call('print_form', { form, path: null, job }))

/** Makes one PDF of a reception's notice as it went out. */
export const outputAnnouncement = (id: string, use: PaperUse, name: string): Promise<boolean> =>
  output('通告', 1, use, name, (job) =>
    call('print_announcement', {
      reception_id: id,
      is_counted: use === 'print',
      path: null,
      job,
    }),
  )

/** Makes one PDF of a bulletin as it went out, or as it would. */
export const outputBulletin = (
  id: string,
  use: PaperUse,
  kind: string,
  name: string,
): Promise<boolean> =>
  output(kind, 1, use, name, (job) => call('print_bulletin', { id, path: null, job }))

/** Makes one PDF of a clue's letter as it went out. */
export const outputClue = (id: string, use: PaperUse, name: string): Promise<boolean> =>
  output('移送函', 1, use, name, (job) =>
    call('print_clue', { id, is_counted: use === 'print', path: null, job }),
  )

export async function cancelPrinting(): Promise<void> {
  if (state.isRunning) await call('cancel_job', { job: state.job })
}
