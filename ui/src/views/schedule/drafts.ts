/** Forms of receptions not saved yet; they outlive the screen. */
import { forget, keep, keptOf } from '@/kept'
import type { ReceptionForm } from './form'

const keyOf = (id: string | null) => `reception:${id ?? 'new'}`

export const keepDraft = (form: ReceptionForm): void => keep(keyOf(form.id), form)

export const draftOf = (id: string | null) => keptOf<ReceptionForm>(keyOf(id))

/** Forgets the draft of a form, by the id it has now: before it takes another one. */
export const dropDraft = (form: ReceptionForm): void => forget(keyOf(form.id))
