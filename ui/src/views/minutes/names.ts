/** Names for `@`: answered at once from what was found before, then by the core. */
import { call } from '@/bridge/call'
import type { NameHit } from '@/bridge/bindings'

const LIMIT = 9

export type Names = ReturnType<typeof createNames>

/** Finds names for one sitting; those who take part come first. */
export function createNames(receptionId: string) {
  const found = new Map<string, NameHit[]>()
  const known = new Map<string, NameHit>()

  /** Asks the core once for each query. */
  async function find(query: string): Promise<NameHit[]> {
    const before = found.get(query)
    if (before) return before
    const { hits } = await call('find_names', {
      query,
      kinds: ['unit', 'leader', 'enterprise'],
      reception_id: receptionId,
      limit: LIMIT,
    })
    found.set(query, hits)
    for (const hit of hits) known.set(hit.id, hit)
    return hits
  }

  /** What can be said without asking: a former answer, or known names with these characters. */
  function instant(query: string): { hits: NameHit[]; isFinal: boolean } {
    const before = found.get(query)
    if (before) return { hits: before, isFinal: true }
    const hits = [...known.values()].flatMap((hit) => {
      const at = [...hit.name].join('').indexOf(query)
      if (at < 0) return []
      const from = [...hit.name.slice(0, at)].length
      return [{ ...hit, spans: [[from, from + [...query].length]] as [number, number][] }]
    })
    return { hits: hits.slice(0, LIMIT), isFinal: false }
  }

  return { find, instant }
}
