/**
 * The saving of entries: 300 ms after the last keystroke and at least every second while
 * typing goes on. One request is under way at a time; the versions of an entry follow each
 * other. A save whose answer was lost is sent again word for word before anything newer, so
 * the core can tell a repetition from a change. Says 已保存 only after the core returned.
 */
import type { Entry, EntrySaved, SaveEntry } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { clock } from '@/format'
import { errorWords } from '@/labels'
import type { SaveState } from '@/shell'

/** Pause in typing after which an entry is saved, in milliseconds. */
export const QUIET_MS = 300
/** Longest time a keystroke stays unsaved while typing goes on. */
export const AT_MOST_MS = 1000
const RETRY_MS = [1000, 2000, 4000, 8000, 10_000]

/** Failures that pass by themselves; the rest needs the clerk. */
const PASSING = new Set(['busy', 'internal', 'disk_full', 'read_only'])

export type EntryContent = Omit<SaveEntry, 'version'>

/** Content of an entry as it is saved. */
export function contentOf(entry: Entry, receptionId: string): EntryContent {
  return {
    id: entry.id,
    reception_id: receptionId,
    guest_id: entry.guest_id,
    speaker: entry.speaker,
    speaker_name: entry.speaker_name,
    speaker_ref: entry.speaker_ref,
    text: entry.text,
    spoken_at: entry.spoken_at,
    is_draft: entry.is_draft,
    after: null,
  }
}

export interface AutosaveOptions {
  send: (entry: SaveEntry) => Promise<EntrySaved>
  onState: (state: SaveState) => void
  onSaved?: (saved: EntrySaved) => void
  /** A save the core will not take as it stands: conflict, a refused field, a lost entry. */
  onRefused?: (error: CommandError, content: EntryContent) => void
}

interface Waiter {
  edit: number
  resolve: () => void
  reject: (error: CommandError) => void
}

interface Item {
  content: EntryContent
  version: number
  /** Count of edits made, and the one the core has. */
  edit: number
  savedEdit: number
  /** The newest edit that was ever sent. */
  sentEdit: number
  firstTouch: number
  lastTouch: number
  isUrgent: boolean
  /** Sent, but nobody knows whether it arrived. */
  unsure: { payload: SaveEntry; edit: number } | null
  isRefused: boolean
  waiters: Waiter[]
}

export type Autosave = ReturnType<typeof createAutosave>

