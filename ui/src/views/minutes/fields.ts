/** What the signs and the sentence say about a demand. */
import {
  LABELS,
  type Category,
  type DemandFields,
  type Speaker,
  type UrgencyTag,
} from '@/bridge/bindings'
import { newFields } from '@/demandFields'

export interface Named {
  id: string
  name: string
}

/** What was picked with the signs while an entry was typed. */
export interface Intent {
  lead: Named | null
  assists: Named[]
  category: Category | null
  urgency: UrgencyTag[]
  limit: number | null
}

export const noIntent = (): Intent => ({
  lead: null,
  assists: [],
  category: null,
  urgency: [],
  limit: null,
})

export const isEmptyIntent = (i: Intent): boolean =>
  !i.lead && i.assists.length === 0 && !i.category && i.urgency.length === 0 && i.limit === null

/** `lead` replaces the lead unit; a unit is never both lead and assisting. */
export function withLead(fields: DemandFields, unit: Named | null): Partial<DemandFields> {
  const rest = assistsOf(fields).filter((a) => a.id !== unit?.id)
  return { lead_unit: unit?.id ?? null, lead_unit_name: unit?.name ?? '', ...assistPatch(rest) }
}

/** Adds an assisting unit, unless it leads or assists already. */
export function withAssist(fields: DemandFields, unit: Named): Partial<DemandFields> {
  if (unit.id === fields.lead_unit || fields.assisting_units.includes(unit.id)) return {}
  return assistPatch([...assistsOf(fields), unit])
}

/** The assisting units with their names. */
export const assistsOf = (fields: DemandFields): Named[] =>
  fields.assisting_units.map((id, i) => ({ id, name: fields.assisting_unit_names[i] ?? '' }))

export const assistPatch = (units: Named[]): Partial<DemandFields> => ({
  assisting_units: units.map((u) => u.id),
  assisting_unit_names: units.map((u) => u.name),
})

/** What the intent changes in `fields`; what it leaves open stays as it is. */
export function intentPatch(fields: DemandFields, intent: Intent): Partial<DemandFields> {
  let now = { ...fields }
  if (intent.lead) now = { ...now, ...withLead(now, intent.lead) }
  for (const unit of intent.assists) now = { ...now, ...withAssist(now, unit) }
  if (intent.category) now.category = intent.category
  if (intent.limit !== null) now.limit = intent.limit
  if (intent.urgency.length > 0) now.urgency = [...new Set([...now.urgency, ...intent.urgency])]
  const patch: Partial<DemandFields> = {}
  for (const key of Object.keys(now) as (keyof DemandFields)[]) {
    if (JSON.stringify(now[key]) !== JSON.stringify(fields[key])) {
      Object.assign(patch, { [key]: now[key] })
    }
  }
  return patch
}

/** Longest title a slip has room for, in characters. */
export const TITLE_MAX = 30

/** A first title out of the spoken words: whole clauses, at most 30 characters. */
export function titleFrom(text: string): string {
  const clean = text.replace(/\s+/g, ' ').trim()
  const chars = [...clean]
  const head = chars.slice(0, TITLE_MAX)
  if (chars.length > TITLE_MAX) {
    const stop = head.reduce((last, c, i) => (/[，。；！？、,.;!?]/.test(c) ? i : last), -1)
    if (stop >= 6) head.length = stop
  }
  return head.join('').replace(/[，。；！？、：,.;!?:\s]+$/u, '')
}

const anyOf = (labels: Record<string, string>): string => Object.values(labels).join('|')
const SIGNS = new RegExp(
  `(?:[#＃](?:${anyOf(LABELS.Category)})|[!！](?:${anyOf(LABELS.UrgencyTag)})) ?`,
  'g',
)

/** The fields of a demand made from a sentence: whose words they are decides where they go. */
export function fieldsFrom(speaker: Speaker, spoken: string, intent: Intent): DemandFields {
  const fields = newFields()
  // A sign no demand took stands in the record; it was never spoken and is not printed.
  const words = spoken.replace(SIGNS, '').trim()
  fields.title = titleFrom(words)
  if (speaker === 'leader') fields.requirement = words
  else fields.facts = words
  return { ...fields, ...intentPatch(fields, intent) }
}
