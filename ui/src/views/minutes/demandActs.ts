/** The acts on the demands of a sitting: change, raise, split, join, void, answer. */
import type { ComputedRef, Ref } from 'vue'
import type { DemandFields, Minutes, SittingDemand } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { offerUndo } from '@/shell'
import type { createUndo } from './undo'

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
  ordinalOf: (demandId: string) => number
  tell: (cause: unknown) => CommandError
  take: (next: Minutes) => void
  reload: () => Promise<void>
  act: <T>(body: () => Promise<T>) => Promise<T | null>
}

/** A copy free of Vue's proxies, as the bridge wants it. */
const plain = (fields: DemandFields): DemandFields =>
  JSON.parse(JSON.stringify(fields)) as DemandFields

export function createDemandActs(scope: DemandScope) {
  const { id, minutes, demands, focusId, notice, paperRound, faults, undo } = scope
  const { ordinalOf, tell, take, reload, act } = scope

  const replaceDemand = (next: SittingDemand) => {
    const m = minutes.value
    if (!m) return
    const at = m.demands.findIndex((d) => d.id === next.id)
    if (at < 0) m.demands.push(next)
    else m.demands[at] = next
    paperRound.value += 1
  }

  let demandChain: Promise<unknown> = Promise.resolve()

  /** Changes fields of a demand; changes follow each other, each on the newest version. */
  function patchDemand(demandId: string, patch: Partial<DemandFields>, isUndo = false) {
    const run = async () => {
      let demand = demands.value.find((d) => d.id === demandId)
      if (!demand) return
      const before = demand.fields
      const back: Partial<DemandFields> = {}
      for (const key of Object.keys(patch) as (keyof DemandFields)[]) {
        Object.assign(back, { [key]: before[key] })
      }
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
          demand = demands.value.find((d) => d.id === demandId)
          if (!demand) throw cause
          const now = demand.fields
          const clash = (Object.keys(patch) as (keyof DemandFields)[]).some(
            (k) => JSON.stringify(now[k]) !== JSON.stringify(before[k]),
          )
          if (clash) throw cause
          saved = await save(demand)
        }
        replaceDemand(saved)
        notice.value = ''
        for (const key of Object.keys(patch)) delete faults[demandId]?.[key]
        if (!isUndo) undo.push(() => patchDemand(demandId, back, true))
      } catch (cause) {
        const error = tell(cause)
        const mine = (faults[demandId] ??= {})
        const [first = ''] = Object.keys(patch)
        mine[first] = notice.value
        for (const f of error.fields) mine[f.field.split('.').at(-1) ?? ''] = f.message
      }
    }
    demandChain = demandChain.then(run)
    return demandChain
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
      undo.push(() => voidDemand(demand.id, '撤销刚才新增的诉求', true))
      return demand
    })
    raising.delete(key)
    return raised
  }

  /**
   * Takes a demand out. After `Ctrl Z` (`isUndo`) the one before it is active again and
   * `Ctrl Shift Z` brings it back; after 作废 it is an act of its own, which `Ctrl Z` takes back.
   */
  async function voidDemand(demandId: string, reason: string, isUndo = false) {
    const ordinal = ordinalOf(demandId)
    await act(async () => {
      await demandChain
      const demand = demands.value.find((d) => d.id === demandId)
      if (!demand) return
      const own = demands.value.filter((d) => d.guest_id === demand.guest_id)
      const before = own[own.indexOf(demand) - 1] ?? null
      const wasActive = focusId.value === demandId
      await call('void_demand', { id: demandId, version: demand.version, reason })
      await reload()
      // The leader goes on about what was spoken of before.
      if (isUndo && wasActive && before) focusId.value = before.id
      const restore = () =>
        act(async () => {
          await call('restore_demand', { id: demandId, version: demand.version + 1 })
          await reload()
          focusId.value = demandId
          if (isUndo) undo.push(() => voidDemand(demandId, reason, true))
        })
      if (isUndo) undo.pushUndone(restore)
      else {
        undo.push(restore)
        offerUndo({
          text: `已作废诉求 ${ordinal}“${demand.fields.title}”`,
          undo: () => undo.back(),
        })
      }
    })
  }

  async function splitDemand(
    demand: SittingDemand,
    newId: string,
    title: string,
    quote: { entry_id: string; from: number; to: number } | null,
  ) {
    await act(async () => {
      await demandChain
      const now = demands.value.find((d) => d.id === demand.id) ?? demand
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
    })
  }

  /** Joins a demand to the one before it of the same enterprise. */
  async function mergeDemand(demand: SittingDemand) {
    const own = demands.value.filter((d) => d.guest_id === demand.guest_id)
    const into = own[own.findIndex((d) => d.id === demand.id) - 1]
    if (!into) {
      notice.value = '它是这家企业的第一项诉求，前面没有可以合并的。'
      return
    }
    await act(async () => {
      await demandChain
      const now = demands.value.find((d) => d.id === demand.id) ?? demand
      take(await call('merge_demand', { id: now.id, version: now.version, into: into.id }))
      focusId.value = into.id
    })
  }

  async function answer(demand: SittingDemand, answeredBy: string, words: string) {
    return act(async () => {
      await demandChain
      const now = demands.value.find((d) => d.id === demand.id) ?? demand
      await call('answer_on_site', {
        id: now.id,
        version: now.version,
        answered_by: answeredBy,
        answer: words,
      })
      await reload()
      return true
    })
  }

  return { patchDemand, raise, voidDemand, splitDemand, mergeDemand, answer }
}
