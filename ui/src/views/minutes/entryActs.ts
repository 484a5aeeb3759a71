/** The acts on the entries of a sitting: split, join, take back. */
import type { ComputedRef, Ref } from 'vue'
import type { Entry, Minutes } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import type { createAutosave } from './autosave'
import type { createUndo, Step } from './undo'

/** What the acts need of the sitting around them. */
export interface EntryScope {
  minutes: Ref<Minutes | null>
  entries: ComputedRef<Entry[]>
  autosave: ReturnType<typeof createAutosave>
  undo: ReturnType<typeof createUndo>
  take: (next: Minutes) => void
  act: <T>(body: () => Promise<T>) => Promise<T | null>
}

const refused = (words: string) => new CommandError('precondition_failed', '', words, [])

export function createEntryActs(scope: EntryScope) {
  const { minutes, entries, autosave, undo, take, act } = scope

  const live = (entryId: string) => minutes.value?.entries.find((e) => e.id === entryId) ?? null
  /** The entry before it of its own enterprise, whichever one is on screen. */
  function before(entry: Entry): Entry | null {
    const own = entries.value.filter((e) => e.guest_id === entry.guest_id)
    return own[own.findIndex((e) => e.id === entry.id) - 1] ?? null
  }
  function found(entryId: string): Entry {
    const entry = live(entryId)
    if (!entry) throw refused('这条记录已不在了。')
    return entry
  }
  /** An act on entries begins when the core has all that is typed. */
  async function saved(): Promise<void> {
    if (!(await autosave.flush())) throw refused('还有文字没有存进数据文件，这一步暂时办不了。')
  }

  /** What is typed into an entry from here on goes on the version the core has now. */
  function rebase(entryId: string): void {
    const entry = live(entryId)
    if (entry) autosave.rebase(entry.id, entry.version)
  }

  async function splitEntry({ id }: Entry, at: number, newId: string) {
    await undo.inTurn((keep) =>
      act(async () => {
        await saved()
        const { version } = found(id)
        take(await call('split_entry', { id, version, at, new_id: newId }))
        rebase(id)
        keep(joined(newId))
      }),
    )
  }

  /** Joins an entry to the one before it; what takes this back parts them as they were. */
  const joined =
    (entryId: string): Step =>
    () =>
      act(async () => {
        await saved()
        const entry = found(entryId)
        const into = before(entry)
        if (!into) throw refused('前面没有可以并入的记录。')
        take(await call('merge_entry', { id: entryId, version: entry.version }))
        autosave.forget(entryId)
        rebase(into.id)
        return restored(entryId, entry.version + 1, joined(entryId), into.id)
      })

  /** Brings back an entry that was taken out or joined to `into`; `back` does that again. */
  const restored =
    (entryId: string, version: number, back: Step, into?: string): Step =>
    () =>
      act(async () => {
        await saved()
        take(await call('restore_entry', { id: entryId, version }))
        if (into) rebase(into)
        return back
      })

  /** Returns the entry that has the words of both now. */
  function mergeEntry(entry: Entry): Promise<Entry | null> {
    return undo.inTurn(async (keep) => {
      const into = before(entry)
      if (!into) return null
      const back = await joined(entry.id)()
      keep(back)
      return back ? live(into.id) : null
    })
  }

  /** Takes an entry out of the record. */
  const takenBack =
    (entryId: string, reason: string): Step =>
    () =>
      act(async () => {
        await saved()
        const entry = found(entryId)
        take(await call('void_entry', { id: entryId, version: entry.version, reason }))
        autosave.forget(entryId)
        return restored(entryId, entry.version + 1, takenBack(entryId, reason))
      })

  return { splitEntry, mergeEntry, takenBack }
}
