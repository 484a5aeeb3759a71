/** Forms of receptions not saved yet; they outlive the screen. */
import type { ReceptionForm } from './form'

const drafts = new Map<string, ReceptionForm>()
const keyOf = (id: string | null) => id ?? 'new'

export function keepDraft(form: ReceptionForm): void {
  drafts.set(keyOf(form.id), JSON.parse(JSON.stringify(form)) as ReceptionForm)
}

export const draftOf = (id: string | null): ReceptionForm | undefined => drafts.get(keyOf(id))

/** Forgets the draft of a form that was saved; one sent as new was kept as new. */
export function dropDraft(form: ReceptionForm): void {
  drafts.delete(keyOf(form.id))
  drafts.delete(keyOf(null))
}
