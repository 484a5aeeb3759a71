/** The workbench of picture 01, the office's settings and its backups, for Chromium and tests. */
import { addDays } from '@/format'
import { emptyFilter } from '@/ledgerFilter'
import { fake } from '../fake'
import { sampleStatus, TODAY } from './status'
import type {
  Backup,
  Clerk,
  DayKind,
  DueBar,
  Guest,
  Home,
  LedgerFilter,
  OfficeSettings,
  OfficeStatus,
  ReceptionDetail,
  WorkAct,
  WorkItem,
} from '../bindings'

export const sampleFilter = (over: Partial<LedgerFilter> = {}): LedgerFilter => ({
  ...emptyFilter(),
  ...over,
})

const guest = (n: number, slot: string, name: string, over: Partial<Guest> = {}): Guest => ({
  id: `g${n}`,
  enterprise_id: `e${n}`,
  enterprise_name: `川江${name}有限公司`,
  enterprise_short_name: name,
  representative: '何例舟',
  post: '总经理',
  phone: '13900000021',
  capacity: 'legal_representative',
  mandate_id: null,
  slot,
  topic: '',
  presence: 'expected',
  arrived_at: null,
  left_at: null,
  presence_note: '',
  demands: 1,
  ...over,
})

export const sampleReception = (over: Partial<ReceptionDetail> = {}): ReceptionDetail => ({
  id: 'r9',
  version: 1,
  state: 'planned',
  kind: 'reception_day',
  venue: 'hall',
  title: '第九期民营企业接待日',
  series_number: 9,
  held_on: TODAY,
  starts: '09:00:00',
  ends: '11:50:00',
  place: '区政务中心三楼接待室',
  leader: { id: 'l1', name: '沈例成', post: '区长' },
  stand_in: null,
  is_stand_in_presiding: false,
  accompanying: [],
  theme: '',
  host: '',
  recorder: '文示真',
  participants: [],
  guests: [
    guest(1, '09:20:00', '云杉精密机械', { presence: 'present', demands: 2 }),
    guest(2, '09:50:00', '沱湾冷链物流', { demands: 2 }),
    guest(3, '10:20:00', '青禾里食品', { capacity: 'authorised' }),
  ],
  agenda: [
    { slot: '09:00:00', title: '政策宣讲', note: '明白卡 40 份', is_done: false, materials: 0 },
  ],
  note: '',
  started_at: null,
  ended_at: null,
  cancel_reason: '',
  preparations: [
    { label: '会前简报', is_done: true, note: '5 家已备' },
    { label: '授权委托书', is_done: false, note: '1 份待核' },
  ],
  announced_on: null,
  notice_due_on: '2026-09-18',
  issue_due_on: '2026-09-29',
  is_notice_due_provisional: false,
  is_issue_due_provisional: false,
  ...over,
})

const item = (
  act: WorkAct,
  label: string,
  target: string,
  title: string,
  over: Partial<WorkItem> = {},
): WorkItem => ({
  act,
  label,
  target,
  title,
  detail: '栎下纺织　主办 区住房城乡建设局',
  light: 'not_started',
  urgency: '签发期限今天',
  is_office_limit: true,
  due_on: TODAY,
  ...over,
})

const demand = (target: string, title: string, light: WorkItem['light'], urgency: string) =>
  item('open_demand', '查看办理', target, title, { light, urgency, is_office_limit: false })

export const sampleGroups = (): Home['groups'] => [
  {
    label: '已逾期',
    total: 2,
    items: [
      demand('d1', '厂区门前道路破损，货车无法会车', 'red', '逾期 6 个工作日'),
      demand('d2', '2025 年度技改补助尾款未兑现', 'red', '逾期 1 个工作日'),
    ],
  },
  {
    label: '今天',
    total: 3,
    items: [
      item('instruct_slip', '送签批', 's1', '交办单 2 张待签批'),
      item('register_receipt', '登记签收', 's2', '园区公交末班过早，夜班职工无车'),
      item('compose_slip', '拟交办单', 'r8', '第八期民营企业接待日'),
    ],
  },
  {
    label: '随后',
    total: 6,
    items: Array.from({ length: 6 }, (_, i) =>
      demand(`d${i + 10}`, `招工难，希望组织职校对接 ${i + 1}`, 'yellow', '还剩 1 个工作日'),
    ),
  },
]

