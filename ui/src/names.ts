/** Searches of the directory for pickers: characters, full pinyin or initials. */
import { call } from './bridge/call'
import type { LeaderName, NameHit, NameKind } from './bridge/bindings'
import { pickOf, type PickItem } from './components/picker'

const HITS = 12

export type NamePick = PickItem & { hit?: NameHit }

/** A search for `EntityPicker` over one kind; those of the reception come first. */
export const searchNames =
  (kind: NameKind, receptionId: string | null = null) =>
  async (query: string): Promise<NamePick[]> => {
    const { hits } = await call('find_names', {
      query,
      kinds: [kind],
      reception_id: receptionId,
      limit: HITS,
    })
    return hits.map(pickOf)
  }

/** A leader already known as a picked row. */
export const leaderPick = (leader: LeaderName | null | undefined): NamePick | null =>
  leader ? { id: leader.id, label: leader.name, detail: leader.post } : null

/** Supervisors whose term stands, by name or firm. */
export async function searchSupervisors(query: string): Promise<PickItem[]> {
  const { supervisors } = await call('list_supervisors', {})
  return supervisors
    .filter((s) => s.is_standing && `${s.name}${s.firm}`.includes(query.trim()))
    .map((s) => ({ id: s.id, label: s.name, detail: s.firm }))
}
