/** The running ninth reception day of 川江区: the record the live screen is drawn and tested with. */
import { sampleRuler } from '../../../dev/samples'
import { newFields } from '@/demandFields'
import type {
  DemandFields,
  Entry,
  Guest,
  Minutes,
  MissingField,
  Participant,
  Quote,
  ReceptionRow,
  SittingDemand,
  Speaker,
} from '../bindings'

export const DAY = '2026-09-23'
export const at = (time: string): string => new Date(`${DAY}T${time}:00`).toISOString()

const guest = (
  n: number,
  name: string,
  short: string,
  who: string,
  post: string,
  more: Partial<Guest> = {},
): Guest => ({
  id: `g${n}`,
  enterprise_id: `e${n}`,
  enterprise_name: name,
  enterprise_short_name: short,
  representative: who,
  post,
  phone: '',
  capacity: 'legal_representative',
  mandate_id: null,
  slot: null,
  topic: '',
  presence: 'present',
  arrived_at: at('08:52'),
  left_at: null,
  presence_note: '',
  demands: 0,
  ...more,
})

const unit = (
  id: string,
  name: string,
  short: string,
  person: string,
  more: Partial<Participant> = {},
): Participant => ({
  unit_id: id,
  unit_name: name,
  unit_short_name: short,
  person,
  post: '',
  presence: 'present',
  arrived_at: at('08:50'),
  left_at: null,
  presence_note: '',
  ...more,
})

export const entry = (
  id: string,
  time: string,
  guestId: string | null,
  speaker: Speaker,
  name: string,
  ref: string | null,
  text: string,
  position: number,
): Entry => ({
  id,
  guest_id: guestId,
  speaker,
  speaker_name: name,
  speaker_ref: ref,
  text,
  spoken_at: at(time),
  position,
  is_draft: false,
  version: 1,
})

export const demand = (
  id: string,
  guestId: string,
  quotes: Quote[],
  fields: Partial<DemandFields>,
  state: SittingDemand['state'] = 'accepted',
): SittingDemand => ({
  id,
  number: id.toUpperCase(),
  guest_id: guestId,
  quotes,
  state,
  fields: { ...newFields(), ...fields },
  answer: '',
  answered_by: '',
  due_on: null,
  is_provisional: false,
  ruler: null,
  missing: [],
  slip_id: null,
  version: 1,
})

const NEEDED: [keyof DemandFields, string][] = [
  ['lead_unit', '主办单位'],
  ['limit', '时限'],
  ['responsible_person', '责任人'],
]

const SENTENCE = '按今日交办，次日起算。跳过 13 天：中秋 3、国庆 7、周末 3；10月10日补班。'

/** What the core works out of a demand: its due date, its ruler, what it lacks. */
export function settle(m: Minutes): Minutes {
  m.demands.forEach((d, i) => {
    const { limit } = d.fields
    const ruler = limit
      ? sampleRuler(DAY, limit, 'issue', SENTENCE, [
          { date: '2026-10-16', light: 'blue' },
          { date: '2026-10-20', light: 'yellow' },
        ])
      : null
    d.due_on = ruler?.cells.at(-1)?.date ?? null
    d.ruler =
      ruler && d.due_on
        ? ({ ...ruler, due: { on: d.due_on, is_provisional: false } } as SittingDemand['ruler'])
        : null
    d.missing =
      d.state === 'answered_on_site'
        ? []
        : NEEDED.filter(([k]) => !d.fields[k]).map(([field, label]): MissingField => ({
            demand_id: d.id,
            field,
            label: `${label}（诉求 ${i + 1}）`,
          }))
  })
  m.missing = m.demands.flatMap((d) => d.missing)
  return m
}

