/** Where a demand comes from, as it is typed. */
import type { DemandDetail, DemandOrigin, FieldFault, Source } from '@/bridge/bindings'
import type { NamePick } from '@/names'
import { phoneFault } from '@/views/directory/phones'

export interface OriginDraft {
  source: Source
  raised_on: string | null
  contact_name: string
  contact_phone: string
  /** The street or 亲清驿站, where it came from one. */
  origin_unit: NamePick | null
  /** The 监督员, where one brought it. */
  supervisor: NamePick | null
}

/** What the core is asked; the caller has seen to it that the day is there. */
export const toOrigin = (d: OriginDraft): DemandOrigin => ({
  source: d.source,
  raised_on: d.raised_on ?? '',
  contact_name: d.contact_name,
  contact_phone: d.contact_phone,
  origin_unit_id: d.source === 'street' ? (d.origin_unit?.id ?? null) : null,
  supervisor_id: d.source === 'supervisor' ? (d.supervisor?.id ?? null) : null,
})

/** What may be corrected of a demand; null where it was raised at a sitting or is hidden. */
export function originOf(demand: DemandDetail): OriginDraft | null {
  const from = demand.origin
  if (!from) return null
  const pick = (id: string | null, label: string) => (id ? { id, label } : null)
  return {
    source: from.source,
    raised_on: from.raised_on,
    contact_name: from.contact_name,
    contact_phone: from.contact_phone,
    origin_unit: pick(from.origin_unit_id, demand.origin_unit),
    supervisor: pick(from.supervisor_id, demand.supervisor),
  }
}

/** What is wrong before the core is asked. */
export function originFaults(d: OriginDraft): FieldFault[] {
  const faults: FieldFault[] = []
  if (!d.raised_on) faults.push({ field: 'raised_on', message: '请填提出日期。' })
  const phone = phoneFault(d.contact_phone)
  if (phone) faults.push({ field: 'contact_phone', message: phone })
  return faults
}
