/** Forms of a saved rota: two leaders change months, somebody stands in; and of a notice (F1). */
import type { Announcement, AnnouncementBody, Rota, Turn } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, idOf, type AnyForm } from '@/components/form/form'
import { shortDate } from '@/format'
import { leaderPick, searchNames, type NamePick } from '@/names'

const words = (t: Turn) => `${t.month}月　${shortDate(t.held_on)} ${t.leader.name}`

export function swapForm(rota: Rota, turn: Turn): AnyForm<Rota> {
  interface V {
    second: string | null
    reason: string
  }
  const others = rota.turns.filter(
    (t) =>
      t.month !== turn.month &&
      t.leader.id !== turn.leader.id &&
      (!t.reception || t.reception.state === 'planned'),
  )
  return defineForm<V, Rota>({
    id: 'swap',
    title: `${turn.month}月调换`,
    action: '调换',
    note: `${turn.leader.name}与另一位领导对调月份，日期不变；两个月都记入调整记录。`,
    fields: [
      {
        name: 'second',
        label: '调换的月份',
        control: {
          kind: 'list',
          options: others.map((t) => ({ value: String(t.month), label: words(t) })),
        },
        required: true,
      },
      { name: 'reason', label: '原因', control: { kind: 'line' }, required: true },
    ],
    initial: { second: null, reason: '' },
    save: (v) =>
      call('swap_turns', {
        year: rota.year,
        version: rota.version,
        first: turn.month,
        second: Number(v.second),
        reason: v.reason,
      }),
  })
}

export function standInForm(rota: Rota, turn: Turn): AnyForm<Rota> {
  interface V {
    stand_in: NamePick | null
    reason: string
  }
  return defineForm<V, Rota>({
    id: 'stand-in',
    title: `${turn.month}月替补`,
    action: '保存',
    note: `${turn.leader.name}不能到场时由替补接待，两人的名字都保留，次数记在替补名下。替补留空，就是仍由本人接待。`,
    fields: [
      {
        name: 'stand_in',
        label: '替补领导',
        control: { kind: 'pick', search: searchNames('leader') },
        at: 'stand_in_id',
      },
      { name: 'reason', label: '原因', control: { kind: 'line' }, required: true },
    ],
    initial: { stand_in: leaderPick(turn.stand_in), reason: '' },
    save: (v) =>
      call('save_stand_in', {
        year: rota.year,
        version: rota.version,
        month: turn.month,
        stand_in_id: idOf(v.stand_in),
        reason: v.reason,
      }),
  })
}

/** The notice of a reception, before it goes out or to go out anew. */
export function announcementForm(now: Announcement, today: string): AnyForm<Announcement> {
  const input = (v: AnnouncementBody) => ({
    reception_id: now.reception_id,
    version: now.version,
    body: v,
  })
  const due = `应于 ${shortDate(now.due_on, today)} 前发出。`
  return defineForm<AnnouncementBody, Announcement>({
    id: 'announcement',
    title: now.version ? '重发通告' : '发通告',
    action: '发出',
    note: now.issued_on
      ? `${shortDate(now.issued_on, today)}已发第 ${now.version} 版${now.is_outdated ? '，之后接待活动有改动，请重发' : ''}；重发后以新的一版为准。`
      : `${due}时间、地点、领导和参加部门取自接待活动。`,
    fields: [
      {
        name: 'quota',
        label: '企业限额',
        control: { kind: 'number', unit: '家' },
        half: true,
        at: 'body.quota',
      },
      {
        name: 'enrol_until_on',
        label: '报名截止',
        control: { kind: 'date' },
        half: true,
        at: 'body.enrol_until_on',
      },
      {
        name: 'scope',
        label: '受理范围',
        control: { kind: 'text' },
        required: true,
        at: 'body.scope',
      },
      {
        name: 'exclusions',
        label: '不受理范围',
        control: { kind: 'text' },
        required: true,
        at: 'body.exclusions',
      },
      { name: 'basis', label: '依据文件', control: { kind: 'text' }, at: 'body.basis' },
      { name: 'contact', label: '联系人和电话', control: { kind: 'line' }, at: 'body.contact' },
    ],
    initial: now.body,
    save: (v) => call('issue_announcement', input(v)),
    preview: (v) => call('preview_announcement', input(v)),
  })
}
