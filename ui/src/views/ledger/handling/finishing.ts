/** Forms from the report of completion to the reply: 办结报告, 答复函, 长期跟踪. */
import type {
  Completion,
  DemandDetail,
  OutcomeKind,
  ReplyDemand,
  ResultClass,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, type AnyForm, type Field } from '@/components/form/form'
import { addDays, shortDate } from '@/format'
import { termLabel, termOptions } from '@/labels'
import { office } from '@/shell'
import { lastAct, liveTasks, waiting } from './allowed'
import { newTalk, talkFields, talkFrom, talkOf, type Talk } from './talk'

/** A quarter: how often what is tracked is looked at. */
const QUARTER_DAYS = 91

/** The report of this round that was returned: the unit corrects it, nobody types it again. */
function returned(d: DemandDetail) {
  const last = lastAct(d, 'completion')
  return last?.state === 'refused' && last.round === d.handling.round ? last.body : undefined
}

const OUTCOMES = termOptions('OutcomeKind') as { value: OutcomeKind; label: string }[]

/** 落实金额 of a report by kind; one of old names the whole only. */
function toldOutcomes(report: Completion | undefined): Record<OutcomeKind, number | null> {
  const told = new Map(report?.outcomes.map((o) => [o.kind, o.fen]))
  if (report && told.size === 0 && report.amount_fen !== null) told.set('other', report.amount_fen)
  const of = (kind: OutcomeKind) => told.get(kind) ?? null
  return {
    loan: of('loan'),
    subsidy: of('subsidy'),
    relief: of('relief'),
    recovered: of('recovered'),
    mediated: of('mediated'),
    other: of('other'),
  }
}

export function completeForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const last = returned(d)
  const waits = liveTasks(d)
    .filter((t) => t.role === 'assist' && t.state !== 'answered')
    .map((t) => t.unit_name)
    .join('、')
  interface V extends Talk, Record<OutcomeKind, number | null> {
    made_on: string | null
    class: ResultClass
    process: string
    result: string
    basis: string
    evidence: string
    has_talked: boolean
    similar: string
    left_over: string
    head: string
  }
  return defineForm<V, DemandDetail>({
    id: 'complete',
    title: '登记办结报告',
    action: '登记',
    note: waits
      ? `${waits}还没有答复协办意见，答复后才能报办结。`
      : last
        ? `上次报的已退回（${last.return_reason.replace(/[。；]$/, '')}），内容带到下面，改好再登记。`
        : undefined,
    fields: [
      {
        name: 'made_on',
        label: '报告日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      {
        name: 'head',
        label: '单位负责人',
        control: { kind: 'line' },
        required: true,
        half: true,
      },
      {
        name: 'class',
        label: '结果类别',
        control: { kind: 'list', options: termOptions('ResultClass') },
      },
      { name: 'process', label: '办理经过', control: { kind: 'text' }, required: true },
      { name: 'result', label: '办理结果', control: { kind: 'text' }, required: true },
      {
        name: 'basis',
        label: '依据',
        control: { kind: 'text', placeholder: '文号、条款' },
      },
      ...OUTCOMES.map(({ value, label }, at): Field<V> => ({
        name: value,
        label,
        control: { kind: 'amount' },
        heading: at === 0 ? '落实金额' : undefined,
        half: true,
        at: `body.outcomes.${at}`,
      })),
      {
        name: 'evidence',
        label: '证据清单',
        heading: '证据和沟通',
        control: { kind: 'text', placeholder: '照片、凭证、会议纪要等' },
        caution: (v) => (v.evidence.trim() ? undefined : '没有证据清单，审核时会被退回。'),
      },
      {
        name: 'has_talked',
        label: '',
        control: { kind: 'tick', words: '单位已与企业沟通' },
        caution: (v) => (v.has_talked ? undefined : '没有与企业沟通的记录，审核时会被退回。'),
      },
      ...talkFields<V>(
        'body.contact',
        { on: '沟通日期', person: '企业联系人', words: '沟通情况' },
        (v) => v.has_talked,
      ),
      { name: 'similar', label: '举一反三', control: { kind: 'text' } },
      { name: 'left_over', label: '遗留问题', control: { kind: 'text' } },
    ],
    initial: {
      made_on: today,
      class: last?.class ?? 'a',
      process: last?.process ?? '',
      result: last?.result ?? '',
      basis: last?.basis ?? '',
      ...toldOutcomes(last),
      evidence: last?.evidence ?? '',
      has_talked: true,
      similar: last?.similar ?? '',
      left_over: last?.left_over ?? '',
      head: last?.head ?? '',
      ...(last?.contact ? talkFrom(last.contact) : newTalk(today, d.representative)),
    },
    save: (v) =>
      call('complete_demand', {
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        body: {
          class: v.class,
          process: v.process,
          result: v.result,
          basis: v.basis,
          amount_fen: null,
          outcomes: OUTCOMES.map(({ value }) => ({ kind: value, fen: v[value] ?? 0 })),
          evidence: v.evidence,
          contact: v.has_talked ? talkOf(v) : null,
          similar: v.similar,
          left_over: v.left_over,
          head: v.head,
          reviewer: '',
          return_reason: '',
        },
      }),
  })
}

