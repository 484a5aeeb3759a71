/** The demands of 川江区 as pictures 04 and 09 show them. */
import { emptyFilter } from '@/ledgerFilter'
import { sampleRuler } from '../../../dev/samples'
import type {
  DemandDetail,
  DemandFields,
  LedgerFilter,
  LedgerRow,
  Light,
  SavedView,
} from '../bindings'

export const TODAY = '2026-09-24'

export const row = (
  n: string,
  light: Light,
  title: string,
  firm: [string, string],
  unit: string,
  assists: number,
  due: string | null,
  remaining: string,
  more: Partial<LedgerRow> = {},
): LedgerRow => ({
  id: `d${n}`,
  number: `2026-${n}`,
  title,
  enterprise_id: firm[0],
  enterprise: firm[1],
  lead_unit: unit,
  assisting_units: assists,
  state: due ? 'in_progress' : 'accepted',
  light,
  due_on: due,
  is_provisional: false,
  remaining,
  category: 'other',
  urgency: [],
  slip_id: due ? 's24' : null,
  slip_number: due ? '川江工商联交〔2026〕24号' : null,
  raised_on: '2026-08-25',
  ...more,
})

const FIRST: LedgerRow[] = [
  row(
    '0098',
    'red',
    '厂区门前道路破损，货车无法会车',
    ['e2', '栎下纺织'],
    '区住房城乡建设局',
    1,
    '2026-09-16',
    '逾期 6 个工作日',
    { urgency: ['difficult'] },
  ),
  row(
    '0111',
    'red',
    '2025 年度技改补助尾款未兑现',
    ['e3', '禾木家居'],
    '区经济和信息化局',
    1,
    '2026-09-22',
    '逾期 1 个工作日',
  ),
  row(
    '0119',
    'yellow',
    '消防验收排队，新车间不能投产',
    ['e4', '青禾里食品'],
    '区住房城乡建设局',
    0,
    '2026-09-24',
    '今天到期',
  ),
  row(
    '0121',
    'yellow',
    '货车夜间限行影响出货',
    ['e5', '同舟物流'],
    '交通管理大队',
    0,
    '2026-09-28',
    '还剩 1 个工作日',
  ),
  row(
    '0125',
    'blue',
    '工程款 86.4 万元被拖欠',
    ['e6', '筑安建设'],
    '川江城投公司',
    1,
    '2026-09-28',
    '还剩 2 个工作日',
    { category: 'arrears' },
  ),
  row(
    '0087',
    'blue',
    '冷链园排水改造，雨后积水倒灌',
    ['e1', '沱湾冷链物流'],
    '区水务局',
    2,
    '2026-09-29',
    '还剩 3 个工作日',
    { urgency: ['weighty'] },
  ),
  row(
    '0131',
    'none',
    '高新技术企业认定辅导',
    ['e7', '百尺竿新材料'],
    '区科学技术局',
    0,
    '2026-10-14',
    '还剩 10 个工作日',
    { category: 'talent' },
  ),
  row(
    '0133',
    'none',
    '园区公交末班过早，夜班职工无车',
    ['e8', '明岩电子'],
    '区交通运输局',
    1,
    '2026-10-20',
    '还剩 14 个工作日',
    { state: 'awaiting_receipt' },
  ),
  row(
    '0136',
    'not_started',
    '临时用电报装',
    ['e6', '筑安建设'],
    '川江供电公司',
    1,
    null,
    '未起算',
    { category: 'utilities' },
  ),
  row(
    '0137',
    'not_started',
    '三号冷库增容送电受阻，请求限期接通',
    ['e1', '沱湾冷链物流'],
    '川江供电公司',
    2,
    null,
    '未起算',
    { state: 'pending_review', category: 'utilities' },
  ),
  row(
    '0138',
    'not_started',
    '城配冷链车进城通行证一月一办',
    ['e1', '沱湾冷链物流'],
    '',
    0,
    null,
    '未起算',
    { state: 'draft', category: null },
  ),
]

/** `total` demands: those of the pictures first. */
export function sampleRows(total = 43): LedgerRow[] {
  const rest = Array.from({ length: Math.max(0, total - FIRST.length) }, (_, i) =>
    row(
      String(1000 + i),
      'none',
      `学徒培训补贴申报受阻（第 ${i + 1} 批）`,
      [`x${i % 20}`, '云杉精密机械'],
      '区人力社保局',
      i % 3,
      '2026-10-30',
      '还剩 20 个工作日',
    ),
  )
  return [...FIRST, ...rest]
}

