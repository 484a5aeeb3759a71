/** The one main act an open slip waits for, and what follows from it. */
import type { MissingField, SlipDetail } from '@/bridge/bindings'

/** A press within so many milliseconds of an act belongs to the act, not to the next one. */
export const SETTLE_MS = 600

/** What a step reads of the forms, and the acts it runs. */
export interface StepForms {
  head: { proposal: string }
  review: { reviewer: string }
  instruction: { text: string; signer: unknown; instructed_on: string | null }
  isInstructionDirty: boolean
  changed: readonly unknown[]
  signature: { ink: unknown }
  issue: { issuer: string }
  submit: () => Promise<unknown>
  approve: () => Promise<unknown>
  instruct: () => Promise<unknown>
  issueNow: () => Promise<unknown>
}

/** What an act still lacks: a field of the head, or with `demand` one of a demand. */
export interface Lack {
  field: string
  message: string
  demand?: MissingField
}

export interface SlipStep {
  label: string
  /** What follows from it, said beneath. */
  after: string
  /** What has to be filled in first, in the order of the form. */
  lacks: Lack[]
  /** What to ask before it, for an act that nothing takes back. */
  ask?: string
  run: () => Promise<unknown>
}

/** The number it will take, without the organ's prefix: `〔2026〕12号`. */
const serialOf = (s: SlipDetail) => s.next_number.replace(/^[^〔]+/, '')

/** How many units it goes to. */
const unitsOf = (s: SlipDetail) =>
  new Set(s.items.flatMap((i) => [i.fields.lead_unit, ...i.fields.assisting_units])).size

/** Those of `wanted` that are not there. */
const lacking = (wanted: [field: string, isThere: unknown, message: string][]): Lack[] =>
  wanted.flatMap(([field, isThere, message]) => (isThere ? [] : [{ field, message }]))

const lacksOfOrder = ({ instruction: { text, signer, instructed_on } }: StepForms) =>
  lacking([
    ['text', text.trim(), '请录入领导的批示。'],
    ['signer_id', signer, '请选签批的领导。'],
    ['instructed_on', instructed_on, '请填批示日期。'],
  ])

/** Null: nothing is left to do but receipts. */
export function slipStep(s: SlipDetail, f: StepForms): SlipStep | null {
  const proposal = () => lacking([['proposal', f.head.proposal.trim(), '请写拟办意见。']])
  switch (s.state) {
    case 'drafting':
      return {
        label: '送审',
        after: '送审后仍可修改，审核同意即送领导签批。',
        lacks: proposal(),
        run: f.submit,
      }
    case 'under_review':
      return {
        label: '审核同意',
        after: '同意后送领导签批，拟办内容不再由办公室改动。',
        lacks: [
          ...proposal(),
          ...lacking([['reviewer', f.review.reviewer.trim(), '请填审核人的姓名，再审核同意。']]),
        ],
        run: f.approve,
      }
    case 'awaiting_instruction':
      return {
        label: '批示入档',
        after: '批示入档后，原拟办内容留存；下一步签发取号。',
        lacks: lacksOfOrder(f),
        run: f.instruct,
      }
    case 'instructed':
      return f.isInstructionDirty || f.changed.length > 0
        ? {
            label: '批示入档',
            after: '改动入档后再签发取号。',
            lacks: lacksOfOrder(f),
            run: f.instruct,
          }
        : {
            label: '签发并取号',
            after: `取${serialOf(s)}，送达 ${unitsOf(s)} 家，次日起算时限。号取定后不能退回。`,
            lacks: [
              ...lacking([
                ['ink', s.ink || s.scan_id || f.signature.ink, '请领导签名，或附签名的扫描件。'],
                ['issuer', f.issue.issuer.trim(), '请填签发人。'],
              ]),
              ...s.missing
                .filter((m) => m.field !== 'ink')
                .map((m) => ({ field: m.field, message: `还缺${m.label}。`, demand: m })),
            ],
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
