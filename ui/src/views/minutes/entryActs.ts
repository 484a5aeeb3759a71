/** The acts on the entries of a sitting: split, join, take back. */
import type { ComputedRef, Ref } from 'vue'
import type { Entry, Minutes } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import type { createAutosave } from './autosave'
import type { createUndo, Step } from './undo'

/** What the acts need of the sitting around them. */
export interface EntryScope {
  minutes: Ref<Minutes | null>
  sectionEntries: ComputedRef<Entry[]>
  autosave: ReturnType<typeof createAutosave>
  undo: ReturnType<typeof createUndo>
  take: (next: Minutes) => void
  act: <T>(body: () => Promise<T>) => Promise<T | null>
}

export function createEntryActs(scope: EntryScope) {
  const { minutes, sectionEntries, autosave, undo, take, act } = scope

  const live = (entryId: string) => minutes.value?.entries.find((e) => e.id === entryId) ?? null
  const before = (entryId: string) =>
    sectionEntries.value[sectionEntries.value.findIndex((e) => e.id === entryId) - 1] ?? null

  /** What is typed into an entry from here on goes on the version the core has now. */
  function rebase(entryId: string): void {
    const entry = live(entryId)
    if (entry) autosave.rebase(entry.id, entry.version)
  }

  async function splitEntry(entry: Entry, at: number, newId: string) {
    await act(async () => {
      if (!(await autosave.flush())) return
      take(await call('split_entry', { id: entry.id, version: entry.version, at, new_id: newId }))
      rebase(entry.id)
      undo.push(joined(newId))
    })
  }

  /** Joins an entry to the one before it; what takes this back parts them as they were. */
  const joined =
    (entryId: string): Step =>
    () =>
      act(async () => {
        if (!(await autosave.flush())) return null
        const [entry, into] = [live(entryId), before(entryId)]
        if (!entry || !into) return null
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
        if (!(await autosave.flush())) return null
        take(await call('restore_entry', { id: entryId, version }))
        if (into) rebase(into)
        return back
      })

  /** Returns the entry that has the words of both now. */
  async function mergeEntry(entry: Entry): Promise<Entry | null> {
    const into = before(entry.id)
    if (!into) return null
    const back = await joined(entry.id)()
    undo.push(back)
    return back ? live(into.id) : null
  }

  /** Takes an entry out of the record. */
  const takenBack =
    (entryId: string, reason: string): Step =>
    () =>
      act(async () => {
        if (!(await autosave.flush())) return null
        const entry = live(entryId)
        if (!entry) return null
        take(await call('void_entry', { id: entryId, version: entry.version, reason }))
        autosave.forget(entryId)
        return restored(entryId, entry.version + 1, takenBack(entryId, reason))
      })

  return { splitEntry, mergeEntry, takenBack }
}
