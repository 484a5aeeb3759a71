/** What is done around the handling: 移送调解, 区街联动, 专班, 监督员回访. */
import type {
  Act,
  DemandDetail,
  MediationCause,
  MediationResult,
  TaskForceMember,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { defineForm, idOf, type AnyForm } from '@/components/form/form'
import type { PickItem } from '@/components/picker'
import { shortDate, yuanWords } from '@/format'
import { termLabel, termOptions } from '@/labels'
import { searchNames, searchSupervisors, type NamePick } from '@/names'

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>
const actsOf = <K extends Act['kind']>(d: DemandDetail, kind: K): ActOf<K>[] =>
  d.handling.acts.filter((a): a is ActOf<K> => a.kind === kind)

/** The mediation that has no result yet. */
export const openMediation = (d: DemandDetail): ActOf<'mediation'> | undefined =>
  actsOf(d, 'mediation').find((a) => a.body.result === null)

/** The 专班 that works still. */
export const standingForce = (d: DemandDetail): ActOf<'task_force'> | undefined =>
  actsOf(d, 'task_force').find((a) => a.body.until_on === null)

export const rosterOf = (members: TaskForceMember[]): string =>
  members.map((m) => `${m.unit}${m.person}`).join('、')

/** Each mediation in a line. */
export const mediationWords = (d: DemandDetail, today: string): string[] =>
  actsOf(d, 'mediation').map(({ made_on, body }) => {
    const sent = `${shortDate(made_on, today)}移送${body.organ}（${termLabel('MediationCause', body.cause)}）`
    if (body.result === null) return `${sent}，还没有结果`
    const end = `${shortDate(body.ended_on, today)}${termLabel('MediationResult', body.result)}`
    const money = body.agreed_fen === null ? '' : `，达成 ${yuanWords(body.agreed_fen)}`
    return `${sent}，${end}${money}`
  })

export function mediationForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    made_on: string | null
    cause: MediationCause
    organ: string
    amount_fen: number | null
    reason: string
  }
  return defineForm<V, DemandDetail>({
    id: 'mediate',
    title: '移送调解',
    action: '移送',
    note: '诉求照常办理，时限照走；调解结束后再登记结果。',
    fields: [
      { name: 'made_on', label: '移送日期', control: { kind: 'date' }, required: true },
      {
        name: 'organ',
        label: '调解组织',
        control: { kind: 'line', placeholder: '如 区商会商事调解中心' },
        required: true,
      },
      {
        name: 'cause',
        label: '案由',
        control: { kind: 'choice', options: termOptions('MediationCause') },
      },
      { name: 'amount_fen', label: '涉及金额', control: { kind: 'amount' } },
      { name: 'reason', label: '纠纷情况', control: { kind: 'text' }, required: true },
    ],
    initial: {
      made_on: today,
      cause: 'commercial',
      organ: '',
      amount_fen: d.fields.amount_fen,
      reason: '',
    },
    save: (v) =>
      call('refer_mediation', { ...v, id: d.id, version: d.version, made_on: v.made_on ?? '' }),
  })
}

export function mediationEndForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const act = openMediation(d)
  interface V {
    result: MediationResult
    ended_on: string | null
    agreed_fen: number | null
    words: string
  }
  return defineForm<V, DemandDetail>({
    id: 'mediated',
    title: '登记调解结果',
    action: '登记',
    note: act && `${shortDate(act.made_on, today)}移送${act.body.organ}。`,
    fields: [
      {
        name: 'result',
        label: '结果',
        control: { kind: 'choice', options: termOptions('MediationResult') },
      },
      { name: 'ended_on', label: '结束日期', control: { kind: 'date' }, required: true },
      {
        name: 'agreed_fen',
        label: '达成金额',
        control: { kind: 'amount' },
        when: (v) => v.result === 'reached',
      },
      { name: 'words', label: '说明', control: { kind: 'text' } },
    ],
    initial: { result: 'reached', ended_on: today, agreed_fen: null, words: '' },
    save: (v) =>
      call('record_mediation', {
        id: act?.id ?? '',
        version: act?.version ?? 0,
        result: v.result,
        ended_on: v.ended_on ?? '',
        agreed_fen: v.result === 'reached' ? v.agreed_fen : null,
        words: v.words,
      }),
  })
}

