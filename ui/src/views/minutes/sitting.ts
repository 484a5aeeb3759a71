/** The running sitting on screen: what the core has, what is typed, and the acts on both. */
import { computed, inject, provide, reactive, ref, shallowRef, type InjectionKey } from 'vue'
import { call } from '@/bridge/call'
import type { Entry, Guest, Minutes } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { errorWords } from '@/labels'
import { markSaved, saveState } from '@/shell'
import { contentOf, createAutosave, type EntryContent } from './autosave'
import { createAttending } from './attending'
import { createDemandActs } from './demandActs'
import { createEntryActs } from './entryActs'
import { createNames } from './names'
import { createUndo } from './undo'

export type Sitting = ReturnType<typeof createSitting>
const KEY: InjectionKey<Sitting> = Symbol('sitting')

export const provideSitting = (s: Sitting): void => provide(KEY, s)

/** The sitting of the screen around; only inside `LiveSitting` or `HeldRecord`. */
export function useSitting(): Sitting {
  const sitting = inject(KEY)
  if (!sitting) throw new Error('no sitting around this component')
  return sitting
}

/** Opens a sitting; `load` brings its content. */
export function createSitting(id: string) {
  const minutes = ref<Minutes | null>(null)
  const loadFailure = shallowRef<CommandError | null>(null)
  /** What the core refused last, in words, until the next act succeeds. */
  const notice = ref('')
  /** The guest being received; null = the part without one (开场、宣讲、总结). */
  const section = ref<string | null>(null)
  const focusId = ref<string | null>(null)
  const editing = ref<string | null>(null)
  /** An entry somebody searched for, marked for a moment. */
  const found = ref<string | null>(null)
  const answering = ref<string | null>(null)
  const splitting = ref<string | null>(null)
  /** Rises whenever the paper may have changed. */
  const paperRound = ref(0)
  /** Field faults of demands, by demand and field, until the field is saved well. */
  const faults = reactive<Record<string, Partial<Record<string, string>>>>({})
  const undo = createUndo()
  /** The last entry when a demand was answered or split: `settle` of the demand acts. */
  const settledId = ref<string | null>(null)
  const names = createNames(id)

  const entries = computed(() => (minutes.value?.entries ?? []).filter((e) => !e.is_draft))
  const demands = computed(() => minutes.value?.demands ?? [])
  const guests = computed(() => minutes.value?.reception.guests ?? [])
  const guest = computed(() => guests.value.find((g) => g.id === section.value) ?? null)
  const focus = computed(() => demands.value.find((d) => d.id === focusId.value) ?? null)
  const sectionEntries = computed(() => entries.value.filter((e) => e.guest_id === section.value))
  const sectionDemands = computed(() => demands.value.filter((d) => d.guest_id === section.value))
  /** What a person calls a demand: its number within the sitting. */
  const ordinalOf = (demandId: string) => demands.value.findIndex((d) => d.id === demandId) + 1

  /** What slips still lack, named by the numbers people use in the room. */
  const missing = computed(() =>
    demands.value.flatMap((d, i) =>
      d.state === 'answered_on_site'
        ? []
        : d.missing.map((m) => ({
            ...m,
            label: `${m.label.replace(/（[^（）]*）$/, '')}（诉求 ${i + 1}）`,
          })),
    ),
  )

  const autosave = createAutosave({
    send: (entry) => call('save_entry', entry),
    onState: (state) => (saveState.value = state),
    onSaved: (saved) => {
      const entry = minutes.value?.entries.find((e) => e.id === saved.id)
      if (!entry) return
      entry.version = saved.version
      entry.position = saved.position
    },
    onRefused: (error, content) => void onRefused(error, content),
  })

  async function onRefused(error: CommandError, content: EntryContent) {
    if (error.code !== 'conflict') {
      tell(error)
      return
    }
    // What was typed here wins over nothing: it is put on top of the version that is there,
    // and the other words come into the notice, so that neither is lost.
    try {
      const now = await call('get_minutes', { id })
      const theirs = [...now.entries, ...(now.draft ? [now.draft] : [])].find(
        (e) => e.id === content.id,
      )
      if (!theirs) {
        tell(error)
        return
      }
      if (theirs.text !== content.text && theirs.text !== '') {
        notice.value = `这条记录在别处改过，已按这里的文字保存。别处写的是：“${theirs.text}”`
      }
      autosave.rebase(content.id, theirs.version)
    } catch (cause) {
      tell(cause)
    }
  }

  function tell(cause: unknown): CommandError {
    const error = CommandError.from(cause)
    const words = errorWords[error.code]
    notice.value = error.fields[0]?.message || error.hint || `${words.title}。${words.advice}`
    return error
  }

  function take(next: Minutes): void {
    minutes.value = next
    if (focusId.value && !next.demands.some((d) => d.id === focusId.value)) focusId.value = null
    paperRound.value += 1
  }

  /** Brings what the core has. The draft, if any, is in `minutes.draft`. */
  async function load(): Promise<void> {
    try {
      take(await call('get_minutes', { id }))
      loadFailure.value = null
    } catch (cause) {
      loadFailure.value = CommandError.from(cause)
    }
  }

  async function reload(): Promise<void> {
    const draft = minutes.value?.draft ?? null
    take({ ...(await call('get_minutes', { id })), draft })
  }

  /** The core has an act. Words still on their way are not saved by it: their own save says so. */
  function markActed(): void {
    if (!autosave.hasUnsaved()) markSaved()
  }

  /** Runs an act; what the core refuses is said, nothing typed is lost. */
  async function act<T>(body: () => Promise<T>): Promise<T | null> {
    notice.value = ''
    try {
      const done = await body()
      markActed()
      return done
    } catch (cause) {
      const error = tell(cause)
      if (error.code === 'conflict') await reload().catch(() => undefined)
      return null
    }
  }

  function goTo(next: string | null): void {
    section.value = next
    notice.value = ''
    editing.value = null
    const last = demands.value.filter((d) => d.guest_id === next).at(-1)
    focusId.value = last?.id ?? null
  }

  /** The enterprise after (`1`) or before (`-1`) the present one; those on leave are skipped. */
  function neighbour(step: 1 | -1): Guest | null {
    const all = guests.value.filter((g) => g.presence !== 'excused' && g.presence !== 'absent')
    const here = all.findIndex((g) => g.id === section.value)
    return (here < 0 ? (step > 0 ? all[0] : undefined) : all[here + step]) ?? null
  }

  /** Words that a unit's or the leader's entry now says; also for entries edited in place. */
  function editEntry(entry: Entry, text: string): void {
    entry.text = text
    autosave.touch(contentOf(entry, id), entry.version)
  }

  const entryActs = createEntryActs({ minutes, entries, autosave, undo, take, act })
  const attending = createAttending({ id, minutes, undo, act })
  const acts = createDemandActs({
    id,
    minutes,
    demands,
    focusId,
    notice,
    paperRound,
    faults,
    undo,
    entrySaved: autosave.whenSaved,
    settle: () => (settledId.value = sectionEntries.value.at(-1)?.id ?? null),
    ordinalOf,
    tell,
    take,
    reload,
    act,
    markActed,
  })

  /** Ctrl S: what is typed goes out now. False: all of it was saved already. */
  async function saveNow(): Promise<boolean> {
    const before = saveState.value
    await undo.idle()
    await autosave.flush()
    return saveState.value !== before
  }

  return reactive({
    id,
    minutes,
    loadFailure,
    notice,
    section,
    focusId,
    editing,
    found,
    answering,
    splitting,
    paperRound,
    faults,
    undo,
    settledId,
    names,
    autosave,
    entries,
    demands,
    guests,
    guest,
    focus,
    sectionEntries,
    sectionDemands,
    ordinalOf,
    missing,
    tell,
    take,
    load,
    reload,
    goTo,
    neighbour,
    editEntry,
    saveNow,
    ...attending,
    ...entryActs,
    ...acts,
  })
}
