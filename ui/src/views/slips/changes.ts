/** What became of a demand between 拟办 and 批示, in words. */
import type { DemandFields, SlipItem } from '@/bridge/bindings'

/** A field with what stood in it; empty words: it was not filled. */
type Part = readonly [label: string, was: string, now: string]

const parts = (was: DemandFields, now: DemandFields): Part[] => {
  const days = (n: number | null) => (n === null ? '' : ` ${n} 个工作日`)
  // The person belongs to the unit: with another unit the name asked for is no change of the old.
  const isMoved = was.lead_unit !== now.lead_unit
  const person = isMoved ? '' : was.responsible_person
  const isCleared = isMoved && !now.responsible_person
  return [
    ['主办', was.lead_unit ? was.lead_unit_name : '', now.lead_unit ? now.lead_unit_name : ''],
    ['协办', was.assisting_unit_names.join('、'), now.assisting_unit_names.join('、')],
    ['时限', days(was.limit), days(now.limit)],
    ['责任人', isCleared ? '' : person, now.responsible_person],
    ['要求', was.requirement && `“${was.requirement}”`, now.requirement && `“${now.requirement}”`],
  ]
}

/**
 * What the leader changed, each with what was proposed; then what was only filled in where nothing
 * stood: the clerk asks for a name and writes it down, and it is no change of the leader's.
 */
export function changesOf({ drafted, fields }: SlipItem): string[] {
  if (!drafted) return []
  const differing = parts(drafted, fields).filter(([, was, now]) => was !== now)
  // 协办 added by the leader had no proposal to fill in.
  const isFilled = ([label, was]: Part) => was === '' && label !== '协办'
  const changed = differing.filter((p) => !isFilled(p))
  const filled = differing.filter(isFilled).map(([label]) => label)
  return [
    ...changed.map(([label, was]) => `领导调整：${label}原拟${was || '无'}`),
    ...(filled.length > 0 ? [`签批时补填：${filled.join('、')}`] : []),
  ]
}
