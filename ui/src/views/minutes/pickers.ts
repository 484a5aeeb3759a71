/** What the pickers of a demand block search. */
import { LABELS, type Category, type NameHit } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import type { PickItem } from '@/components/picker'
import { categoriesFor } from './signs'

const itemOf = (hit: NameHit): PickItem => ({
  id: hit.id,
  label: hit.name,
  spans: hit.spans,
  short: hit.short_name === hit.name ? undefined : hit.short_name,
  detail: hit.note,
})

/** Units by characters, pinyin or initials; those of the sitting first. */
export const unitSearch = (receptionId: string) => async (query: string) => {
  const { hits } = await call('find_names', {
    query,
    kinds: ['unit'],
    reception_id: receptionId,
    limit: 9,
  })
  return hits.map(itemOf)
}

export const categoryItem = (code: Category | null): PickItem | null =>
  code ? { id: code, label: LABELS.Category[code] } : null

/** Categories, each by character or initials. */
export const categorySearch = (query: string): PickItem[] =>
  categoriesFor(query).map((t) => ({ id: t.code, label: t.label }))
