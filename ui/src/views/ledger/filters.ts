/** The ledger's filter: its parts, its words, its place in an address. */
import { LABELS, type FigureSet, type LedgerFilter } from '@/bridge/bindings'
import { longDate, shortDate } from '@/format'
import { terms, type TermName } from '@/labels'
import { emptyFilter } from '@/ledgerFilter'

type ListKey = {
  [K in keyof LedgerFilter]: LedgerFilter[K] extends string[] ? K : never
}[keyof LedgerFilter]

/** One thing the ledger can be filtered by. */
export type Part =
  | { key: 'is_open'; label: string; kind: 'open' }
  | { key: ListKey; label: string; kind: 'terms'; terms: TermName }
  | { key: ListKey; label: string; kind: 'names' }
  | { key: 'raised' | 'issued' | 'due'; label: string; kind: 'dates' }
  | { key: 'figure'; label: string; kind: 'figure' }

/** What a clerk sets herself. */
export type EditablePart = Exclude<Part, { kind: 'figure' }>

export type PartKey = Part['key']

export const PARTS: Part[] = [
  { key: 'figure', label: '报表', kind: 'figure' },
  { key: 'is_open', label: '范围', kind: 'open' },
  { key: 'states', label: '状态', kind: 'terms', terms: 'DemandState' },
  { key: 'lights', label: '灯', kind: 'terms', terms: 'Light' },
  { key: 'units', label: '单位', kind: 'names' },
  { key: 'enterprises', label: '企业', kind: 'names' },
  { key: 'categories', label: '分类', kind: 'terms', terms: 'Category' },
  { key: 'leaders', label: '领导', kind: 'names' },
  { key: 'sources', label: '来源', kind: 'terms', terms: 'Source' },
  { key: 'kinds', label: '类型', kind: 'terms', terms: 'DemandKind' },
  { key: 'urgency', label: '急重难', kind: 'terms', terms: 'UrgencyTag' },
  { key: 'receptions', label: '接待活动', kind: 'names' },
  { key: 'raised', label: '登记日期', kind: 'dates' },
  { key: 'issued', label: '交办日期', kind: 'dates' },
  { key: 'due', label: '到期日期', kind: 'dates' },
]

/** Those; the demands behind a figure are chosen on 报表. */
export const EDITABLE = PARTS.filter((p): p is EditablePart => p.kind !== 'figure')

/** Both ends of a stretch of days. */
export function datesOf(f: LedgerFilter, key: 'raised' | 'issued' | 'due') {
  return { from: f[`${key}_from`], to: f[`${key}_to`] }
}

/** The filter without this part. */
export function without(f: LedgerFilter, key: PartKey): LedgerFilter {
  if (key === 'is_open') return { ...f, is_open: null }
  if (key === 'figure') return { ...f, figure: null }
  if (key === 'raised' || key === 'issued' || key === 'due') {
    return { ...f, [`${key}_from`]: null, [`${key}_to`]: null }
  }
  return { ...f, [key]: [] }
}

function stretch(from: string | null, to: string | null, date: (iso: string) => string): string {
  if (from && to) return from === to ? date(from) : `${date(from)}至${date(to)}`
  return from ? `${date(from)}以后` : to ? `${date(to)}以前` : ''
}

/** The demands behind a figure: `7月1日至9月30日 办结 区住建局`. */
function figureWords(
  set: FigureSet,
  nameOf: (key: ListKey, id: string) => string,
  date: (iso: string) => string,
): string {
  const words = [stretch(set.from, set.to, date), LABELS.Figure[set.figure]]
  const keys = { unit: 'units', leader: 'leaders', enterprise: 'enterprises' } as const
  const { group, key } = set
  if (group === 'all') return words.join(' ')
  if (key === '') words.push(`${LABELS.GroupKind[group]}未填`)
  else if (group === 'category') words.push((LABELS.Category as Record<string, string>)[key] ?? key)
  else words.push(group === 'street' ? key : nameOf(keys[group], key))
  return words.join(' ')
}

