/** Forms of taking up: 不予受理, 转介, 异议, 裁定, 改派, 撤回, 并案. */
import type { DeclineDemand, DeclineReason, DemandDetail, Objection } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, idOf, type AnyForm, type Field } from '@/components/form/form'
import { shortDate } from '@/format'
import { termLabel, termOptions } from '@/labels'
import { searchNames, type NamePick } from '@/names'
import { office } from '@/shell'
import { tasksFor, waiting } from './allowed'
import { searchOpenDemands, taskField, versionOf } from './picks'

export function declineForm(d: DemandDetail, isReferred: boolean): AnyForm<DemandDetail> {
  interface V {
    reason: DeclineReason | null
    words: string
    basis: string
    referred_to: string
    reviewer: string
  }
  const title = termLabel('DemandAction', isReferred ? 'refer' : 'decline')
  const notice = (v: V): DeclineDemand => ({
    id: d.id,
    version: d.version,
    body: {
      reason: v.reason ?? 'no_clear_fact',
      words: v.words,
      basis: v.basis,
      referred_to: v.referred_to,
      reviewer: v.reviewer,
    },
  })
  return defineForm<V, DemandDetail>({
    id: isReferred ? 'refer' : 'decline',
    title,
    action: title,
    note: isReferred
      ? '转给应当办理的单位，并告知企业；这条诉求不再由本会办理。'
      : '要把理由告知企业；这条诉求不再办理，记录保留。',
    fields: [
      {
        name: 'reason',
        label: '理由',
        control: { kind: 'list', options: termOptions('DeclineReason') },
        required: true,
      },
      { name: 'words', label: '告知企业的话', control: { kind: 'text' }, required: true },
      {
        name: 'basis',
        label: '依据',
        control: { kind: 'line', placeholder: '文号和条款，印在告知单上；没有可不填' },
      },
      {
        name: 'referred_to',
        label: '转往',
        control: { kind: 'line', placeholder: '单位或渠道，如 区法院诉讼服务中心' },
        required: true,
        when: () => isReferred,
      },
      { name: 'reviewer', label: '审核人', control: { kind: 'line' }, required: true },
    ],
    initial: { reason: null, words: '', basis: '', referred_to: '', reviewer: office.clerk },
    save: (v) => call('decline_demand', notice(v)),
    preview: (v) => call('preview_decline', notice(v)),
  })
}

/** 跟踪转介: what the other body did, and when it is asked again. */
export function followForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    made_on: string | null
    progress: string
    expected_on: string | null
    reporter: string
  }
  return defineForm<V, DemandDetail>({
    id: 'follow',
    title: '跟踪转介',
    action: '登记',
    note: '转出的事项由受理单位办理，这里记下问到的情况；到下次跟踪日，工作台会提醒。',
    fields: [
      {
        name: 'made_on',
        label: '了解日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'reporter', label: '向谁了解', control: { kind: 'line' }, half: true },
      { name: 'progress', label: '办理情况', control: { kind: 'text' }, required: true },
      {
        name: 'expected_on',
        label: '下次跟踪',
        control: { kind: 'date' },
        hint: '已有结果、不必再跟踪的，不填',
      },
    ],
    initial: { made_on: today, progress: '', expected_on: null, reporter: '' },
    save: (v) =>
      call('follow_referral', {
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        body: {
          progress: v.progress,
          contact: null,
          problem: '',
          next_step: '',
          expected_on: v.expected_on,
          reporter: v.reporter,
        },
      }),
  })
}

export function objectionForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const tasks = tasksFor(d, 'object')
  interface V {
    task_id: string | null
    made_on: string | null
    ground: string
    basis: string
    suggested_unit_id: NamePick | null
    override_reason: string
  }
  return defineForm<V, DemandDetail>({
    id: 'object',
    title: '登记异议',
    action: '登记',
    note: '异议期间时限照走。每个单位每轮只能提一次。',
    fields: [
      taskField<V>(tasks, '提出单位'),
      { name: 'made_on', label: '提出日期', control: { kind: 'date' }, required: true },
      { name: 'ground', label: '异议理由', control: { kind: 'text' }, required: true },
      {
        name: 'basis',
        label: '职责依据',
        control: { kind: 'text', placeholder: '三定规定、文号、条款' },
        required: true,
      },
      {
        name: 'suggested_unit_id',
        label: '建议承办单位',
        control: { kind: 'pick', search: searchNames('unit') },
      },
      {
        name: 'override_reason',
        label: '逾期仍登记的理由',
        control: { kind: 'line' },
        hint: '按期提出的不填。',
      },
    ],
    initial: {
      task_id: tasks[0]?.id ?? null,
      made_on: today,
      ground: '',
      basis: '',
      suggested_unit_id: null,
      override_reason: '',
    },
    save: (v) =>
      call('raise_objection', {
        ...versionOf(tasks, v.task_id),
        made_on: v.made_on ?? '',
        ground: v.ground,
        basis: v.basis,
        suggested_unit_id: idOf(v.suggested_unit_id),
        override_reason: v.override_reason,
      }),
  })
}