/** Three weeks over 中秋 and 国庆, with the make-up day of 10月10日. */
export const sampleBars = (): DueBar[] => {
  const kinds: Record<string, DayKind> = Object.fromEntries([
    ...['2026-09-25', '2026-09-26', '2026-09-27'].map((d) => [
      d,
      { kind: 'holiday', name: '中秋节' },
    ]),
    ...Array.from({ length: 7 }, (_, i) => [
      addDays('2026-10-01', i),
      { kind: 'holiday', name: '国庆节' },
    ]),
    ['2026-10-10', { kind: 'make_up', name: '国庆节' }],
    ['2026-10-11', { kind: 'weekend' }],
  ])
  const counts: Record<string, number> = { [TODAY]: 1, '2026-09-24': 2, '2026-09-28': 3 }
  return Array.from({ length: 21 }, (_, i) => {
    const date = addDays(TODAY, i)
    const light = i < 2 ? 'yellow' : i < 6 ? 'blue' : 'none'
    return { date, kind: kinds[date] ?? { kind: 'workday' }, count: counts[date] ?? 0, light }
  })
}

export const sampleHome = (over: Partial<Home> = {}): Home => ({
  today: sampleReception(),
  next: null,
  groups: sampleGroups(),
  month: [
    { label: '本月新增', value: 21, filter: sampleFilter({ raised_from: '2026-09-01' }) },
    { label: '在办', value: 43, filter: sampleFilter({ is_open: true }) },
    { label: '已逾期', value: 2, filter: sampleFilter({ lights: ['red'] }) },
  ],
  due: sampleBars(),
  upcoming: [{ date: '2026-10-19', title: '第十期通告', note: '通告截止', target: 'r10' }],
  made_at: `${TODAY}T00:36:12Z`,
  ...over,
})

export const sampleClerks = (): Clerk[] => [
  { id: 'c1', name: '文示真', post: '经办人', is_active: true, is_cleared: false, version: 1 },
  { id: 'c2', name: '苏例言', post: '审核人', is_active: true, is_cleared: false, version: 1 },
  { id: 'c3', name: '季示宁', post: '经办人', is_active: false, is_cleared: false, version: 2 },
]

export const sampleOffice = (): OfficeSettings => ({
  name: '川江区工商业联合会',
  slip_mark: '川江区民营企业接待日交办单',
  number_prefix: '川工商联交',
  district_code: '510599',
  district_name: '川江区',
  contact_name: '文示真',
  contact_phone: '0830-5550126',
  return_address: '区政务中心三楼 312 室',
  copies_to: ['区委督查室', '区政府督查室'],
  cut_off: '17:30',
  limits: {
    notice: 3,
    guests_max: 10,
    issue: 3,
    receipt: 1,
    objection: 1,
    contact: 2,
    assist: 3,
    consultation: 5,
    ordinary: 15,
    complex: 30,
    blue: 3,
    yellow: 1,
    rating: 3,
  },
  version: 1,
})

export const sampleBackup = (over: Partial<Backup> = {}): Backup => ({
  path: '/data/backups/1',
  made_at: '2026-09-22T09:40:00Z',
  bytes: 4_200_000,
  attachments: 12,
  journal_sequence: 1375,
  is_good: true,
  fault: '',
  ...over,
})

/** Answers everything the frame, the workbench and the settings ask. */
export function fakeHome(over: { home?: Home; status?: Partial<OfficeStatus> } = {}): void {
  const clerks = sampleClerks()
  let seat = 'c1'
  let office = sampleOffice()
  const backups = [sampleBackup()]
  const at = () => clerks.find((c) => c.id === seat) as Clerk
  fake('get_status', () => sampleStatus({ clerk: at(), ...over.status }))
  fake('get_home', () => over.home ?? sampleHome())
  fake('get_reception', () => sampleReception())
  fake('list_clerks', () => ({ clerks }))
  fake('switch_clerk', ({ id }) => {
    seat = id
    return at()
  })
  fake('get_office', () => office)
  fake('save_office', (input) => (office = { ...input, version: input.version + 1 }))
  fake('list_backups', () => ({ backups, folder: '/data/backups', second_folder: null }))
  fake('make_backup', () => {
    const made = sampleBackup({ path: `/data/backups/${backups.length + 1}` })
    backups.unshift(made)
    return made
  })
  fake('check_glyphs', () => ({ missing: [] }))
  fake('search_everything', () => ({ groups: [] }))
}