/** The sitting of the target pictures, at 10:09. */
export function sampleMinutes(): Minutes {
  const leader = { id: 'l1', name: '沈例成', post: '区长' }
  const decision = '旺季等不起。供电公司牵头，自然资源局、城北街道配合，15 个工作日送电。'
  const cost =
    '三号冷库去年 11 月扩容，负荷从 400 千伏安增到 800。报装到现在九个月没送上电，靠租发电机，一天多花 4200 元。'
  const from = [...cost].length - 11
  return settle({
    reception: {
      id: 'r9',
      version: 3,
      state: 'running',
      kind: 'reception_day',
      venue: 'hall',
      title: '第九期民营企业接待日',
      series_number: 9,
      held_on: DAY,
      starts: '09:00:00',
      ends: '11:30:00',
      place: '区政务中心三楼接待室',
      leader,
      stand_in: null,
      is_stand_in_presiding: false,
      accompanying: [{ id: 'l2', name: '卢例远', post: '副区长' }],
      theme: '',
      host: '文示真',
      recorder: '文示真',
      participants: [
        unit('u7', '区金融工作服务中心', '金融中心', '罗示恒'),
        unit('u1', '川江供电公司', '供电公司', '邓例文'),
        unit('u2', '区自然资源局', '自然资源局', '齐例安'),
        unit('u3', '城北街道办事处', '城北街道', '许例川'),
        unit('u8', '区税务局', '区税务局', '', { presence: 'excused', presence_note: '另派' }),
      ],
      guests: [
        guest(1, '川江云杉精密机械有限公司', '云杉精密机械', '云例山', '总经理'),
        guest(2, '川江沱湾冷链物流有限公司', '沱湾冷链物流', '何例舟', '法定代表人'),
        guest(3, '川江青禾里食品有限公司', '青禾里食品', '苏例禾', '', {
          capacity: 'authorised',
          mandate_id: 'a1',
          presence_note: '授权代表，委托书已核',
        }),
        guest(4, '川江百尺竿新材料有限公司', '百尺竿新材料', '竺例之', '', {
          presence: 'expected',
          arrived_at: null,
          presence_note: '10:00 已电话联系',
        }),
        guest(5, '川江区餐饮业商会', '区餐饮业商会', '范例珍', '会长', {
          presence_note: '会长、副会长 2 人',
        }),
      ],
      agenda: [{ slot: '09:00:00', title: '政策宣讲', note: '明白卡发放 40 份', is_done: true }],
      note: '',
      started_at: at('09:00'),
      ended_at: null,
      cancel_reason: '',
      preparations: [],
      notice_due_on: '2026-09-14',
      is_notice_due_provisional: false,
      issue_due_on: '2026-09-30',
      is_issue_due_provisional: false,
    },
    entries: [
      entry(
        'n0',
        '09:05',
        null,
        'aside',
        '',
        null,
        '区政务服务中心宣讲惠企政策，发放明白卡 40 份。',
        1,
      ),
      entry(
        'n1',
        '09:20',
        'g1',
        'enterprise',
        '云例山',
        'e1',
        '二期厂房的规划条件三个月没有批下来。',
        2,
      ),
      entry(
        'n2',
        '09:31',
        'g1',
        'unit',
        '区自然资源局 齐例安',
        'u2',
        '下周一上会，会后三日内发文。',
        3,
      ),
      entry('n3', '09:57', 'g2', 'aside', '', null, '法定代表人何例舟到会，身份已核。', 4),
      entry(
        'n4',
        '09:58',
        'g2',
        'enterprise',
        '何例舟',
        'e2',
        '先说上次的事：仓单质押贷款 300 万元 8 月已到账，谢谢金融中心。',
        5,
      ),
      entry(
        'n5',
        '10:00',
        'g2',
        'unit',
        '区金融工作服务中心 罗示恒',
        'u7',
        '该笔已按 A 类办结，回访评价“满意”。',
        6,
      ),
      entry('n6', '10:02', 'g2', 'enterprise', '何例舟', 'e2', cost, 7),
      entry(
        'n7',
        '10:05',
        'g2',
        'unit',
        '川江供电公司 邓例文',
        'u1',
        '主线已到路口。走廊要过城北街道两块地，迁改手续卡在用地预审。',
        8,
      ),
      entry('n8', '10:07', 'g2', 'leader', '沈例成', 'l1', decision, 9),
    ],
    demands: [
      demand('d1', 'g1', [{ entry_id: 'n1', from: 0, to: 18 }], {
        title: '二期厂房规划条件办理',
        lead_unit: 'u2',
        lead_unit_name: '区自然资源局',
        limit: 10,
        responsible_person: '齐例安',
      }),
      demand('d2', 'g1', [], { title: '首台套补贴申报口径' }, 'answered_on_site'),
      demand(
        'd3',
        'g2',
        [
          { entry_id: 'n6', from, to: from + 10 },
          { entry_id: 'n8', from: 0, to: [...decision].length },
        ],
        {
          title: '三号冷库增容送电受阻，请求限期接通',
          category: 'utilities',
          urgency: ['urgent'],
          lead_unit: 'u1',
          lead_unit_name: '川江供电公司',
          assisting_units: ['u2', 'u3'],
          assisting_unit_names: ['区自然资源局', '城北街道办事处'],
          limit: 15,
        },
      ),
    ],
    draft: {
      ...entry(
        'n9',
        '10:09',
        'g2',
        'enterprise',
        '何例舟',
        'e2',
        '还有，城配冷链车进城通行证一月一办，跑一趟半天，能不能',
        10,
      ),
      is_draft: true,
    },
    missing: [],
    last_saved_at: at('10:09'),
  })
}

export function receptionRows(m: Minutes): ReceptionRow[] {
  const row = (over: Partial<ReceptionRow>): ReceptionRow => ({
    id: m.reception.id,
    state: m.reception.state,
    kind: 'reception_day',
    venue: 'hall',
    title: m.reception.title,
    series_number: 9,
    held_on: DAY,
    starts: '09:00:00',
    place: m.reception.place,
    leader: m.reception.leader,
    replaced_leader: null,
    guests: m.reception.guests.length,
    demands: m.demands.length,
    waiting_slips: 0,
    ...over,
  })
  return [
    row({}),
    row({
      id: 'r10',
      state: 'planned',
      title: '第十期民营企业接待日',
      held_on: '2026-10-21',
      leader: { id: 'l2', name: '卢例远', post: '副区长' },
      guests: 6,
      demands: 0,
    }),
    row({
      id: 'r8',
      state: 'held',
      title: '第八期民营企业接待日',
      held_on: '2026-08-26',
      demands: 11,
    }),
    row({
      id: 'r7',
      state: 'held',
      kind: 'visit',
      venue: 'on_site',
      title: '走访云杉精密机械',
      held_on: '2026-08-12',
      place: '城北工业园 3 号',
      guests: 1,
      demands: 2,
    }),
  ]
}
