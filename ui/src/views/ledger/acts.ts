/** What can be done with demands before they go to a unit. */
import type { BatchOutcome, DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { office } from '@/shell'

/**
 * Accepts after review; the clerk at the desk is the reviewer. `reason`: why one whose enterprise
 * is registered in another district is accepted.
 */
export const acceptDemands = (ids: string[], reason = ''): Promise<BatchOutcome> =>
  call('accept_demands', { ids, reviewer: office.clerk, elsewhere_reason: reason })

/** A slip of these demands, all of one enterprise; its id. */
export async function composeSlip(ids: string[], receptionId: string | null): Promise<string> {
  return (await call('compose_slip', { demands: ids, reception_id: receptionId })).id
}

/** Whether its fields may still be changed here: nothing has gone to anyone yet. */
export const isEditable = (d: DemandDetail): boolean =>
  ['draft', 'pending_review', 'accepted'].includes(d.state) && d.slip_id === null

/** Whether it may be voided as taken down by mistake: nothing was done with it, none joined to it. */
export const isVoidable = (d: DemandDetail): boolean =>
  isEditable(d) && d.handling.joined.length === 0
