/** What is being registered. Kept while the form is closed, so that nothing typed is lost. */
import type { DemandFields, RegisterDemand, SimilarDemand } from '@/bridge/bindings'
import type { NamePick } from '@/names'
import { newFields } from '@/demandFields'
import { useKeptForm } from '@/kept'
import { toOrigin, type OriginDraft } from './origin'

export interface Draft extends OriginDraft {
  enterprise: NamePick | null
  reception: NamePick | null
  fields: DemandFields
  /** The earlier demand of this enterprise that it follows. */
  follows: { id: string; number: string; title: string } | null
  newFacts: string
}

export const newDraft = (today: string): Draft => ({
  enterprise: null,
  reception: null,
  source: 'visit',
  origin_unit: null,
  supervisor: null,
  raised_on: today,
  contact_name: '',
  contact_phone: '',
  fields: newFields(),
  follows: null,
  newFacts: '',
})

/** The draft of this window. */
export function useDraft(today: string) {
  const {
    form: draft,
    isDirty: isTyped,
    isRestored,
    done,
  } = useKeptForm(
    () => 'register',
    () => newDraft(today),
  )
  /** Begins again; `again` keeps who and where for the next demand of the same enterprise. */
  function clear(again = false) {
    const { enterprise, reception, source, raised_on, contact_name, contact_phone } = draft.value
    done()
    if (!again) return
    const same = { enterprise, reception, source, raised_on, contact_name, contact_phone }
    draft.value = { ...newDraft(today), ...same }
  }
  return { draft, isTyped, isRestored, clear }
}

/** What the core is asked; the caller has seen to it that enterprise and day are there. */
export const toInput = (d: Draft): RegisterDemand => ({
  enterprise_id: d.enterprise?.id ?? '',
  reception_id: d.reception?.id ?? null,
  ...toOrigin(d),
  fields: d.fields,
  follows: d.follows ? { demand_id: d.follows.id, new_facts: d.newFacts } : null,
})

/** Goes on from an earlier demand: what the form does not say yet is as it was there. */
export function follow(d: Draft, before: SimilarDemand): void {
  d.follows = { id: before.id, number: before.number, title: before.title }
  if (!d.fields.category) d.fields.category = before.category
}
