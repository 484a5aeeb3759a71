/** The ledger's filter that lets everything through. */
import type { LedgerFilter } from './bridge/bindings'

export const emptyFilter = (): LedgerFilter => ({
  query: '',
  states: [],
  is_open: null,
  lights: [],
  kinds: [],
  categories: [],
  sources: [],
  urgency: [],
  units: [],
  leaders: [],
  enterprises: [],
  receptions: [],
  raised_from: null,
  raised_to: null,
  issued_from: null,
  issued_to: null,
  due_from: null,
  due_to: null,
  figure: null,
})
