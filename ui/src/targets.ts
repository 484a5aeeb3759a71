/** Where a thing is opened: the one map from hits and acts to addresses. */
import type { RouteLocationRaw } from 'vue-router'
import type { LedgerFilter, SearchTarget, WorkAct } from './bridge/bindings'

/** The screen of a found thing. The id of an entry is `<reception>#<entry>`. */
export function targetOf(target: SearchTarget, id: string): RouteLocationRaw {
  switch (target) {
    case 'demand':
      return { name: 'ledger', params: { id } }
    case 'slip':
      return { name: 'slips', params: { id } }
    case 'reception':
      return { name: 'schedule', params: { id } }
    case 'entry': {
      const [reception = '', entry] = id.split('#')
      return { name: 'minutes', params: { id: reception }, query: entry ? { entry } : {} }
    }
    case 'enterprise':
    case 'unit':
    case 'leader':
      return { name: 'directory', params: { kind: target, id } }
  }
}

/** What an act on the workbench opens, with the kind of thing its target is. */
const ACTS: Record<WorkAct, SearchTarget> = {
  prepare_reception: 'reception',
  issue_announcement: 'reception',
  accept_demand: 'demand',
  // The slips of a sitting are made at the end of its record.
  compose_slip: 'entry',
  review_slip: 'slip',
  instruct_slip: 'slip',
  issue_slip: 'slip',
  register_receipt: 'slip',
  open_demand: 'demand',
  rule_objection: 'demand',
  decide_extension: 'demand',
  review_completion: 'demand',
  reply_joined: 'demand',
  ask_rating: 'demand',
  record_rating: 'demand',
  review_demand: 'demand',
}

export const thingOf = (act: WorkAct): SearchTarget => ACTS[act]

/** The screen that does an act of the workbench. */
export const placeOf = (act: WorkAct, target: string): RouteLocationRaw =>
  targetOf(ACTS[act], target)

/** The ledger, showing what `filter` counts. */
export const ledgerOf = (filter: Partial<LedgerFilter>): RouteLocationRaw => ({
  name: 'ledger',
  query: { filter: JSON.stringify(filter) },
})
