/** How the burning cases are laid out, and which of them have a paper to sign today. */
import type {
  ChaseKind,
  SupervisionGroup,
  SupervisionOrder,
  SupervisionRow,
} from '@/bridge/bindings'
import { termLabel, type LightKind } from '@/labels'

export interface Group {
  key: string
  label: string
  /** Only of a group by light. */
  light: LightKind | null
  rows: SupervisionRow[]
  /** All its cases, also those on pages not read yet. */
  count: number
}

const LIGHTS: LightKind[] = ['red', 'yellow', 'blue']

function keyOf(row: SupervisionRow, by: SupervisionOrder): [key: string, label: string] {
  if (by === 'light') return [row.light, termLabel('Light', row.light)]
  if (by === 'unit') return [row.lead_unit_id ?? '', row.lead_unit || '主办未定']
  return [row.lead_leader_id ?? '', row.lead_leader || '没有牵头领导']
}

/**
 * The rows in groups; the order of the core (the longest overdue first) stays inside each.
 *
 * @param totals how many cases the core has of each group; what it does not name counts its rows
 */
export function groupRows(
  rows: SupervisionRow[],
  by: SupervisionOrder,
  totals: SupervisionGroup[] = [],
): Group[] {
  const totalOf = new Map(totals.map((t) => [t.key, t.count]))
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const [key, label] = keyOf(row, by)
    const group = groups.get(key) ?? {
      key,
      label,
      light: by === 'light' ? row.light : null,
      rows: [],
      count: 0,
    }
    group.rows.push(row)
    group.count = totalOf.get(key) ?? group.rows.length
    groups.set(key, group)
  }
  const all = [...groups.values()]
  if (by !== 'light') return all
  return all.sort((a, b) => LIGHTS.indexOf(a.light ?? 'none') - LIGHTS.indexOf(b.light ?? 'none'))
}

/** Only a case whose paper is due can be signed for: the core refuses the others. */
export const isSignable = (row: SupervisionRow): boolean => row.chase_due !== null

/** `督办函 1，催办单 3`, the sharper paper first. */
export function paperWords(rows: SupervisionRow[]): string {
  const order: ChaseKind[] = ['referral', 'supervision', 'reminder']
  return order
    .map((rung) => [rung, rows.filter((r) => r.chase_due === rung).length] as const)
    .filter(([, n]) => n > 0)
    .map(([rung, n]) => `${termLabel('ChaseKind', rung)} ${n}`)
    .join('，')
}

/** What the last column says: the paper due, or why there is none. */
export function paperOf(row: SupervisionRow): { name: string; note: string } {
  switch (row.chase_due) {
    case 'reminder':
      return { name: termLabel('ChaseKind', 'reminder'), note: `第 ${row.reminder_count + 1} 次` }
    case 'supervision':
      return {
        name: termLabel('ChaseKind', 'supervision'),
        note: `已催办 ${row.reminder_count} 次`,
      }
    case 'referral':
      return {
        name: termLabel('ChaseKind', 'referral'),
        note: `已督办 ${row.supervision_count} 次`,
      }
    case null:
      return row.light === 'red'
        ? { name: '今天不发', note: row.note }
        : { name: '不必催办', note: row.note || '没有逾期' }
  }
}
