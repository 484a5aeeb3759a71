/** The one main act an open slip waits for, and what follows from it. */
import type { SlipDetail } from '@/bridge/bindings'
import type { Forms } from './forms'

/** A press within so many milliseconds of an act belongs to the act, not to the next one. */
export const SETTLE_MS = 600

export interface SlipStep {
  label: string
  /** What follows from it, said beneath. */
  after: string
  isReady: boolean
  /** What to ask before it, for an act that nothing takes back. */
  ask?: string
  run: () => Promise<unknown>
}

/** The number it will take, without the organ's prefix: `〔2026〕12号`. */
const serialOf = (s: SlipDetail) => s.next_number.replace(/^[^〔]+/, '')

/** How many units it goes to. */
const unitsOf = (s: SlipDetail) =>
  new Set(s.items.flatMap((i) => [i.fields.lead_unit, ...i.fields.assisting_units])).size

/** Null: nothing is left to do but receipts. */
export function slipStep(s: SlipDetail, f: Forms): SlipStep | null {
  switch (s.state) {
    case 'drafting':
      return {
        label: '送审',
        after: '送审后仍可修改，审核同意即送领导签批。',
        isReady: f.head.proposal.trim() !== '',
        run: f.submit,
      }
    case 'under_review':
      return {
        label: '审核同意',
        after: '同意后送领导签批，拟办内容不再由办公室改动。',
        isReady: f.review.reviewer.trim() !== '',
        run: f.approve,
      }
    case 'awaiting_instruction':
      return {
        label: '批示入档',
        after: '批示入档后，原拟办内容留存；下一步签发取号。',
        isReady:
          f.instruction.text.trim() !== '' &&
          f.instruction.signer !== null &&
          f.instruction.instructed_on !== null,
        run: f.instruct,
      }
    case 'instructed':
      return f.isInstructionDirty || f.changed.length > 0
        ? {
            label: '批示入档',
            after: '改动入档后再签发取号。',
            isReady: f.instruction.text.trim() !== '' && f.instruction.signer !== null,
            run: f.instruct,
          }
        : {
            label: '签发并取号',
            after: `取${serialOf(s)}，送达 ${unitsOf(s)} 家，次日起算时限。号取定后不能退回。`,
            isReady:
              f.issue.issuer.trim() !== '' &&
              Boolean(s.ink || s.scan_id || f.signature.ink) &&
              s.missing.every((m) => m.field === 'ink'),
            ask: `签发后取号${serialOf(s)}，不能退回。`,
            run: f.issueNow,
          }
    case 'issued':
    case 'void':
      return null
    default:
      return null
  }
}
