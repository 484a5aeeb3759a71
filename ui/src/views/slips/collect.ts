/** 收取扫描件: what was read on each file, where each goes, what became of it. */
import { computed, reactive, ref, shallowRef } from 'vue'
import type { PaperOnScan, Scan, ScanKept } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { LABELS } from '@/bridge/bindings'
import { createLongWork } from '@/longWork'
import { markSaved } from '@/shell'

/** A file in the list. */
export interface ScanRow {
  scan: Scan
  /** Where she put it, when its code leads nowhere. */
  byHand: PaperOnScan | null
  /** What the core said when it was kept. */
  outcome: ScanKept | null
}

/** What scanners write. */
export const SCAN_ENDINGS = ['pdf', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp']

export const hasPaper = (row: ScanRow) => row.scan.papers.length > 0

/** Why a file leads nowhere, in words. */
export function faultWords(row: ScanRow): string[] {
  return row.scan.faults.map((f) => {
    const page = f.page !== null && row.scan.pages > 1 ? `第${f.page}页：` : ''
    return `${page}${f.detail ? `${f.detail}，` : ''}${LABELS.ScanFault[f.fault]}`
  })
}

/** Papers of a file that are not on record yet. */
export function papersOf(row: ScanRow): PaperOnScan[] {
  if (row.byHand) return [row.byHand]
  return row.scan.papers.filter((p) => !p.is_kept).map((p) => p.paper)
}

const isSettled = (row: ScanRow) => row.outcome !== null && row.outcome.fault === ''

export function createCollect() {
  const rows = ref<ScanRow[]>([])
  const error = shallowRef<CommandError | null>(null)
  const isKeeping = ref(false)
  const work = createLongWork('scans')

  const waiting = computed(() => rows.value.filter((r) => !isSettled(r) && papersOf(r).length > 0))
  const papers = computed(() => waiting.value.reduce((n, r) => n + papersOf(r).length, 0))
  const unknown = computed(
    () => rows.value.filter((r) => !isSettled(r) && !hasPaper(r) && !r.byHand).length,
  )

  /** Reads files she dropped or chose; a file listed already is read anew in its place. */
  async function add(paths: string[]) {
    if (paths.length === 0) return
    error.value = null
    try {
      const read = await work.run((job) => call('read_scans', { paths, job }))
      for (const scan of read?.scans ?? []) {
        const row = { scan, byHand: null, outcome: null }
        const at = rows.value.findIndex((r) => r.scan.path === scan.path)
        if (at < 0) rows.value.push(row)
        else rows.value[at] = row
      }
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  function drop(row: ScanRow) {
    rows.value = rows.value.filter((r) => r !== row)
  }

  /** Keeps all that is known; true when nothing was refused. */
  async function keep(): Promise<boolean> {
    const now = waiting.value
    if (isKeeping.value || work.state.isRunning || now.length === 0) return false
    isKeeping.value = true
    error.value = null
    try {
      const scans = now.map((r) => ({ path: r.scan.path, sm3: r.scan.sm3, papers: papersOf(r) }))
      const kept = await call('keep_scans', { scans })
      for (const [at, outcome] of kept.scans.entries()) {
        const row = now[at]
        if (row) row.outcome = outcome
      }
      markSaved()
      return kept.scans.every((s) => s.fault === '')
    } catch (cause) {
      error.value = CommandError.from(cause)
      return false
    } finally {
      isKeeping.value = false
    }
  }

  return reactive({ rows, error, isKeeping, work, waiting, papers, unknown, add, drop, keep })
}
export type Collect = ReturnType<typeof createCollect>
