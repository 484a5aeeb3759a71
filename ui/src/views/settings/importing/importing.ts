/** A table the office kept before: chosen, understood column by column, corrected, taken over. */
import { computed, reactive, ref, shallowRef } from 'vue'
import type {
  ImportColumnChoice,
  ImportField,
  ImportFix,
  ImportKind,
  ImportDone,
  ImportPlan,
  ImportPreview,
  ImportVerdict,
  ImportView,
} from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { chooseFile } from '@/bridge/desktop'
import { createExport } from '@/exporting'
import { termLabel } from '@/labels'
import { createLongWork } from '@/longWork'
import type { NamePick } from '@/names'
import { markSaved, saveState, useSaveFailure } from '@/shell'

/** What is taken; the core looks at the content, not at the ending. */
const ENDINGS = ['xlsx', 'xls', 'xlsb', 'ods', 'csv', 'txt']

export type Importing = ReturnType<typeof createImporting>

export function createImporting(first: ImportKind) {
  const work = createLongWork('import')
  const exporting = createExport()
  const kind = ref<ImportKind>(first)
  const path = ref('')
  const sheet = ref<string | null>(null)
  /** What the clerk said columns mean; null: as proposed. */
  const chosen = shallowRef<ImportColumnChoice[] | null>(null)
  const fixes = reactive(new Map<string, ImportFix>())
  /** The unit that is meant by a name of the file. */
  const aliases = reactive(new Map<string, NamePick>())
  const withNewUnits = ref(true)
  const shown = ref<ImportVerdict | null>(null)
  const found = shallowRef<ImportPreview | null>(null)
  const done = shallowRef<ImportDone | null>(null)
  const imports = shallowRef<ImportView[]>([])
  const error = shallowRef<CommandError | null>(null)
  const isBusy = ref(false)
  /** The clerk stopped an import: nothing of it stayed. */
  const wasStopped = ref(false)
  const sayFailed = useSaveFailure(() => error.value !== null)

  const plan = (): ImportPlan => ({
    path: path.value,
    kind: kind.value,
    sheet: sheet.value,
    columns: chosen.value,
    fixes: [...fixes.values()],
    aliases: [...aliases].map(([name, unit]) => ({ name, unit_id: unit.id })),
    with_new_units: withNewUnits.value,
  })
  const canAccept = computed(
    () => !!found.value && found.value.good > 0 && found.value.missing.length === 0,
  )

  async function attempt(body: () => Promise<void>) {
    error.value = null
    wasStopped.value = false
    try {
      await body()
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  const load = () =>
    attempt(async () => {
      imports.value = (await call('list_imports', {})).imports
    })

  /** Everything said of the file before is of no use for another one. */
  function begin() {
    sheet.value = null
    chosen.value = null
    fixes.clear()
    aliases.clear()
    shown.value = null
    found.value = null
    done.value = null
    exporting.forget()
  }

  async function choose() {
    if (work.state.isRunning || isBusy.value) return
    await attempt(async () => {
      const title = `选择要导入的${termLabel('ImportKind', kind.value)}`
      const file = await chooseFile({ title, extensions: ENDINGS })
      if (file === null) return
      begin()
      path.value = file
      await read()
    })
  }

  /** Reads the file as it is understood now. */
  const read = () =>
    attempt(async () => {
      const asked = { plan: plan(), shown: shown.value }
      const seen = await work.run((job) => call('preview_import', { ...asked, job }))
      if (seen) found.value = seen
    })

  async function setSheet(name: string) {
    sheet.value = name
    chosen.value = null
    fixes.clear()
    await read()
  }

  /** Says what a column means; the column that meant it before means nothing. */
  async function setField(column: number, field: ImportField | null) {
    const seen = found.value
    if (!seen) return
    const rest = seen.columns.flatMap((c): ImportColumnChoice[] =>
      c.field && c.column !== column && c.field !== field
        ? [{ column: c.column, field: c.field }]
        : [],
    )
    chosen.value = field ? [...rest, { column, field }] : rest
    await read()
  }

  async function fix(row: number, column: number, text: string) {
    fixes.set(`${row} ${column}`, { row, column, text })
    await read()
  }

  async function mean(name: string, unit: NamePick | null) {
    if (unit) aliases.set(name, unit)
    else aliases.delete(name)
    await read()
  }

  async function show(verdict: ImportVerdict | null) {
    shown.value = verdict
    await read()
  }

  async function setKind(to: ImportKind) {
    kind.value = to
    begin()
    if (path.value) await read()
  }

  /** Takes over every good row. */
  async function accept() {
    const seen = found.value
    if (!seen || !canAccept.value || isBusy.value) return
    isBusy.value = true
    error.value = null
    wasStopped.value = false
    const before = saveState.value
    saveState.value = { kind: 'saving' }
    try {
      const asked = { plan: plan(), sm3: seen.sm3 }
      const outcome = await work.run((job) => call('accept_import', { ...asked, job }))
      if (outcome) {
        done.value = outcome
        found.value = null
        await load()
        markSaved()
      } else {
        wasStopped.value = true
        saveState.value = before
      }
    } catch (cause) {
      error.value = CommandError.from(cause)
      sayFailed('没有导入，看标出的说明')
    } finally {
      isBusy.value = false
    }
  }

  /** Writes the refused rows as a workbook to be corrected. */
  async function sendBack() {
    const seen = found.value
    if (!seen || seen.refused === 0) return
    const asked = { plan: plan(), sm3: seen.sm3 }
    const name = `${termLabel('ImportKind', kind.value)}待改正清单`
    await exporting.run('把待改正清单存到哪里', name, (target, job) =>
      call('export_import_refusals', { ...asked, target, job }),
    )
  }

  /** Takes a whole import back. True: it is taken back. */
  async function undo(view: ImportView, reason: string): Promise<boolean> {
    isBusy.value = true
    await attempt(async () => {
      const input = { id: view.id, version: view.version, reason }
      imports.value = (await call('undo_import', input)).imports
      done.value = null
      markSaved()
    })
    isBusy.value = false
    return error.value === null
  }

  const forget = () => {
    error.value = null
  }

  return reactive({
    progress: work.state,
    cancel: work.cancel,
    exporting,
    kind,
    path,
    fixes,
    aliases,
    withNewUnits,
    shown,
    found,
    done,
    imports,
    error,
    isBusy,
    wasStopped,
    canAccept,
    load,
    choose,
    read,
    setSheet,
    setField,
    setKind,
    fix,
    mean,
    show,
    accept,
    sendBack,
    undo,
    forget,
  })
}
