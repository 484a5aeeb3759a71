/** The acts on the demands of a sitting: change, raise, split, join, void, answer. */
import type { ComputedRef, Ref } from 'vue'
import type { DemandFields, Minutes, Quote, SittingDemand } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { wordsOf, type Division } from './dividing'
import { titleFrom } from './fields'
import type { createUndo, Step } from './undo'

/** What the acts need of the sitting around them. */
export interface DemandScope {
  id: string
  minutes: Ref<Minutes | null>
  demands: ComputedRef<SittingDemand[]>
  focusId: Ref<string | null>
  notice: Ref<string>
  paperRound: Ref<number>
  faults: Record<string, Partial<Record<string, string>>>
  undo: ReturnType<typeof createUndo>
  /** The words recorded so far belong to this act: no bare `Ctrl Enter` makes a demand of them. */
  settle: () => void
  /** Resolves when the core has the entry; rejects with the reason it has not. */
  entrySaved: (entryId: string) => Promise<void>
  ordinalOf: (demandId: string) => number
  tell: (cause: unknown) => CommandError
  take: (next: Minutes) => void
  reload: () => Promise<void>
  act: <T>(body: () => Promise<T>) => Promise<T | null>
  /** Says that the core has what was changed. */
  markActed: () => void
}

/** A copy free of Vue's proxies, as the bridge wants it. */
const plain = (fields: DemandFields): DemandFields =>
  JSON.parse(JSON.stringify(fields)) as DemandFields

/** What `was` says of the fields that `now` says otherwise. */
function changesBetween(was: DemandFields, now: DemandFields): Partial<DemandFields> {
  const keys = Object.keys(was) as (keyof DemandFields)[]
  const changed = keys.filter((k) => JSON.stringify(was[k]) !== JSON.stringify(now[k]))
  return Object.fromEntries(changed.map((k) => [k, was[k]])) as Partial<DemandFields>
}

const differ = (a: DemandFields, b: DemandFields) => Object.keys(changesBetween(a, b)).length > 0

const gone = () => new CommandError('precondition_failed', '', '这项诉求已不在记录里。', [])