/** What the part lets through, in words; empty when it lets all through. */
export function partWords(
  f: LedgerFilter,
  part: Part,
  nameOf: (key: ListKey, id: string) => string,
  date: (iso: string) => string = (iso) => shortDate(iso),
): string {
  switch (part.kind) {
    case 'open':
      return f.is_open === null ? '' : f.is_open ? '在办' : '已答复'
    case 'figure':
      return f.figure ? figureWords(f.figure, nameOf, date) : ''
    case 'terms':
      return (f[part.key] as string[])
        .map((c) => (terms[part.terms] as Record<string, string>)[c] ?? c)
        .join('、')
    case 'names':
      return f[part.key].map((id) => nameOf(part.key, id)).join('、')
    case 'dates': {
      const { from, to } = datesOf(f, part.key)
      return stretch(from, to, date)
    }
  }
}

/** The whole filter as one line: what an export will hold. */
export function filterWords(f: LedgerFilter, nameOf: (key: ListKey, id: string) => string): string {
  const words = PARTS.flatMap((p) => {
    const said = partWords(f, p, nameOf, longDate)
    if (!said) return []
    return [p.kind === 'open' ? said : `${p.label} ${said}`]
  })
  if (f.query.trim()) words.push(`含“${f.query.trim()}”`)
  return words.length > 0 ? words.join('；') : '全部诉求'
}

/**
 * The days of 登记日期 as a period for the head of a table: a whole year, quarter or month by its
 * name; empty when the filter sets no such days.
 */
export function periodOf(f: LedgerFilter): string {
  const { raised_from: from, raised_to: to } = f
  const plain = (iso: string) => longDate(iso).replace(/（.*）$/, '')
  if (!from || !to) return stretch(from, to, plain)
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  const lastOf = (m: number) =>
    `${year}-${String(m).padStart(2, '0')}-${new Date(Number(year), m, 0).getDate()}`
  if (from.endsWith('-01')) {
    if (month === 1 && to === lastOf(12)) return `${year}年`
    if (month % 3 === 1 && to === lastOf(month + 2)) {
      return `${year}年第${['一', '二', '三', '四'][(month - 1) / 3]}季度`
    }
    if (to === lastOf(month)) return `${year}年${month}月`
  }
  return stretch(from, to, plain)
}

export const isSameFilter = (a: LedgerFilter, b: LedgerFilter): boolean =>
  JSON.stringify({ ...emptyFilter(), ...a }) === JSON.stringify({ ...emptyFilter(), ...b })

/** The address of the ledger with this filter, for links from figures. */
export const ledgerLocation = (filter: Partial<LedgerFilter>) => ({
  name: 'ledger',
  query: { filter: JSON.stringify(filter) },
})

function isFigureSet(value: unknown): value is FigureSet {
  const set = value as Partial<FigureSet>
  return (
    typeof value === 'object' &&
    DATE.test(String(set.from)) &&
    DATE.test(String(set.to)) &&
    String(set.figure) in LABELS.Figure &&
    String(set.group) in LABELS.GroupKind &&
    typeof set.key === 'string'
  )
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads a filter out of an address: `filter` as JSON, or single parts
 * (`lights=red,yellow&is_open=true`). Null when the address says nothing; unknown parts and
 * wrong types are left out, for an address may be typed or old.
 */
export function filterFromQuery(query: Record<string, unknown>): LedgerFilter | null {
  let raw: Record<string, unknown> = query
  if (typeof query.filter === 'string') {
    try {
      const parsed: unknown = JSON.parse(query.filter)
      raw = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
    } catch {
      return null
    }
  }
  const out = emptyFilter() as unknown as Record<string, unknown>
  let found = typeof query.filter === 'string'
  for (const [key, empty] of Object.entries(emptyFilter())) {
    const value = raw[key]
    if (value === undefined || value === null) continue
    if (Array.isArray(empty)) {
      const list = Array.isArray(value) ? value : String(value).split(',')
      out[key] = list.filter((v): v is string => typeof v === 'string' && v !== '')
    } else if (key === 'figure') {
      if (!isFigureSet(value)) continue
      out[key] = value
    } else if (key === 'is_open') {
      out[key] = value === true || value === 'true' || value === '1'
    } else if (key === 'query') {
      out[key] = String(value)
    } else if (typeof value === 'string' && DATE.test(value)) {
      out[key] = value
    } else continue
    found = true
  }
  return found ? (out as unknown as LedgerFilter) : null
}
