/** What the forms of acts pick from: tasks of the demand, other demands. */
import type { Task } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import type { Field } from '@/components/form/form'
import type { PickItem } from '@/components/picker'
import { termLabel } from '@/labels'
import { emptyFilter } from '@/ledgerFilter'

const HITS = 12

/** Which unit's task the act is about. */
export const taskField = <V extends { task_id: string | null }>(
  tasks: Task[],
  label: string,
): Field<V> => ({
  name: 'task_id' as Extract<keyof V, string>,
  label,
  control: {
    kind: 'list',
    options: tasks.map((t) => ({
      value: t.id,
      label: `${t.unit_name}（${termLabel('TaskRole', t.role)}）`,
    })),
  },
  required: true,
})

/** The task as acts name it. */
export const versionOf = (tasks: Task[], id: string | null) => ({
  task_id: id ?? '',
  version: tasks.find((t) => t.id === id)?.version ?? 0,
})

/** Demands still open, but for `except`. */
export const searchOpenDemands =
  (except: string) =>
  async (query: string): Promise<PickItem[]> => {
    const { rows } = await call('list_ledger', {
      filter: { ...emptyFilter(), query, is_open: true },
      sort: 'number',
      is_descending: true,
      limit: HITS + 1,
      offset: 0,
    })
    return rows
      .filter((r) => r.id !== except)
      .slice(0, HITS)
      .map((r) => ({ id: r.id, label: `${r.number} ${r.title}`, detail: r.enterprise }))
  }
