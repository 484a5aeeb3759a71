/**
 * What a unit reports of its work (F7). In the generated bindings the name `Progress` is taken by
 * the progress of a background job, so the shape stands here and is read in this one place.
 */
import type { Act, Contact, ReportProgress } from '@/bridge/bindings'

export interface Reported {
  progress: string
  contact: Contact | null
  problem: string
  next_step: string
  expected_on: string | null
  reporter: string
}

export const reportedOf = (act: Extract<Act, { kind: 'progress' }>): Reported =>
  act.body as unknown as Reported

export const reportBody = (reported: Reported): ReportProgress['body'] =>
  reported as unknown as ReportProgress['body']
