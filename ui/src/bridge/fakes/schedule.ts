/** The year of picture 08 for Chromium and tests. */
import { fake } from '../fake'
import { sampleStatus } from './status'
import type {
  CalendarDay,
  DayKind,
  Guest,
  LeaderName,
  NameHit,
  Participant,
  ReceptionDetail,
  ReceptionKind,
  ReceptionRow,
} from '../bindings'
import { addDays } from '@/format'

const TODAY = '2026-09-24'
const NAMES = '一二三四五六七八九十'

const leaders: Record<string, LeaderName> = Object.fromEntries(
  [
    ['周明远', '区委书记'],
    ['沈例成', '区长'],
    ['顾示安', '区人大常委会主任'],
    ['祝例宁', '区政协主席'],
    ['韩示和', '副区长'],
    ['李卫东', '统战部部长'],
    ['程例远', '常务副区长'],
    ['钟示平', '纪委书记'],
  ].map(([name = '', post = ''], i) => [name, { id: `l${i}`, name, post }]),
)
const leader = (name: string) => leaders[name] ?? { id: 'l9', name, post: '副区长' }

const row = (
  n: number,
  held_on: string,
  name: string,
  guests: number,
  demands: number,
  over: Partial<ReceptionRow> = {},
): ReceptionRow => ({
  id: `r${n}`,
  state: held_on < TODAY ? 'held' : 'planned',
  kind: 'reception_day',
  venue: 'hall',
  title: `第${n > 10 ? '十' : ''}${NAMES[(n - 1) % 10]}期民营企业接待日`,
  series_number: n + 10,
  held_on,
  starts: '09:00:00',
  place: '区政府二号楼三楼会议室',
  leader: leader(name),
  replaced_leader: null,
  guests,
  demands,
  waiting_slips: 0,
  ...over,
})

const other = (id: string, kind: ReceptionKind, held_on: string, place: string) =>
  row(0, held_on, '李卫东', 1, 2, { id, kind, title: place, place, series_number: 0 })

const ROWS: ReceptionRow[] = [
  row(1, '2026-01-21', '周明远', 6, 9),
  row(2, '2026-02-25', '沈例成', 5, 7),
  row(3, '2026-03-19', '周明远', 5, 12),
  row(4, '2026-04-22', '顾示安', 5, 8),
  row(5, '2026-05-20', '祝例宁', 7, 10),
  row(6, '2026-06-24', '韩示和', 6, 9, { replaced_leader: leader('钟示平') }),
  row(7, '2026-07-22', '李卫东', 5, 8),
  row(8, '2026-08-19', '罗例清', 5, 6),
  other('v1', 'visit', '2026-09-09', '青禾里食品'),
  other('b1', 'breakfast', '2026-09-10', '政企早餐会'),
  other('f1', 'face_to_face', '2026-09-16', '餐饮业面对面'),
  row(9, '2026-09-23', '沈例成', 5, 9, { waiting_slips: 2 }),
  row(10, '2026-10-21', '程例远', 3, 0),
  row(11, '2026-11-18', '钟示平', 0, 0),
  row(12, '2026-12-16', '周明远', 0, 0),
]

const HOLIDAYS: Record<string, string> = {
  '2026-09-25': '中秋节',
  '2026-09-26': '中秋节',
  '2026-09-27': '中秋节',
}
for (let d = 1; d <= 7; d += 1) HOLIDAYS[`2026-10-0${d}`] = '国庆节'
const MAKE_UP = ['2026-09-20', '2026-10-10']

function kindOf(date: string): DayKind {
  const holiday = HOLIDAYS[date]
  if (holiday) return { kind: 'holiday', name: holiday }
  if (MAKE_UP.includes(date)) return { kind: 'make_up', name: '国庆' }
  const weekday = new Date(`${date}T00:00Z`).getUTCDay()
  return { kind: weekday === 0 || weekday === 6 ? 'weekend' : 'workday' }
}

const guest = (n: number, name: string, topic: string, over: Partial<Guest> = {}): Guest => ({
  id: `g${n}`,
  enterprise_id: `e${n}`,
  enterprise_name: name,
  enterprise_short_name: '',
  representative: '何例舟',
  post: '法定代表人',
  phone: '13912340021',
  capacity: 'legal_representative',
  mandate_id: null,
  slot: `09:${n}0:00`,
  topic,
  presence: 'expected',
  arrived_at: null,
  left_at: null,
  presence_note: '',
  demands: 0,
  ...over,
})

const unit = (id: string, unit_name: string, person: string): Participant => ({
  unit_id: id,
  unit_name,
  unit_short_name: unit_name,
  person,
  post: '副局长',
  presence: 'expected',
  arrived_at: null,
  left_at: null,
  presence_note: '',
})

