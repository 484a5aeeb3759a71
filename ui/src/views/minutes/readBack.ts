/** 回读: the demands of a sitting as the room reads them; hidden enterprises stay hidden. */
import type { Entry, Guest, SittingDemand } from '@/bridge/bindings'
import { termLabel } from '@/labels'

export const UNNAMED = '某企业'

export interface ReadItem {
  id: string
  number: string
  enterprise: string
  title: string
  /** What was said, what is asked, who answers. */
  lines: string[]
}

/** The words of the record a demand came from. */
function quoted(demand: SittingDemand, entries: Entry[]): string {
  return demand.quotes
    .map((q) => [...(entries.find((e) => e.id === q.entry_id)?.text ?? '')].slice(q.from, q.to))
    .map((chars) => chars.join(''))
    .join('　')
}

/** Takes the names of a hidden guest out of a text. */
function veiled(text: string, guest: Guest | undefined): string {
  if (!guest) return text
  const names = [guest.enterprise_name, guest.enterprise_short_name].filter(Boolean)
  const without = names.reduce((words, name) => words.replaceAll(name, UNNAMED), text)
  const person = guest.representative
  return person ? without.replaceAll(person, `${[...person][0] ?? ''}某`) : without
}

export function readItems(demands: SittingDemand[], entries: Entry[], guests: Guest[]): ReadItem[] {
  return demands
    .filter((d) => d.state !== 'clue_referred')
    .map((d) => {
      const { fields } = d
      const guest = guests.find((g) => g.id === d.guest_id)
      const isHidden = fields.visibility !== 'open'
      const shown = (text: string) => (isHidden ? veiled(text, guest) : text)
      const lead = [
        fields.lead_unit_name && `主办：${fields.lead_unit_name}`,
        fields.assisting_unit_names.length > 0 && `协办：${fields.assisting_unit_names.join('、')}`,
        fields.limit !== null && `${fields.limit} 个工作日`,
      ]
      const answer = d.answer ? `现场答复：${d.answer}` : lead.filter(Boolean).join('　')
      const said = [fields.facts || quoted(d, entries), fields.request, fields.requirement]
      return {
        id: d.id,
        number: d.number,
        enterprise: isHidden ? UNNAMED : (guest?.enterprise_name ?? ''),
        title: shown(fields.title) || termLabel('DemandKind', fields.kind),
        lines: [...new Set([...said, answer].filter(Boolean))].map(shown),
      }
    })
}
