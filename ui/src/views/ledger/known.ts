/** Names of the things a filter names by id only; asked once, kept. */
import { reactive } from 'vue'
import { call } from '@/bridge/call'
import type { LedgerFilter } from '@/bridge/bindings'

const names = reactive(new Map<string, string>())
const asked = new Set<string>()

/** Remembers a name that is at hand, as after a pick. */
export function know(id: string, name: string): void {
  names.set(id, name)
}

async function ask(key: string, id: string): Promise<void> {
  try {
    if (key === 'units') {
      const { unit } = await call('get_unit', { id })
      know(id, unit.short_name || unit.name)
    } else if (key === 'enterprises') {
      const { record } = await call('get_enterprise', { id })
      know(id, record.short_name || record.name)
    } else if (key === 'receptions') {
      know(id, (await call('get_reception', { id })).title)
    } else if (key === 'leaders') {
      const page = { query: '', limit: 100, offset: 0, with_retired: true }
      for (const l of (await call('list_leaders', page)).leaders) know(l.id, l.name)
    }
  } catch {
    // A name that cannot be read only costs the words of a chip; the list itself says why.
    asked.delete(id)
  }
}

/** The name of `id`; until it is known, a word that stands for it. */
export const nameOf = (_key: string, id: string): string => names.get(id) ?? '…'

function need(key: string, id: string): void {
  if (names.has(id) || asked.has(id)) return
  asked.add(id)
  void ask(key, id)
}

/** Asks for every name the filter needs. */
export function knowNames(filter: LedgerFilter): void {
  const set = filter.figure
  const kinds = { unit: 'units', leader: 'leaders', enterprise: 'enterprises' } as const
  if (set && set.key && set.group in kinds) {
    need(kinds[set.group as keyof typeof kinds], set.key)
  }
  for (const key of ['units', 'enterprises', 'leaders', 'receptions'] as const) {
    for (const id of filter[key]) need(key, id)
  }
}