export function replyForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const report = waiting(d, 'completion')
  // A joined demand was handled with its master: what that letter says is proposed.
  const master = d.state === 'consolidated' ? d.handling.master_answer : null
  interface V extends Talk {
    reviewer: string
    facts: string
    process: string
    result: string
    basis: string
    follow_up: string
  }
  const letter = (v: V): ReplyDemand => ({
    id: d.id,
    version: d.version,
    reviewer: v.reviewer,
    body: {
      facts: v.facts,
      process: v.process,
      result: v.result,
      basis: v.basis,
      follow_up: v.follow_up,
      served: talkOf(v),
    },
  })
  return defineForm<V, DemandDetail>({
    id: 'reply',
    title: master ? '答复并案企业' : '审核并答复',
    action: master ? '记下答复' : '审核通过，记下答复',
    note: master
      ? `主案 ${master.number} ${shortDate(master.answered_on, today)}已答复，下面照主案填好，请按这家企业的情况修改。`
      : report
        ? `${shortDate(report.made_on, today)}报办结，${termLabel('ResultClass', report.body.class)}。证据：${report.body.evidence || '没有'}。有缺漏的请退回办结。`
        : undefined,
    fields: [
      { name: 'reviewer', label: '审核人', control: { kind: 'line' }, required: true },
      {
        name: 'facts',
        label: '反映事项',
        control: { kind: 'text' },
        required: true,
        heading: '答复函',
      },
      { name: 'process', label: '办理情况', control: { kind: 'text' }, required: true },
      { name: 'result', label: '办理结果', control: { kind: 'text' }, required: true },
      { name: 'basis', label: '依据', control: { kind: 'text' } },
      { name: 'follow_up', label: '后续安排', control: { kind: 'text' } },
      ...talkFields<V>('body.served', {
        heading: '送达',
        on: '送达日期',
        person: '签收人',
        words: '送达情况',
      }),
    ],
    initial: {
      reviewer: office.clerk,
      facts: [d.fields.facts, d.fields.request].filter(Boolean).join('\n'),
      process: report?.body.process ?? master?.process ?? '',
      result: report?.body.result ?? master?.result ?? '',
      basis: report?.body.basis ?? master?.basis ?? '',
      follow_up: report?.body.left_over ?? master?.follow_up ?? '',
      ...newTalk(today, d.representative),
      talk_way: 'written',
    },
    save: (v) => call('reply_demand', letter(v)),
    preview: (v) => call('preview_reply', letter(v)),
  })
}

export function trackForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    reason: string
    approved_by: string
    review_on: string | null
  }
  return defineForm<V, DemandDetail>({
    id: 'track',
    title: '转长期跟踪',
    action: '转长期跟踪',
    note: '列入计划的（B 类）每季度查看一次，各项统计里仍算没有解决。',
    fields: [
      { name: 'reason', label: '理由和计划', control: { kind: 'text' }, required: true },
      { name: 'approved_by', label: '批准人', control: { kind: 'line' }, required: true },
      { name: 'review_on', label: '下次查看', control: { kind: 'date' }, required: true },
    ],
    initial: { reason: '', approved_by: '', review_on: addDays(today, QUARTER_DAYS) },
    save: (v) =>
      call('track_demand', { ...v, id: d.id, version: d.version, review_on: v.review_on ?? '' }),
  })
}
