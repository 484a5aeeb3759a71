/** Forms of receptions not saved yet; they outlive the screen. */
import { shallowReactive } from 'vue'
import type { ReceptionForm } from './form'

const drafts = shallowReactive(new Map<string, ReceptionForm>())
const keyOf = (id: string | null) => id ?? 'new'

export function keepDraft(form: ReceptionForm): void {
  drafts.set(keyOf(form.id), JSON.parse(JSON.stringify(form)) as ReceptionForm)
}

export const draftOf = (id: string | null): ReceptionForm | undefined => drafts.get(keyOf(id))

/** Forgets the draft of a form, by the id it has now: before it takes another one. */
export function dropDraft(form: ReceptionForm): void {
  drafts.delete(keyOf(form.id))
}

/** Forgets every draft; for tests. */
export const forgetDrafts = () => drafts.clear()
