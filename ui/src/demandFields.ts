/** A demand being written. */
import type { DemandFields } from '@/bridge/bindings'

/** Nothing decided: a problem, open, answered in writing. */
export const newFields = (): DemandFields => ({
  kind: 'problem',
  category: null,
  title: '',
  facts: '',
  request: '',
  amount_fen: null,
  urgency: [],
  visibility: 'open',
  lead_unit: null,
  lead_unit_name: '',
  assisting_units: [],
  assisting_unit_names: [],
  responsible_person: '',
  requirement: '',
  limit: null,
  feedback: 'written',
})