export function createDemandActs(scope: DemandScope) {
  const { id, minutes, demands, focusId, notice, paperRound, faults, undo, settle } = scope
  const { entrySaved, ordinalOf, tell, take, reload, act, markActed } = scope

  const replaceDemand = (next: SittingDemand) => {
    const m = minutes.value
    if (!m) return
    const at = m.demands.findIndex((d) => d.id === next.id)
    if (at < 0) m.demands.push(next)
    else m.demands[at] = next
    paperRound.value += 1
  }

  const live = (demandId: string) => demands.value.find((d) => d.id === demandId)
  const ownBefore = (demand: SittingDemand) => {
    const own = demands.value.filter((d) => d.guest_id === demand.guest_id)
    return own[own.indexOf(demand) - 1] ?? null
  }

  /** Reads the record after an act: it was done, and can be taken back, also when this fails. */
  const seen = () => reload().catch((cause: unknown) => void tell(cause))

  const found = (demandId: string): SittingDemand => {
    const demand = live(demandId)
    if (!demand) throw gone()
    return demand
  }

  /** Changes fields of a demand, on the newest version. Returns what takes it back. */
  async function patched(demandId: string, patch: Partial<DemandFields>): Promise<Step | null> {
    const keys = Object.keys(patch) as (keyof DemandFields)[]
    const save = (d: SittingDemand) =>
      call('save_demand_fields', {
        id: d.id,
        version: d.version,
        fields: plain({ ...d.fields, ...patch }),
        origin: null,
      })
    try {
      let demand = found(demandId)
      const before = demand.fields
      let saved: SittingDemand
      try {
        saved = await save(demand)
      } catch (cause) {
        if (CommandError.from(cause).code !== 'conflict') throw cause
        // Somebody changed another field: the patch goes on top. The same field: ask.
        await reload()
        demand = found(demandId)
        const now = demand.fields
        if (keys.some((k) => JSON.stringify(now[k]) !== JSON.stringify(before[k]))) throw cause
        saved = await save(demand)
      }
      replaceDemand(saved)
      markActed()
      notice.value = ''
      for (const key of keys) delete faults[demandId]?.[key]
      // With the lead unit goes its person: taken back is all that changed.
      const back = changesBetween(before, saved.fields)
      return () => patched(demandId, back)
    } catch (cause) {
      const error = tell(cause)
      const mine = (faults[demandId] ??= {})
      mine[keys[0] ?? ''] = notice.value
      for (const f of error.fields) mine[f.field.split('.').at(-1) ?? ''] = f.message
      return null
    }
  }

  /** As `patched`, and `Ctrl Z` takes it back; not when it is `part` of a longer act. */
  const patchDemand = (demandId: string, patch: Partial<DemandFields>, isPart = false) =>
    undo.inTurn(async (keep) => {
      const before = live(demandId)?.fields
      const back = await patched(demandId, patch)
      const now = live(demandId)?.fields
      if (!isPart && before && now && differ(before, now)) keep(back)
      return back
    })

  /** A field of a demand was left that said `was` when it was entered: one act, if it changed. */
  const keepVisit = (demandId: string, was: Partial<DemandFields>) =>
    undo.inTurn(async (keep) => {
      const now = live(demandId)?.fields
      if (now && differ({ ...now, ...was }, now)) keep(() => patched(demandId, was))
    })

  /** Quotes whose demand is on its way: a key struck twice raises one demand. */
  const raising = new Set<string>()

  /** Makes a demand of a range of an entry; a range that is one already only gets the focus. */
  async function raise(
    entryId: string,
    guestId: string,
    range: [number, number],
    fields: DemandFields,
    newId: string,
  ) {
    const [from, to] = range
    const same = demands.value.find((d) =>
      d.quotes.some((q) => q.entry_id === entryId && q.from === from && q.to === to),
    )
    const key = `${entryId} ${from} ${to}`
    if (same) focusId.value = same.id
    if (same || raising.has(key)) return null
    raising.add(key)
    return undo.inTurn(async (keep) => {
      try {
        // The quote points into the entry: it must be in the record before the demand is.
        await entrySaved(entryId)
      } catch (cause) {
        raising.delete(key)
        tell(cause)
        return null
      }
      const raised = await act(async () => {
        const demand = await call('raise_demand', {
          id: newId,
          reception_id: id,
          guest_id: guestId,
          quote: { entry_id: entryId, from, to },
          fields: plain(fields),
        })
        replaceDemand(demand)
        focusId.value = demand.id
        keep(takenOut(demand.id, '撤销刚才新增的诉求'))
        return demand
      })
      raising.delete(key)
      return raised
    })
  }

  /**
   * Takes a demand out; the one before it is spoken of again. What takes this back brings it as it
   * was.
   */
  const takenOut =
    (demandId: string, reason: string): Step =>
    () =>
      act(async () => {
        const demand = found(demandId)
        const before = ownBefore(demand)?.id
        const wasActive = focusId.value === demandId
        await call('void_demand', { id: demandId, version: demand.version, reason })
        await seen()
        // The leader goes on about what was spoken of before.
        if (wasActive && before) focusId.value = before
        return restored(demandId, demand.version + 1, takenOut(demandId, reason))
      })

  /** Brings back a demand that is void or was joined to another; `back` does that again. */
  const restored =
    (demandId: string, version: number, back: Step): Step =>
    () =>
      act(async () => {
        await call('restore_demand', { id: demandId, version })
        await seen()
        focusId.value = demandId
        return back
      })

  /** 作废: an act of its own, offered to be taken back. */
  async function voidDemand(demandId: string, reason: string) {
    await undo.inTurn(async (keep) => {
      const [ordinal, title] = [ordinalOf(demandId), live(demandId)?.fields.title ?? '']
      const back = await takenOut(demandId, reason)()
      if (!back) return
      keep(back)
      undo.offer(`已作废诉求 ${ordinal}“${title}”`, back)
    })
  }

  /**
   * Takes a split back: the first demand has all its words again, and of `titles`, the one before
   * and the one after, the first.
   */
  const splitBack =
    (newId: string, from: string, titles: [string, string]): Step =>
    () =>
      act(async () => {
        const { version } = found(newId)
        await retitled(from, titles[0])
        await call('take_back_split', { id: newId, version })
        await seen()
        focusId.value = from
        const again = restored(newId, version + 1, splitBack(newId, from, titles))
        return async () => {
          const back = await again()
          if (back) await retitled(from, titles[1])
          return back
        }
      })

  async function retitled(demandId: string, title: string): Promise<void> {
    if (live(demandId)?.fields.title !== title) await patched(demandId, { title })
  }

  async function splitDemand(
    demand: SittingDemand,
    newId: string,
    title: string,
    words: Division,
    quote: Quote | null,
  ) {
    await undo.inTurn((keep) =>
      act(async () => {
        const now = found(demand.id)
        take(
          await call('split_demand', {
            id: now.id,
            version: now.version,
            new_id: newId,
            title,
            quote,
            ...wordsOf(now.fields, words),
          }),
        )
        focusId.value = newId
        // A title made of all the words would still promise what went.
        const was = now.fields.title
        const isWhole = words.left.trim() !== '' && was.includes(titleFrom(words.taken))
        const next = isWhole ? titleFrom(words.left) : was
        await retitled(demand.id, next)
        keep(splitBack(newId, demand.id, [was, next]))
        settle()
      }),
    )
  }

  /** Joins a demand to another one; what takes this back parts them as they were. */
  const joined =
    (demandId: string, into: string): Step =>
    () =>
      act(async () => {
        const demand = found(demandId)
        take(await call('merge_demand', { id: demandId, version: demand.version, into }))
        focusId.value = into
        return restored(demandId, demand.version + 1, joined(demandId, into))
      })

  /** Joins a demand to the one before it of the same enterprise. */
  async function mergeDemand(demand: SittingDemand) {
    await undo.inTurn(async (keep) => {
      const into = ownBefore(live(demand.id) ?? demand)
      if (into) keep(await joined(demand.id, into.id)())
      else notice.value = '它是这家企业的第一项诉求，前面没有可以合并的。'
    })
  }

  /** Answers a demand on the spot; taken back it stands where it stood. */
  const answered =
    (demandId: string, by: string, words: string): Step =>
    () =>
      act(async () => {
        const demand = found(demandId)
        const { version } = await call('answer_on_site', {
          id: demandId,
          version: demand.version,
          answered_by: by,
          answer: words,
        })
        await seen()
        return () =>
          act(async () => {
            await call('take_back_answer', { id: demandId, version })
            await seen()
            focusId.value = demandId
            return answered(demandId, by, words)
          })
      })

  async function answer(demand: SittingDemand, by: string, words: string): Promise<boolean> {
    return undo.inTurn(async (keep) => {
      const back = await answered(demand.id, by, words)()
      keep(back)
      if (back) settle()
      return back !== null
    })
  }

  return { patchDemand, keepVisit, raise, voidDemand, splitDemand, mergeDemand, answer }
}
