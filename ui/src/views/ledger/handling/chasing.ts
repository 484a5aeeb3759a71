/** Forms of the ladder: a paper that chases, and what the unit wrote back. */
import type { ChaseKind, DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { defineForm, type AnyForm } from '@/components/form/form'
import { shortDate, tableDate } from '@/format'
import { termLabel, termOptions } from '@/labels'
import { waiting } from './allowed'

/** What a unit is asked to write back, unless the clerk words it otherwise. */
export const CHASE_WORDS =
  '请书面说明未办结原因、已采取的措施和新的完成时间，并与企业当面沟通一次。'
export const ANSWER_WORKDAYS = 3

export function chaseForm(d: DemandDetail): AnyForm {
  interface V {
    rung: ChaseKind
    requirement: string
    answer_workdays: number | null
    signer: string
  }
  return defineForm<V, unknown>({
    id: 'chase',
    title: '催办',
    action: '签发',
    note: d.handling.chase_due
      ? `${d.remaining}，今天应发${termLabel('ChaseKind', d.handling.chase_due)}。`
      : `${d.remaining}。已经催办，回复期未过；仍要发的，请选文书。`,
    fields: [
      {
        name: 'rung',
        label: '文书',
        control: { kind: 'choice', options: termOptions('ChaseKind') },
      },
      { name: 'requirement', label: '要求', control: { kind: 'text' }, required: true },
      {
        name: 'answer_workdays',
        label: '回复限期',
        control: { kind: 'number', unit: '个工作日' },
        required: true,
        half: true,
      },
      { name: 'signer', label: '签发人', control: { kind: 'line' }, required: true, half: true },
    ],
    initial: {
      rung: d.handling.chase_due ?? 'reminder',
      requirement: CHASE_WORDS,
      answer_workdays: ANSWER_WORKDAYS,
      signer: '',
    },
    save: async (v) => {
      const { refused } = await call('chase_demands', {
        ids: [d.id],
        rung: v.rung,
        requirement: v.requirement,
        answer_workdays: v.answer_workdays ?? 0,
        signer: v.signer,
      })
      if (refused[0]) throw new CommandError('precondition_failed', '', refused[0].reason, [])
    },
  })
}

export function chaseAnswerForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const act = waiting(d, 'chase')
  interface V {
    answered_on: string | null
    cause: string
    measures: string
    promised_on: string | null
  }
  return defineForm<V, DemandDetail>({
    id: 'answer_chase',
    title: '登记催办回复',
    action: '登记回复',
    note: act
      ? `${shortDate(act.made_on, today)}${termLabel('ChaseKind', act.body.rung)}，应于 ${tableDate(act.body.answer_by, today)}前回复。`
      : undefined,
    fields: [
      {
        name: 'answered_on',
        label: '回复日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'promised_on', label: '承诺完成', control: { kind: 'date' }, half: true },
      { name: 'cause', label: '未办结原因', control: { kind: 'text' }, required: true },
      { name: 'measures', label: '措施', control: { kind: 'text' }, required: true },
    ],
    initial: { answered_on: today, cause: '', measures: '', promised_on: null },
    save: (v) =>
      call('answer_chase', {
        ...v,
        id: act?.id ?? '',
        version: act?.version ?? 0,
        answered_on: v.answered_on ?? '',
      }),
  })
}
