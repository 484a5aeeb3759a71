/** 现在要办 as rows: numbered in order, the far ones folded when the near ones fill the screen. */
import type { WorkGroup, WorkItem } from '@/bridge/bindings'

/** Rows that have a number key. */
export const NUMBERED = 8

export interface Row {
  item: WorkItem
  key: string
  /** 1–8, the key that acts at once; none further down. */
  number: number | undefined
}

export interface Group {
  label: string
  total: number
  rows: Row[]
  /** Folded into one line: nothing in it is due soon. */
  isFolded: boolean
}

/** Groups as they stand; the last one may fold, and `unfolded` opens it. */
export function groupsOf(groups: WorkGroup[], unfolded: boolean): Group[] {
  let n = 0
  return groups.map((g, i) => {
    const isFar = i > 0 && i === groups.length - 1 && n >= NUMBERED
    const isFolded = isFar && !unfolded
    return {
      label: g.label,
      total: g.total,
      isFolded,
      rows: g.items.map((item) => {
        n += 1
        return {
          item,
          key: `${item.act}-${item.target}`,
          number: n <= NUMBERED && !isFolded ? n : undefined,
        }
      }),
    }
  })
}

/** The rows the keys move over. */
export const openRows = (groups: Group[]): Row[] =>
  groups.flatMap((g) => (g.isFolded ? [] : g.rows))
