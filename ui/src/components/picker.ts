import type { NameHit } from '@/bridge/bindings'

/** One row of an `EntityPicker`. */
export interface PickItem {
  id: string
  label: string
  /** Matched stretches of `label`, as [start, end) in characters. */
  spans?: [number, number][]
  /** Short name beside the label. */
  short?: string
  /** Words at the right: `单位 联络员 罗示川`. */
  detail?: string
  disabled?: boolean
}

/** A hit of `find_names` as a row; keeps the hit, so that its kind is at hand after a pick. */
export function pickOf(hit: NameHit): PickItem & { hit: NameHit } {
  return {
    id: hit.id,
    label: hit.name,
    spans: hit.spans,
    short: hit.short_name === hit.name ? undefined : hit.short_name,
    detail: hit.note,
    hit,
  }
}
