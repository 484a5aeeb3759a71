/** The columns of the ledger. */
import type { LedgerSort } from '@/bridge/bindings'

export type ColumnKey =
  | 'light'
  | 'number'
  | 'title'
  | 'enterprise'
  | 'unit'
  | 'state'
  | 'due'
  | 'remaining'
  | 'category'
  | 'urgency'
  | 'raised'
  | 'slip'

export interface Column {
  key: ColumnKey
  label: string
  /** A track of the grid, in normal and large type. */
  width: string
  large: string
  sort?: LedgerSort
}

export const COLUMNS: Column[] = [
  { key: 'light', label: '灯', width: '80px', large: '104px' },
  { key: 'number', label: '编号', width: '66px', large: '0', sort: 'number' },
  {
    key: 'title',
    label: '诉求',
    width: 'minmax(88px, 1fr)',
    large: 'minmax(160px, 1fr)',
    sort: 'title',
  },
  {
    key: 'enterprise',
    label: '企业',
    width: 'minmax(106px, 0.35fr)',
    large: 'minmax(140px, 0.3fr)',
    sort: 'enterprise',
  },
  {
    key: 'unit',
    label: '主办（+协办）',
    width: 'minmax(150px, 0.35fr)',
    large: 'minmax(180px, 0.3fr)',
    sort: 'unit',
  },
  { key: 'state', label: '状态', width: '84px', large: '0', sort: 'state' },
  { key: 'due', label: '到期', width: '136px', large: '162px', sort: 'due' },
  { key: 'remaining', label: '剩余', width: '118px', large: '152px' },
  { key: 'category', label: '分类', width: '84px', large: '100px' },
  { key: 'urgency', label: '急重难', width: '72px', large: '84px' },
  { key: 'raised', label: '登记日期', width: '112px', large: '136px', sort: 'raised' },
  { key: 'slip', label: '交办单', width: '196px', large: '232px' },
]

/** What the ledger shows until someone chooses. */
export const DEFAULT_COLUMNS: ColumnKey[] = [
  'light',
  'number',
  'title',
  'enterprise',
  'unit',
  'state',
  'due',
  'remaining',
]

const isKey = (key: string): key is ColumnKey => COLUMNS.some((c) => c.key === key)

/** Known keys in the order of the ledger; the title always stands; none means the default. */
export function columnsOf(keys: readonly string[]): ColumnKey[] {
  const known = new Set(keys.filter(isKey))
  if (known.size === 0) return [...DEFAULT_COLUMNS]
  known.add('title')
  return COLUMNS.map((c) => c.key).filter((k) => known.has(k))
}

/** Large type has no room for the number, and puts the state under the title. */
export function shownColumns(keys: readonly ColumnKey[], isLarge: boolean): Column[] {
  return COLUMNS.filter((c) => keys.includes(c.key) && !(isLarge && c.large === '0'))
}
