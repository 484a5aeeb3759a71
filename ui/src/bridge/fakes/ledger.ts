/**
 * The ledger and the directory of 川江区 in memory, as pictures 04, 06 and 09 show them: for tests
 * and for looking at the screens in a plain browser. Never part of a release.
 */
import type { EnterpriseDetail, LedgerFilter, LedgerRow, Light, Unit } from '../bindings'
import { CommandError } from '../errors'
import { fake, fakeDesktop } from '../fake'
import { asHandled, fakeHandling } from './handling'
import { sampleSlip } from './slipsSample'
import { sampleStatus } from './status'
import { TODAY, row, sampleRows, sampleDemand, view } from './ledgerSample'
import { sampleRecord, briefs, sampleUnits, sampleLeaders } from './directorySample'

/** Answers what both screens ask, out of `rows`, which acts change. */
export function fakeLedger(rows: LedgerRow[] = sampleRows()): { rows: LedgerRow[] } {
  const office = { rows }
  const let_ = (f: LedgerFilter, r: LedgerRow) =>
    (f.query === '' || `${r.title}${r.enterprise}${r.number}`.includes(f.query)) &&
    (f.lights.length === 0 || f.lights.includes(r.light)) &&
    (f.states.length === 0 || f.states.includes(r.state))
  const views = [
    view('builtin:open', '在办', { is_open: true }, rows.length),
    view(
      'builtin:overdue',
      '已逾期',
      { lights: ['red'] },
      rows.filter((r) => r.light === 'red').length,
    ),
    view('builtin:near', '三日内到期', { lights: ['yellow', 'blue'] }, 4),
    view('builtin:office', '待我办理', { states: ['draft', 'pending_review', 'accepted'] }, 3),
    view('v1', '第八期', { sources: ['sitting'], issued_from: '2026-07-01' }, 12),
  ]
  const find = (id: string) => {
    const found = office.rows.find((r) => r.id === id)
    if (!found) throw new CommandError('not_found', '', '', [])
    return found
  }
  fake('get_status', () =>
    sampleStatus({
      today: TODAY,
      is_demo: true,
      now: `${TODAY}T06:20:05Z`,
      workday_of_month: 17,
      open_demands: rows.length,
      last_backup: null,
      data_dir: '',
    }),
  )
  fake('list_views', () => ({ views }))
  fake('save_view', (v) => {
    const saved = {
      ...v,
      id: v.id ?? `v${views.length}`,
      is_builtin: false,
      count: 3,
      version: v.version + 1,
    }
    views.push(saved)
    return saved
  })
  fake('void_view', ({ id }) => {
    views.splice(
      views.findIndex((v) => v.id === id),
      1,
    )
    return { views }
  })
  fake('list_ledger', ({ filter, limit, offset }) => {
    const found = office.rows.filter((r) => let_(filter, r))
    const count = (light: Light) => found.filter((r) => r.light === light).length
    return {
      rows: found.slice(offset, offset + limit),
      total: found.length,
      enterprises: new Set(found.map((r) => r.enterprise_id)).size,
      lights: {
        red: count('red'),
        yellow: count('yellow'),
        blue: count('blue'),
        none: count('none'),
        not_started: count('not_started'),
        paused: count('paused'),
        answered: count('answered'),
        done: count('done'),
        left: count('left'),
      },
    }
  })
  const detail = (id: string) => asHandled(sampleDemand(find(id)))
  fakeHandling(() => office.rows, detail, TODAY)
  fake('get_demand', ({ id }) => detail(id))
  fake('get_slip', ({ id }) =>
    sampleSlip(id, 'issued', {
      instruction: '先排险后改造，月底前要见效。',
      instructed_on: '2026-08-25',
      signer: { id: 'l1', name: '沈例成', post: '区委副书记、区长' },
    }),
  )
  fake('accept_demands', ({ ids }) => {
    const refused = ids
      .map(find)
      .filter((r) => r.category === null)
      .map((r) => ({ id: r.id, label: `${r.number} ${r.title}`, reason: '还缺分类，请先补齐。' }))
    const done = ids.filter((id) => !refused.some((r) => r.id === id))
    for (const id of done) find(id).state = 'accepted'
    return { done, refused }
  })
  fake('register_demand', (input) => {
    const made = row(
      '0139',
      'not_started',
      input.fields.title,
      [input.enterprise_id, '沱湾冷链物流'],
      '',
      0,
      null,
      '未起算',
      { state: 'draft' },
    )
    office.rows.unshift(made)
    return sampleDemand(made)
  })
  fake('preview_deadline', () => ({
    due_on: '2026-10-21',
    is_provisional: false,
    ruler: {
      due: { on: '2026-10-21', is_provisional: false },
      cells: [],
      rests: [],
      marks: [],
      sentence: '',
    },
  }))
  fake('find_names', ({ query, kinds }) => ({
    hits:
      kinds[0] === 'enterprise'
        ? [
            {
              kind: 'enterprise' as const,
              id: 'e1',
              name: '川江沱湾冷链物流有限公司',
              short_name: '沱湾冷链物流',
              note: '',
              spans: [],
            },
          ].filter((h) => !query || h.name.includes(query))
        : sampleUnits().map((u) => ({
            kind: 'unit' as const,
            id: u.id,
            name: u.name,
            short_name: u.short_name,
            note: '',
            spans: [],
          })),
  }))
  fake('list_receptions', () => ({
    receptions: [],
    total: 0,
    held: 0,
    received_enterprises: 0,
    stand_ins: 0,
    last_of_series: [],
  }))
  fakeDesktop('desktop_choose_save', () => '/home/office/台账.xlsx')
  fake('export_ledger', ({ path }) => ({ path, rows: office.rows.length, withheld: 2 }))

  const enterprise: EnterpriseDetail = {
    id: 'e1',
    version: 7,
    record: sampleRecord(),
    demands: briefs(rows.filter((r) => r.enterprise_id === 'e1')),
    attendances: [
      {
        reception_id: 'r8',
        title: '第八期民营企业接待日',
        held_on: '2026-08-25',
        representative: '何例舟',
        presence: 'present',
      },
    ],
    is_registered_elsewhere: false,
    merged_into: null,
    merged: [],
    missing_glyphs: [],
    updated_at: `${TODAY}T01:20:00Z`,
    updated_by: '文示真',
  }
  fake('get_enterprise', () => enterprise)
  fake('save_enterprise', ({ record }) => ({ ...enterprise, id: 'e99', record }))
  fake('list_enterprises', ({ offset, limit }) => {
    const all = office.rows.slice(0, 40).map((r, i) => ({
      id: `e${i + 1}`,
      name: `川江${r.enterprise}有限公司`,
      short_name: r.enterprise,
      credit_code: '91510599MA6TW2026P',
      street: '城北街道',
      industry: 'G' as const,
      legal_representative: '何例舟',
      demands: 6,
      open_demands: 3,
      is_active: true,
    }))
    return { enterprises: all.slice(offset, offset + limit), total: all.length }
  })
  fake('list_units', () => ({ units: sampleUnits(), total: 5 }))
  fake('get_unit', ({ id }) => ({
    unit: sampleUnits().find((u) => u.id === id) ?? (sampleUnits()[0] as Unit),
    demands: briefs(rows.slice(0, 4)),
  }))
  fake('list_leaders', () => ({ leaders: sampleLeaders(), total: 3 }))
  fake('check_glyphs', ({ text }) => ({ missing: text.includes('𬭳') ? ['𬭳'] : [] }))
  fake('check_credit_code', ({ code }) => {
    const normalised = code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
    const bad = [...normalised].findIndex((c) => c === 'O')
    const fault =
      bad >= 0
        ? { fault: 'character' as const, position: bad + 1, found: 'O', suggestion: '0' }
        : normalised.length !== 18
          ? { fault: 'length' as const, found: normalised.length, missing_check: null }
          : null
    return {
      normalised,
      is_valid: fault === null,
      fault,
      is_registered_elsewhere: false,
      duplicate: null,
    }
  })
  return office
}
