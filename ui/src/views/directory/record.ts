/** An enterprise's record being written. */
import type { EnterpriseRecord, Person } from '@/bridge/bindings'

export const newRecord = (name = ''): EnterpriseRecord => ({
  kind: 'firm',
  name,
  short_name: '',
  credit_code: null,
  district_code: '',
  street: '',
  address: '',
  industry: null,
  scale: null,
  flags: [],
  chamber: '',
  business: '',
  employees: null,
  people: [],
  note: '',
  is_active: true,
})

export const newPerson = (isLegal = false): Person => ({
  id: null,
  name: '',
  post: isLegal ? '法定代表人' : '',
  phone: '',
  is_legal_representative: isLegal,
})

/** People without any word in them are rows left empty, not people. */
export const trimmed = (record: EnterpriseRecord): EnterpriseRecord => ({
  ...record,
  people: record.people.filter((p) => p.id !== null || p.name.trim() || p.phone.trim()),
})

/** `91 510599 MA6TW2026 P`, as people read it out. */
export function spacedCode(code: string): string {
  const m = /^(.{2})(.{6})(.{9})(.)$/.exec(code)
  return m ? m.slice(1).join(' ') : code
}