const saidOf = (o: Objection): string => `单位说：${o.ground} 依据：${o.basis}`

export function rulingForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const act = waiting(d, 'objection')
  interface V {
    result: 'stands' | 'moves'
    unit_id: NamePick | null
    ruling: string
    ruled_by: string
  }
  return defineForm<V, DemandDetail>({
    id: 'rule',
    title: `裁定${act?.unit_name ?? ''}的异议`,
    action: '记下裁定',
    note: act ? `${shortDate(act.made_on, today)}提出。${saidOf(act.body)}` : undefined,
    fields: [
      {
        name: 'result',
        label: '裁定',
        control: {
          kind: 'choice',
          options: [
            { value: 'stands', label: '维持交办' },
            { value: 'moves', label: '改派别的单位' },
          ],
        },
      },
      {
        name: 'unit_id',
        label: '改派到',
        control: { kind: 'pick', search: searchNames('unit') },
        required: true,
        hint: '原到期日不变，新单位重新签收。',
        when: (v) => v.result === 'moves',
      },
      { name: 'ruling', label: '裁定意见', control: { kind: 'text' }, required: true },
      { name: 'ruled_by', label: '裁定人', control: { kind: 'line' }, required: true },
    ],
    initial: { result: 'stands', unit_id: null, ruling: '', ruled_by: '' },
    save: (v) =>
      call('rule_objection', {
        id: act?.id ?? '',
        version: act?.version ?? 0,
        unit_id: v.result === 'moves' ? idOf(v.unit_id) : null,
        ruling: v.ruling,
        ruled_by: v.ruled_by,
      }),
  })
}

export function reassignForm(d: DemandDetail): AnyForm<DemandDetail> {
  const tasks = tasksFor(d, 'assign')
  interface V {
    task_id: string | null
    unit_id: NamePick | null
    reason: string
    decided_by: string
  }
  return defineForm<V, DemandDetail>({
    id: 'assign',
    title: '改派',
    action: '改派',
    note: '原单位的任务收回，新单位重新签收；诉求的到期日不变。',
    fields: [
      taskField<V>(tasks, '原承办单位'),
      {
        name: 'unit_id',
        label: '改派到',
        control: { kind: 'pick', search: searchNames('unit') },
        required: true,
      },
      { name: 'reason', label: '改派原因', control: { kind: 'text' }, required: true },
      { name: 'decided_by', label: '批准人', control: { kind: 'line' }, required: true },
    ],
    initial: { task_id: tasks[0]?.id ?? null, unit_id: null, reason: '', decided_by: '' },
    save: (v) =>
      call('reassign_task', {
        ...versionOf(tasks, v.task_id),
        unit_id: idOf(v.unit_id) ?? '',
        reason: v.reason,
        decided_by: v.decided_by,
      }),
  })
}

export function withdrawForm(d: DemandDetail): AnyForm<DemandDetail> {
  const fields: Field<{ reason: string; reviewer: string }>[] = [
    { name: 'reason', label: '撤回原因', control: { kind: 'text' }, required: true },
    { name: 'reviewer', label: '审核人', control: { kind: 'line' }, required: true },
  ]
  return defineForm({
    id: 'withdraw',
    title: '企业撤回诉求',
    action: '撤回',
    note: '承办任务随之收回，不再催办；记录保留，不计入办结。',
    fields,
    initial: { reason: '', reviewer: office.clerk },
    save: (v) => call('withdraw_demand', { id: d.id, version: d.version, ...v }),
  })
}

export function consolidateForm(d: DemandDetail): AnyForm<DemandDetail> {
  interface V {
    master_id: NamePick | null
    reason: string
  }
  return defineForm<V, DemandDetail>({
    id: 'consolidate',
    title: '并案',
    action: '并案',
    note: '并入后由主案一并办理；这家企业仍要单独答复和回访。可以撤销。',
    fields: [
      {
        name: 'master_id',
        label: '并入的诉求',
        control: {
          kind: 'pick',
          search: searchOpenDemands(d.id),
          placeholder: '编号、标题、企业、拼音首字母',
        },
        required: true,
      },
      { name: 'reason', label: '并案理由', control: { kind: 'text' }, required: true },
    ],
    initial: { master_id: null, reason: '' },
    save: (v) =>
      call('consolidate_demand', {
        id: d.id,
        version: d.version,
        master_id: idOf(v.master_id) ?? '',
        reason: v.reason,
      }),
  })
}
