/** What can be done with demands, and the one next step of each. */
import type { BatchOutcome, DemandDetail, DemandState } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { office } from '@/shell'

export type NextStep = 'accept' | 'compose' | 'slip'

/** The step the demand waits for at the office. */
export function nextStep(d: Pick<DemandDetail, 'state' | 'slip_id'>): NextStep | null {
  if (d.slip_id) return 'slip'
  if (d.state === 'draft' || d.state === 'pending_review') return 'accept'
  return d.state === 'accepted' ? 'compose' : null
}

/** The step in words; a slip is named by what it waits for. */
export function stepWord(step: NextStep, state: DemandState): string {
  if (step === 'accept') return '受理'
  if (step === 'compose') return '拟交办单'
  const waits: Partial<Record<DemandState, string>> = {
    awaiting_instruction: '去签批',
    instructed: '去签发',
    awaiting_receipt: '登记签收',
  }
  return waits[state] ?? '看交办单'
}

/** Accepts after review; the clerk at the desk is the reviewer. */
export const acceptDemands = (ids: string[]): Promise<BatchOutcome> =>
  call('accept_demands', { ids, reviewer: office.clerk })

/** A slip of these demands, all of one enterprise; its id. */
export async function composeSlip(ids: string[], receptionId: string | null): Promise<string> {
  return (await call('compose_slip', { demands: ids, reception_id: receptionId })).id
}

/** Whether its fields may still be changed here: nothing has gone to anyone yet. */
export const isEditable = (d: DemandDetail): boolean =>
  ['draft', 'pending_review', 'accepted'].includes(d.state) && d.slip_id === null