export function escalateForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    from: NamePick | null
    made_on: string | null
    reason: string
    decided_by: string
  }
  return defineForm<V, DemandDetail>({
    id: 'escalate',
    title: '镇街上报区级',
    action: '登记上报',
    note: '区街联动：镇街或亲清驿站办不了的诉求，报区级办理。',
    fields: [
      {
        name: 'from',
        label: '上报的镇街',
        control: { kind: 'pick', search: searchNames('unit') },
        hint: d.origin_unit ? `不选则为诉求的来源：${d.origin_unit}` : undefined,
        required: d.origin_unit === '' && !d.is_veiled,
        at: 'from_unit_id',
      },
      {
        name: 'made_on',
        label: '上报日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      {
        name: 'decided_by',
        label: '同意上报的人',
        control: { kind: 'line' },
        required: true,
        half: true,
      },
      { name: 'reason', label: '上报原因', control: { kind: 'text' }, required: true },
    ],
    initial: {
      from: null,
      made_on: today,
      reason: '',
      decided_by: '',
    },
    save: (v) =>
      call('escalate_demand', {
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        from_unit_id: idOf(v.from),
        reason: v.reason,
        decided_by: v.decided_by,
      }),
  })
}

/** Reads the members, parted by lines or 、 and ；: `川江供电公司 邓例文`. */
export function membersOf(text: string): TaskForceMember[] {
  const lines = text
    .split(/[\n、；;]/)
    .map((line) => line.trim())
    .filter(Boolean)
  return lines.map((line, at) => {
    const [unit = '', ...rest] = line.split(/[\s　，,]+/)
    if (rest.length === 0) {
      const message = `第 ${at + 1} 位请写成“单位 姓名”，中间空一格。`
      throw new CommandError('validation', '', '', [{ field: 'members', message }])
    }
    return { unit, person: rest.join(' ') }
  })
}

export function taskForceForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    name: string
    leader: string
    made_on: string | null
    members: string
  }
  return defineForm<V, DemandDetail>({
    id: 'task_force',
    title: '成立专班',
    action: '成立',
    fields: [
      { name: 'name', label: '专班名称', control: { kind: 'line' }, required: true },
      { name: 'leader', label: '牵头人', control: { kind: 'line' }, required: true, half: true },
      {
        name: 'made_on',
        label: '成立日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      {
        name: 'members',
        label: '成员',
        control: { kind: 'text', placeholder: '每行一人：单位 姓名' },
        required: true,
      },
    ],
    initial: {
      name: '',
      leader: '',
      made_on: today,
      members: d.tasks
        .filter((t) => t.state !== 'recalled')
        .map((t) => `${t.unit_name} ${t.responsible_person}`.trim())
        .join('\n'),
    },
    save: async (v) =>
      call('form_task_force', {
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        name: v.name,
        leader: v.leader,
        members: membersOf(v.members),
      }),
  })
}

export function endForceForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const act = standingForce(d)
  interface V {
    until_on: string | null
    result: string
  }
  return defineForm<V, DemandDetail>({
    id: 'end_force',
    title: '撤销专班',
    action: '撤销',
    note: act && `${act.body.name}：${rosterOf(act.body.members)}。`,
    fields: [
      { name: 'until_on', label: '撤销日期', control: { kind: 'date' }, required: true },
      { name: 'result', label: '完成情况', control: { kind: 'text' }, required: true },
    ],
    initial: { until_on: today, result: '' },
    save: (v) =>
      call('end_task_force', {
        id: act?.id ?? '',
        version: act?.version ?? 0,
        until_on: v.until_on ?? '',
        result: v.result,
      }),
  })
}

export function inspectionForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    supervisor: PickItem | null
    made_on: string | null
    unit: string
    finding: string
    is_trouble: boolean
  }
  return defineForm<V, DemandDetail>({
    id: 'inspect',
    title: '登记监督员回访',
    action: '登记',
    fields: [
      {
        name: 'supervisor',
        label: '监督员',
        control: {
          kind: 'pick',
          search: searchSupervisors,
          placeholder: '名录在“企业与单位 › 监督员”',
        },
        required: true,
        at: 'supervisor_id',
      },
      {
        name: 'made_on',
        label: '回访日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'unit', label: '被回访单位', control: { kind: 'line' }, half: true },
      { name: 'finding', label: '发现情况', control: { kind: 'text' }, required: true },
      { name: 'is_trouble', label: '', control: { kind: 'tick', words: '有问题，要整改' } },
    ],
    initial: {
      supervisor: null,
      made_on: today,
      unit: d.tasks.find((t) => t.role === 'lead' && t.state !== 'recalled')?.unit_name ?? '',
      finding: '',
      is_trouble: false,
    },
    save: (v) =>
      call('record_inspection', {
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        supervisor_id: idOf(v.supervisor) ?? '',
        unit: v.unit,
        finding: v.finding,
        is_trouble: v.is_trouble,
      }),
  })
}
