/** The sitting of the sample record: when, who receives, who came; and the sittings around it. */
import type { Guest, Minutes, Participant, ReceptionDetail, ReceptionRow } from '../bindings'

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

/** The ninth reception day, running. */
export function sampleReception(): ReceptionDetail {
  const leader = { id: 'l1', name: '沈例成', post: '区长' }
  return {
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
    agenda: [
      {
        slot: '09:00:00',
        title: '政策宣讲',
        note: '明白卡发放 40 份',
        is_done: true,
        materials: 0,
      },
    ],
    note: '',
    started_at: at('09:00'),
    ended_at: null,
    cancel_reason: '',
    preparations: [],
    announced_on: null,
    notice_due_on: '2026-09-14',
    is_notice_due_provisional: false,
    issue_due_on: '2026-09-30',
    is_issue_due_provisional: false,
  }
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
