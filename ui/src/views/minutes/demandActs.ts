/** The acts on the demands of a sitting: change, raise, split, join, void, answer. */
import type { ComputedRef, Ref } from 'vue'
import type { DemandFields, Minutes, SittingDemand } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { offerUndo } from '@/shell'
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
  ordinalOf: (demandId: string) => number
  tell: (cause: unknown) => CommandError
  take: (next: Minutes) => void
  reload: () => Promise<void>
  act: <T>(body: () => Promise<T>) => Promise<T | null>
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

export function createDemandActs(scope: DemandScope) {
  const { id, minutes, demands, focusId, notice, paperRound, faults, undo, settle } = scope
  const { ordinalOf, tell, take, reload, act } = scope

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

  let demandChain: Promise<unknown> = Promise.resolve()

  /** Runs after all changes of fields asked for before it, so that it finds the newest version. */
  function inTurn<T>(body: () => Promise<T>): Promise<T> {
    const run = demandChain.then(body)
    demandChain = run.catch(() => undefined)
    return run
  }

  /** Changes fields of a demand, each change on the newest version. Returns what takes it back. */
  function patched(demandId: string, patch: Partial<DemandFields>): Promise<Step | null> {
    const keys = Object.keys(patch) as (keyof DemandFields)[]
    return inTurn(async () => {
      let demand = live(demandId)
      if (!demand) return null
      const before = demand.fields
      const save = (d: SittingDemand) =>
        call('save_demand_fields', {
          id: d.id,
          version: d.version,
          fields: plain({ ...d.fields, ...patch }),
        })
      try {
        let saved: SittingDemand
        try {
          saved = await save(demand)
        } catch (cause) {
          if (CommandError.from(cause).code !== 'conflict') throw cause
          // Somebody changed another field: the patch goes on top. The same field: ask.
          await reload()
          demand = live(demandId)
          if (!demand) throw cause
          const now = demand.fields
          if (keys.some((k) => JSON.stringify(now[k]) !== JSON.stringify(before[k]))) throw cause
          saved = await save(demand)
        }
        replaceDemand(saved)
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
    })
  }

  /** As `patched`, and `Ctrl Z` takes it back; not when it is `part` of a longer act. */
  async function patchDemand(demandId: string, patch: Partial<DemandFields>, isPart = false) {
    const back = await patched(demandId, patch)
    if (!isPart) undo.push(back)
    return back
  }

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
      undo.push(takenOut(demand.id, '撤销刚才新增的诉求'))
      return demand
    })
    raising.delete(key)
    return raised
  }

  /**
   * Takes a demand out; the one it came `from`, else the one before it, is spoken of again. What
   * takes this back brings it as it was.
   */
  const takenOut =
    (demandId: string, reason: string, from?: string): Step =>
    () =>
      act(async () => {
        await demandChain
        const demand = live(demandId)
        if (!demand) return null
        const before = from ?? ownBefore(demand)?.id
        const wasActive = focusId.value === demandId
        await call('void_demand', { id: demandId, version: demand.version, reason })
        await reload()
        // The leader goes on about what was spoken of before.
        if (wasActive && before) focusId.value = before
        return restored(demandId, demand.version + 1, takenOut(demandId, reason, from))
      })

  /** Brings back a demand that is void or was joined to another; `back` does that again. */
  const restored =
    (demandId: string, version: number, back: Step): Step =>
    () =>
      act(async () => {
        await demandChain
        await call('restore_demand', { id: demandId, version })
        await reload()
        focusId.value = demandId
        return back
      })

  /** 作废: an act of its own, offered to be taken back. */
  async function voidDemand(demandId: string, reason: string) {
    const [ordinal, title] = [ordinalOf(demandId), live(demandId)?.fields.title ?? '']
    const back = await takenOut(demandId, reason)()
    if (!back) return
    undo.push(back)
    offerUndo({ text: `已作废诉求 ${ordinal}“${title}”`, undo: () => undo.back() })
  }

  async function splitDemand(
    demand: SittingDemand,
    newId: string,
    title: string,
    quote: { entry_id: string; from: number; to: number } | null,
  ) {
    await act(async () => {
      await demandChain
      const now = live(demand.id) ?? demand
      take(
        await call('split_demand', {
          id: now.id,
          version: now.version,
          new_id: newId,
          title,
          quote,
        }),
      )
      focusId.value = newId
      // The first half is as it was: taken back is only the one that was cut off.
      undo.push(takenOut(newId, '撤销刚才的拆分', demand.id))
      settle()
    })
  }

  /** Joins a demand to another one; what takes this back parts them as they were. */
  const joined =
    (demandId: string, into: string): Step =>
    () =>
      act(async () => {
        await demandChain
        const demand = live(demandId)
        if (!demand) return null
        take(await call('merge_demand', { id: demandId, version: demand.version, into }))
        focusId.value = into
        return restored(demandId, demand.version + 1, joined(demandId, into))
      })

  /** Joins a demand to the one before it of the same enterprise. */
  async function mergeDemand(demand: SittingDemand) {
    const into = ownBefore(demand)
    if (into) undo.push(await joined(demand.id, into.id)())
    else notice.value = '它是这家企业的第一项诉求，前面没有可以合并的。'
  }

  /** Answers a demand on the spot; what takes this back opens it again. */
  const answered =
    (demandId: string, by: string, words: string): Step =>
    () =>
      act(async () => {
        await demandChain
        const demand = live(demandId)
        if (!demand) return null
        const { version } = await call('answer_on_site', {
          id: demandId,
          version: demand.version,
          answered_by: by,
          answer: words,
        })
        await reload()
        return () =>
          act(async () => {
            const reason = '撤销刚才的现场答复'
            await call('reopen_demand', { id: demandId, version, reason })
            await reload()
            focusId.value = demandId
            return answered(demandId, by, words)
          })
      })

  async function answer(demand: SittingDemand, by: string, words: string): Promise<boolean> {
    const back = await answered(demand.id, by, words)()
    undo.push(back)
    if (back) settle()
    return Boolean(back)
  }

  return { patchDemand, raise, voidDemand, splitDemand, mergeDemand, answer }
}
