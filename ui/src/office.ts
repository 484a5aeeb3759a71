/** The office as the frame shows it: who works, what waits, when it was last backed up. */
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { Backup, OfficeStatus } from './bridge/bindings'
import { call, CommandError } from './bridge/call'
import { handOffForms, takeUpForms } from './kept'
import { createLongWork } from './longWork'
import { markSaved, navCounts, office, saveState } from './shell'

/** The latest status; null until the office is open. */
export const status = shallowRef<OfficeStatus | null>(null)

/** The core's today; the machine's until the office is open. */
export const today = computed(() => status.value?.today ?? null)

const POLL_MS = 60_000
/** Live minutes save every few hundred milliseconds; the counts need not follow each of them. */
const AFTER_SAVE_MS = 3_000

let round = 0

/** Takes `next` as the status of the frame. */
function show(next: OfficeStatus) {
  status.value = next
  Object.assign(office, { clerk: next.clerk.name, role: next.clerk.post, name: next.office_name })
  navCounts.ledger = { count: next.open_demands }
  navCounts.slips = { count: next.waiting_slips }
  navCounts.supervision = { count: next.overdue_demands, overdue: true }
}

/** Reads the status anew. Throws `CommandError`. */
export async function refreshStatus(): Promise<OfficeStatus> {
  const mine = ++round
  const next = await call('get_status', {})
  if (mine === round) show(next)
  return next
}

/** As `refreshStatus`, but a failure waits for the next time: views tell their own failures. */
export async function refreshQuietly(): Promise<void> {
  await refreshStatus().catch(() => undefined)
}

/** Keeps the status fresh: every minute, after saves, when the window comes back. */
export function followStatus(): () => void {
  let late: ReturnType<typeof setTimeout> | undefined
  const poll = setInterval(() => void refreshQuietly(), POLL_MS)
  const onFocus = () => void refreshQuietly()
  window.addEventListener('focus', onFocus)
  const unwatch = watch(saveState, (state) => {
    if (state.kind !== 'saved') return
    late ??= setTimeout(() => {
      late = undefined
      void refreshQuietly()
    }, AFTER_SAVE_MS)
  })
  return () => {
    clearInterval(poll)
    clearTimeout(late)
    window.removeEventListener('focus', onFocus)
    unwatch()
  }
}

/** Lets another clerk take the desk; from here on the journal names her. */
export async function switchClerk(id: string): Promise<void> {
  await handOffForms()
  await call('switch_clerk', { id })
  await takeUpForms()
  markSaved()
  await refreshQuietly()
}

const work = createLongWork('backup')

/** The backup under way, and how the last one asked for went. */
export const backup = reactive({
  work: work.state,
  last: null as Backup | null,
  error: null as CommandError | null,
})

/** Rises when a backup has been made, so that lists follow. */
export const backupsMade = ref(0)

/** Makes a backup now, once at a time. */
export async function backUpNow(): Promise<void> {
  if (work.state.isRunning) return
  backup.error = null
  try {
    const made = await work.run((job) => call('make_backup', { job }))
    if (!made) return
    backup.last = made
    backupsMade.value += 1
  } catch (cause) {
    backup.error = CommandError.from(cause)
  }
  await refreshQuietly()
}

export const cancelBackup = work.cancel
