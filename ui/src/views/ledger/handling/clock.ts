/** Forms that move the due date: 延期申请, 批复, 挂起. */
import type { DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, type AnyForm } from '@/components/form/form'
import { addDays, shortDate, tableDate } from '@/format'
import { termLabel } from '@/labels'
import { waiting } from './allowed'

export function extendForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    made_on: string | null
    days: number | null
    reason: string
    done: string
    is_enterprise_told: boolean
    unit_head: string
    override_reason: string
  }
  return defineForm<V, DemandDetail>({
    id: 'extend',
    title: '申请延期',
    action: '登记申请',
    note: `现到期 ${tableDate(d.due_on, today)}，已延期 ${d.handling.extension_count} 次。批准前时限不变。`,
    fields: [
      {
        name: 'made_on',
        label: '申请日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      {
        name: 'days',
        label: '申请延长',
        control: { kind: 'number', unit: '个工作日' },
        required: true,
        half: true,
      },
      { name: 'reason', label: '延期理由', control: { kind: 'text' }, required: true },
      { name: 'done', label: '已做工作', control: { kind: 'text' } },
      {
        name: 'is_enterprise_told',
        label: '',
        control: { kind: 'tick', words: '已向企业说明' },
      },
      { name: 'unit_head', label: '单位主要负责人', control: { kind: 'line' }, required: true },
      {
        name: 'override_reason',
        label: '逾期申请的理由',
        control: { kind: 'line' },
        hint: '到期前至少 1 个工作日申请的不填。',
      },
    ],
    initial: {
      made_on: today,
      days: 5,
      reason: '',
      done: '',
      is_enterprise_told: false,
      unit_head: '',
      override_reason: '',
    },
    save: (v) =>
      call('ask_extension', {
        ...v,
        id: d.id,
        version: d.version,
        made_on: v.made_on ?? '',
        days: v.days ?? 0,
      }),
  })
}

export function decideForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const act = waiting(d, 'extension')
  interface V {
    result: 'granted' | 'refused'
    granted_days: number | null
    decided_by: string
  }
  return defineForm<V, DemandDetail>({
    id: 'decide',
    title: '批复延期',
    action: '记下批复',
    note: act
      ? `${shortDate(act.made_on, today)}申请延长 ${act.body.days} 个工作日：${act.body.reason}`
      : undefined,
    fields: [
      {
        name: 'result',
        label: '批复',
        control: {
          kind: 'choice',
          options: [
            { value: 'granted', label: termLabel('ActState', 'granted') },
            { value: 'refused', label: termLabel('ActState', 'refused') },
          ],
        },
      },
      {
        name: 'granted_days',
        label: '同意延长',
        control: { kind: 'number', unit: '个工作日' },
        required: true,
        when: (v) => v.result === 'granted',
      },
      { name: 'decided_by', label: '批准人', control: { kind: 'line' }, required: true },
    ],
    initial: { result: 'granted', granted_days: act?.body.days ?? null, decided_by: '' },
    save: (v) =>
      call('decide_extension', {
        id: act?.id ?? '',
        version: act?.version ?? 0,
        granted_days: v.result === 'granted' ? (v.granted_days ?? 0) : null,
        decided_by: v.decided_by,
      }),
  })
}

export function suspendForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  interface V {
    reason: string
    approved_by: string
    review_on: string | null
  }
  return defineForm<V, DemandDetail>({
    id: 'suspend',
    title: '挂起',
    action: '挂起',
    note: '等待上级政策或司法程序等才挂起。挂起期间时限停计，恢复后接着算。',
    fields: [
      { name: 'reason', label: '挂起原因', control: { kind: 'text' }, required: true },
      { name: 'approved_by', label: '批准人', control: { kind: 'line' }, required: true },
      {
        name: 'review_on',
        label: '复核日期',
        control: { kind: 'date' },
        required: true,
        hint: '最迟 90 天之内。',
      },
    ],
    initial: { reason: '', approved_by: '', review_on: addDays(today, 30) },
    save: (v) =>
      call('suspend_demand', {
        ...v,
        id: d.id,
        version: d.version,
        review_on: v.review_on ?? '',
      }),
  })
}
