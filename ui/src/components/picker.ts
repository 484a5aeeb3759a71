/** One row of an `EntityPicker`. */
export interface PickItem {
  id: string
  label: string
  /** Matched stretches of `label`, as [start, end) in UTF-16 units. */
  spans?: [number, number][]
  /** Short name beside the label. */
  short?: string
  /** Words at the right: `单位 联络员 罗示川`. */
  detail?: string
  disabled?: boolean
}
