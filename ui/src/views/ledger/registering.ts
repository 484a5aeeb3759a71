/** What is being registered. Kept while the form is closed, so that nothing typed is lost. */
import { computed, ref } from 'vue'
import type { DemandFields, RegisterDemand, Source } from '@/bridge/bindings'
import type { NamePick } from '@/names'
import { newFields } from '@/demandFields'

export interface Draft {
  enterprise: NamePick | null
  reception: NamePick | null
  source: Source
  raised_on: string | null
  contact_name: string
  contact_phone: string
  fields: DemandFields
}

export const newDraft = (today: string): Draft => ({
  enterprise: null,
  reception: null,
  source: 'visit',
  raised_on: today,
  contact_name: '',
  contact_phone: '',
  fields: newFields(),
})

const kept = ref<Draft | null>(null)

/** The draft of this window. */
export function useDraft(today: string) {
  kept.value ??= newDraft(today)
  const draft = computed({
    get: () => kept.value as Draft,
    set: (d) => (kept.value = d),
  })
  const isTyped = computed(() => JSON.stringify(draft.value) !== JSON.stringify(newDraft(today)))
  /** Begins again; `again` keeps who and where for the next demand of the same enterprise. */
  function clear(again = false) {
    const { enterprise, reception, source, raised_on, contact_name, contact_phone } = draft.value
    kept.value = again
      ? {
          enterprise,
          reception,
          source,
          raised_on,
          contact_name,
          contact_phone,
          fields: newFields(),
        }
      : newDraft(today)
  }
  return { draft, isTyped, clear }
}

/** What the core is asked; the caller has seen to it that enterprise and day are there. */
export const toInput = (d: Draft): RegisterDemand => ({
  enterprise_id: d.enterprise?.id ?? '',
  reception_id: d.reception?.id ?? null,
  source: d.source,
  raised_on: d.raised_on ?? '',
  contact_name: d.contact_name,
  contact_phone: d.contact_phone,
  fields: d.fields,
})
