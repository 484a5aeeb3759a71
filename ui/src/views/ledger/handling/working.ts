/** Forms of what units report while they work: 进展, 协办意见. */
import type { AssistOpinion, DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, type AnyForm } from '@/components/form/form'
import { termOptions } from '@/labels'
import { tasksFor } from './allowed'
import { taskField, versionOf } from './picks'
import { newTalk, talkFields, talkOf, type Talk } from './talk'

export function progressForm(
  d: DemandDetail,
  today: string,
  taskId?: string,
): AnyForm<DemandDetail> {
  const tasks = tasksFor(d, 'report')
  const lead = tasks.find((t) => t.role === 'lead') ?? tasks[0]
  interface V extends Talk {
    task_id: string | null
    made_on: string | null
    progress: string
    problem: string
    next_step: string
    expected_on: string | null
    reporter: string
    has_talked: boolean
  }
  return defineForm<V, DemandDetail>({
    id: 'report',
    title: '登记进展',
    action: '登记进展',
    fields: [
      taskField<V>(tasks, '反馈单位'),
      {
        name: 'made_on',
        label: '反馈日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'reporter', label: '反馈人', control: { kind: 'line' }, half: true },
      { name: 'progress', label: '进展', control: { kind: 'text' }, required: true },
      { name: 'problem', label: '困难', control: { kind: 'text' } },
      { name: 'next_step', label: '下一步', control: { kind: 'text' } },
      { name: 'expected_on', label: '预计办结', control: { kind: 'date' } },
      { name: 'has_talked', label: '', control: { kind: 'tick', words: '单位已与企业沟通' } },
      ...talkFields<V>(
        'body.contact',
        { on: '沟通日期', person: '企业联系人', words: '沟通情况' },
        (v) => v.has_talked,
      ),
    ],
    initial: {
      task_id: taskId ?? lead?.id ?? null,
      made_on: today,
      progress: '',
      problem: '',
      next_step: '',
      expected_on: null,
      reporter: lead?.responsible_person ?? '',
      has_talked: false,
      ...newTalk(today, d.representative),
    },
    save: (v) =>
      call('report_progress', {
        ...versionOf(tasks, v.task_id),
        made_on: v.made_on ?? '',
        body: {
          progress: v.progress,
          contact: v.has_talked ? talkOf(v) : null,
          problem: v.problem,
          next_step: v.next_step,
          expected_on: v.expected_on,
          reporter: v.reporter,
        },
      }),
  })
}

export function assistForm(d: DemandDetail, today: string, taskId?: string): AnyForm<DemandDetail> {
  const tasks = tasksFor(d, 'assist')
  interface V {
    task_id: string | null
    made_on: string | null
    opinion: AssistOpinion
    words: string
    basis: string
  }
  return defineForm<V, DemandDetail>({
    id: 'assist',
    title: '登记协办意见',
    action: '登记',
    note: '协办单位全部答复后，主办单位才能报办结。',
    fields: [
      taskField<V>(tasks, '协办单位'),
      { name: 'made_on', label: '答复日期', control: { kind: 'date' }, required: true },
      {
        name: 'opinion',
        label: '意见',
        control: { kind: 'choice', options: termOptions('AssistOpinion') },
      },
      { name: 'words', label: '内容', control: { kind: 'text' } },
      {
        name: 'basis',
        label: '依据',
        control: { kind: 'text' },
        required: true,
        when: (v) => v.opinion !== 'agree',
      },
    ],
    initial: {
      task_id: taskId ?? tasks[0]?.id ?? null,
      made_on: today,
      opinion: 'agree',
      words: '',
      basis: '',
    },
    save: (v) =>
      call('answer_assist', {
        ...versionOf(tasks, v.task_id),
        made_on: v.made_on ?? '',
        body: { opinion: v.opinion, words: v.words, basis: v.opinion === 'agree' ? '' : v.basis },
      }),
  })
}
