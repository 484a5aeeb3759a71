import type { Entry, SittingDemand } from '@/bridge/bindings'

/**
 * What units and the leader said to a demand: from the words it came from to those of the next one
 * of the same guest. Without words of its own nothing was said to it.
 */
export function answersTo(
  demand: SittingDemand,
  demands: readonly SittingDemand[],
  entries: readonly Entry[],
): Entry[] {
  const said = entries.filter((e) => e.guest_id === demand.guest_id)
  const start = (d: SittingDemand) =>
    said.findIndex((e) => d.quotes.some((q) => q.entry_id === e.id))
  const from = start(demand)
  if (from < 0) return []
  const next = Math.min(said.length, ...demands.map(start).filter((at) => at > from))
  return said.slice(from, next).filter((e) => e.speaker === 'unit' || e.speaker === 'leader')
}