export const sampleFields = (r: LedgerRow): DemandFields => ({
  kind: 'problem',
  category: r.category,
  title: r.title,
  facts: '园区主管网管径 400 毫米，8月12日、19日两次暴雨后积水漫入一号库装卸区，货损约 18.6 万元。',
  request: '汛期前修复厂门至园区干道 320 米路面，恢复双向通行。',
  amount_fen: 18_600_000,
  urgency: r.urgency,
  visibility: 'open',
  lead_unit: r.lead_unit ? 'u1' : null,
  lead_unit_name: r.lead_unit,
  assisting_units: r.assisting_units ? ['u3'] : [],
  assisting_unit_names: r.assisting_units ? ['城北街道办事处'] : [],
  responsible_person: r.lead_unit ? '贺例江' : '',
  requirement: '先排险后改造，月底前通车。',
  limit: 15,
  feedback: 'written',
})

export function sampleDemand(r: LedgerRow): DemandDetail {
  const at = (day: string) => new Date(`${day}T10:20:00`).toISOString()
  const isIssued = r.due_on !== null
  return {
    id: r.id,
    number: r.number,
    version: 14,
    state: r.state,
    source: 'sitting',
    raised_on: r.raised_on,
    enterprise_id: r.enterprise_id,
    enterprise_name: `川江${r.enterprise}有限公司`,
    representative: '杜示禾（授权代表）',
    contact_phone: '13900000021',
    reception_id: 'r8',
    occasion: '第八期接待日',
    fields: sampleFields(r),
    answer: '',
    answered_by: '',
    slip_id: isIssued ? 's24' : null,
    slip_number: r.slip_number,
    issued_on: isIssued ? '2026-08-26' : null,
    original_due_on: r.due_on,
    due_on: r.due_on,
    is_provisional: false,
    light: r.light,
    remaining: r.remaining,
    ruler: isIssued
      ? {
          due: { on: r.due_on ?? '', is_provisional: false },
          ...(r.light === 'red'
            ? sampleRuler('2026-09-16', 6, 'due', '9月20日（周日）补班，计入逾期。')
            : sampleRuler('2026-09-15', 9, 'issue', '次日起算。跳过 3 天：中秋 3；9月20日补班。', [
                { date: '2026-09-24', light: 'blue' },
              ])),
        }
      : null,
    tasks: isIssued
      ? (['lead', 'assist'] as const).map((role, i) => ({
          id: `t${i}`,
          unit_id: `u${i}`,
          unit_name: i ? '城北街道办事处' : r.lead_unit,
          role,
          state: i ? ('awaiting_receipt' as const) : ('received' as const),
          responsible_person: i ? '卫例宁' : '贺例江',
          due_on: r.due_on ?? '',
          received_at: i ? null : at('2026-08-27'),
          received_on: i ? null : '2026-08-27',
          received_by: i ? '' : '贺例江',
          received_post: i ? '' : '办公室主任',
          receipt_due_on: '2026-08-28',
          version: 1,
        }))
      : [],
    attachments: [
      {
        id: 'a1',
        name: '装卸区积水 0819.jpg',
        media_type: 'image/jpeg',
        bytes: 2_400_000,
        sm3: '',
        added_at: at('2026-08-25'),
        added_by: '文示真',
      },
      {
        id: 'a2',
        name: '货损清单.xlsx',
        media_type: 'application/zip',
        bytes: 31_000,
        sm3: '',
        added_at: at('2026-08-25'),
        added_by: '文示真',
      },
    ],
    timeline: [
      {
        sequence: 31,
        at: at('2026-09-17'),
        clerk: '文示真',
        what: '添加附件',
        detail: '装卸区积水 0819.jpg',
      },
      { sequence: 24, at: at('2026-08-27'), clerk: '文示真', what: '登记签收', detail: '主办单位' },
      {
        sequence: 18,
        at: at('2026-08-26'),
        clerk: '沈例成',
        what: '签发交办单',
        detail: r.slip_number ?? '',
      },
      { sequence: 9, at: at('2026-08-25'), clerk: '文示真', what: '受理', detail: '' },
      { sequence: 4, at: at('2026-08-25'), clerk: '文示真', what: '登记', detail: '第八期接待日' },
    ],
  }
}

export const view = (
  id: string,
  name: string,
  filter: Partial<LedgerFilter>,
  count: number,
): SavedView => ({
  id,
  name,
  filter: { ...emptyFilter(), ...filter },
  sort: 'due',
  is_descending: false,
  columns: [],
  is_builtin: id.startsWith('builtin:'),
  count,
  version: 0,
})