const detailOf = (r: ReceptionRow): ReceptionDetail => ({
  ...r,
  version: 1,
  ends: '11:30:00',
  stand_in: leader('韩示和'),
  is_stand_in_presiding: false,
  accompanying: [leader('李卫东')],
  theme: '',
  host: '陈启文',
  recorder: '何静',
  participants: [
    unit('u1', '区住房和城乡建设局', '罗示川'),
    unit('u2', '区经济信息化和科学技术局', '邓例文'),
  ],
  guests: [
    guest(1, '川江沱湾冷链物流有限公司', '二期用地和冷库电价'),
    guest(3, '江阳芦溪电子有限公司', '技改补助兑现', {
      capacity: 'authorised',
      representative: '江示宁',
      post: '副总经理',
    }),
    guest(5, '川江百尺竿新材料有限公司', '厂区道路'),
  ],
  agenda: [
    {
      slot: '10:40:00',
      title: '民营经济促进法解读',
      note: '区司法局',
      is_done: false,
      materials: 0,
    },
  ],
  note: '',
  started_at: null,
  ended_at: null,
  cancel_reason: '',
  preparations: [
    { label: '接待领导、替补、陪同已定', is_done: true, note: '替补 韩示和' },
    { label: '企业 3 家，限额 8 家', is_done: false, note: '报名至10月14日' },
    { label: '通告发出', is_done: false, note: '10月16日前' },
    { label: '授权代表有委托书', is_done: false, note: '缺 1 份' },
  ],
  announced_on: null,
  notice_due_on: addDays(r.held_on, -5),
  issue_due_on: '2026-09-29',
  is_notice_due_provisional: false,
  is_issue_due_provisional: false,
})

/** Registers an office with a year of receptions. */
export function fakeSchedule(): void {
  const details = new Map(ROWS.map((r) => [r.id, detailOf(r)]))
  const get = (id: string) => details.get(id) ?? detailOf(ROWS[0] as ReceptionRow)
  fake('get_status', () =>
    sampleStatus({
      today: TODAY,
      now: '2026-09-24T01:14:20Z',
      last_backup: null,
      data_dir: '',
    }),
  )
  fake('list_receptions', ({ year }) => ({
    receptions: year === 2026 ? ROWS : [],
    total: year === 2026 ? ROWS.length : 0,
    held: year === 2026 ? 9 : 0,
    received_enterprises: year === 2026 ? 49 : 0,
    stand_ins: year === 2026 ? 1 : 0,
    last_of_series: [],
  }))
  fake('get_reception', ({ id }) => get(id))
  fake('get_month', ({ year, month }) => {
    const days: CalendarDay[] = []
    const first = `${year}-${String(month).padStart(2, '0')}-01`
    for (let d = first; d.slice(0, 7) === first.slice(0, 7); d = addDays(d, 1)) {
      days.push({ date: d, kind: kindOf(d) })
    }
    const rest = days.filter((d) => d.kind.kind === 'weekend' || d.kind.kind === 'holiday').length
    const makeUp = days.filter((d) => d.kind.kind === 'make_up').length
    return {
      days,
      workdays: days.length - rest,
      make_up_days: makeUp,
      rest_days: rest,
      is_published: year <= 2026,
    }
  })
  fake('save_reception', (input) => {
    const id = input.id ?? 'new'
    const base = detailOf(ROWS[12] as ReceptionRow)
    const next = { ...base, id, title: input.title, held_on: input.held_on }
    details.set(id, { ...next, version: input.version + 1 })
    return get(id)
  })
  fake('cancel_reception', ({ id, reason }) => {
    details.set(id, { ...get(id), state: 'cancelled', cancel_reason: reason })
    return get(id)
  })
  fake('save_attendance', ({ reception_id, guest_id, unit_id, presence }) => {
    const d = get(reception_id)
    details.set(reception_id, {
      ...d,
      guests: d.guests.map((g) => (g.id === guest_id ? { ...g, presence } : g)),
      participants: d.participants.map((p) => (p.unit_id === unit_id ? { ...p, presence } : p)),
    })
    return get(reception_id)
  })
  fake('get_rota', ({ year }) => ({
    year,
    version: 0,
    is_provisional: year > 2026,
    rule: { kind: 'month_day' as const, day: 21 },
    rule_words: '每月21日',
    starts: '09:00:00',
    ends: '11:30:00',
    place: '区政府二号楼三楼会议室',
    turns: [],
    loads: Object.values(leaders).map((one) => ({ leader: one, turns: 0, before: 1 })),
    changes: [],
  }))
  fake('find_names', ({ kinds, query }) => {
    const all: NameHit[] = Object.values(leaders).map((l) => ({
      kind: 'leader',
      id: l.id,
      name: l.name,
      short_name: l.name,
      note: l.post,
      spans: [],
    }))
    return { hits: all.filter((h) => kinds.includes(h.kind) && h.name.includes(query)) }
  })
}