/** Starts an empty queue. Call `dispose` when the screen goes. */
export function createAutosave(options: AutosaveOptions) {
  const items = new Map<string, Item>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false
  let failures = 0
  let retryAt = 0
  let flushers: ((done: boolean) => void)[] = []

  const isDirty = (i: Item) => i.edit > i.savedEdit
  const waiting = () => [...items.values()].filter((i) => isDirty(i) && !i.isRefused)
  const dueAt = (i: Item) =>
    i.isUrgent ? 0 : Math.min(i.lastTouch + QUIET_MS, i.firstTouch + AT_MOST_MS)

  function schedule() {
    clearTimeout(timer)
    timer = undefined
    if (isSending) return
    const next = waiting().reduce((t, i) => Math.min(t, dueAt(i)), Number.POSITIVE_INFINITY)
    if (next === Number.POSITIVE_INFINITY) return
    const wait = Math.max(next, retryAt) - Date.now()
    if (wait <= 0) void send()
    else timer = setTimeout(() => void send(), wait)
  }

  async function send() {
    const item = waiting().sort((a, b) => dueAt(a) - dueAt(b))[0]
    if (!item || isSending) return
    isSending = true
    clearTimeout(timer)
    const sent = item.unsure ?? {
      payload: { ...item.content, version: item.version },
      edit: item.edit,
    }
    item.sentEdit = Math.max(item.sentEdit, sent.edit)
    if (failures === 0) options.onState({ kind: 'saving' })
    try {
      const saved = await options.send(sent.payload)
      item.unsure = null
      item.version = saved.version
      item.savedEdit = Math.max(item.savedEdit, sent.edit)
      const heard = item.waiters.filter((w) => w.edit <= sent.edit)
      item.waiters = item.waiters.filter((w) => w.edit > sent.edit)
      item.isUrgent = item.waiters.length > 0
      failures = 0
      retryAt = 0
      options.onSaved?.(saved)
      heard.forEach((w) => w.resolve())
      // An entry the core refused stays unsaved, whatever else was saved since.
      if ([...items.values()].some((i) => i.isRefused)) settleFlush(false)
      else if (waiting().length === 0) {
        options.onState({ kind: 'saved', at: clock(saved.saved_at, true) })
        settleFlush(true)
      }
    } catch (cause) {
      fail(item, sent, CommandError.from(cause))
    } finally {
      isSending = false
      schedule()
    }
  }

  function fail(item: Item, sent: NonNullable<Item['unsure']>, error: CommandError) {
    options.onState({
      kind: 'failed',
      why: error.fields[0]?.message || error.hint || errorWords[error.code].title,
    })
    if (PASSING.has(error.code)) {
      item.unsure = sent
      retryAt = Date.now() + (RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 10_000)
      failures += 1
    } else {
      item.unsure = null
      item.isRefused = true
      options.onRefused?.(error, item.content)
    }
    item.waiters.splice(0).forEach((w) => w.reject(error))
    settleFlush(false)
  }

  function settleFlush(done: boolean) {
    const all = flushers
    flushers = []
    all.forEach((resolve) => resolve(done))
  }

  /** Takes the newest content of an entry; `version` counts only for one not seen before. */
  function touch(content: EntryContent, version: number, isUrgent = false): void {
    const now = Date.now()
    const item = items.get(content.id) ?? {
      content,
      version,
      edit: 0,
      savedEdit: 0,
      sentEdit: 0,
      firstTouch: now,
      lastTouch: now,
      isUrgent: false,
      unsure: null,
      isRefused: false,
      waiters: [],
    }
    // What follows a save under way begins a second of its own.
    if (item.edit <= Math.max(item.savedEdit, item.sentEdit)) item.firstTouch = now
    item.content = content
    item.lastTouch = now
    item.edit += 1
    item.isUrgent ||= isUrgent
    item.isRefused = false
    items.set(content.id, item)
    if (failures === 0) options.onState({ kind: 'saving' })
    schedule()
  }

  /** Resolves when the core has the entry as it is now; rejects with the reason it has not. */
  function whenSaved(id: string): Promise<void> {
    const item = items.get(id)
    if (!item || !isDirty(item)) return Promise.resolve()
    retryAt = 0
    item.isRefused = false
    item.isUrgent = true
    return new Promise((resolve, reject) => {
      item.waiters.push({ edit: item.edit, resolve, reject })
      schedule()
    })
  }

  /** Saves whatever waits. False: something could not be saved; it stays in the queue. */
  function flush(): Promise<boolean> {
    if ([...items.values()].some((i) => i.isRefused)) return Promise.resolve(false)
    if (waiting().length === 0) return Promise.resolve(true)
    retryAt = 0
    for (const item of waiting()) item.isUrgent = true
    return new Promise((resolve) => {
      flushers.push(resolve)
      schedule()
    })
  }

  return {
    touch,
    whenSaved,
    flush,
    /** Tries again now, after a failure. */
    retry: () => {
      retryAt = 0
      for (const item of items.values()) item.isRefused = false
      schedule()
    },
    /** The version the core has of an entry, if this queue knows it. */
    versionOf: (id: string): number | undefined => items.get(id)?.version,
    /** Goes on from another version: after a conflict was settled, a split, a merge. */
    rebase: (id: string, version: number) => {
      const item = items.get(id)
      if (!item) return
      item.version = version
      item.unsure = null
      item.isRefused = false
      schedule()
    },
    /** Drops an entry that is void or merged away. */
    forget: (id: string) => items.delete(id),
    /** Whether anything typed is not yet in the database. */
    hasUnsaved: () => [...items.values()].some(isDirty),
    dispose: () => {
      clearTimeout(timer)
      settleFlush(false)
    },
  }
}
