/** Forms from the enterprise's rating to the end: 回访, 销号, 重办, 终结, 回头看. */
import type { DemandDetail, Grade, RatingCause } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, type AnyForm, type Field } from '@/components/form/form'
import { termOptions } from '@/labels'
import { office } from '@/shell'
import { ATTEMPTS, lastAct, REWORKS, waiting } from './allowed'
import { newTalk, talkFields, talkOf, type Talk } from './talk'

const yesNo = (yes: string, no: string) => [
  { value: 'yes', label: yes },
  { value: 'no', label: no },
]
const isBad = (grade: Grade | null): boolean => /dissatisfied/.test(grade ?? '')

export function ratingForm(d: DemandDetail, today: string): AnyForm<DemandDetail> {
  const tries = waiting(d, 'rating')?.body.attempts.length ?? 0
  const left = Math.max(0, ATTEMPTS - tries)
  interface V extends Talk {
    is_reached: 'yes' | 'no'
    grade: Grade | null
    result_grade: Grade | null
    speed_grade: Grade | null
    attitude_grade: Grade | null
    is_contacted: 'yes' | 'no' | null
    is_solved: 'yes' | 'no' | null
    opinion: string
    causes: RatingCause[]
  }
  const grades = termOptions('Grade')
  const isReached = (v: V) => v.is_reached === 'yes'
  const sub = (
    name: 'result_grade' | 'speed_grade' | 'attitude_grade',
    label: string,
  ): Field<V> => ({
    name,
    label,
    control: { kind: 'choice', options: grades },
    when: isReached,
  })
  return defineForm<V, DemandDetail>({
    id: 'rate',
    title: '登记回访',
    action: '登记回访',
    note:
      tries > 0
        ? `已联系 ${tries} 次未果，还可联系 ${left} 次；满 ${ATTEMPTS} 次未果按“未评价”销号。`
        : `联系满 ${ATTEMPTS} 次未果的按“未评价”销号，不算满意。`,
    fields: [
      {
        name: 'is_reached',
        label: '联系结果',
        control: {
          kind: 'choice',
          options: yesNo('联系上了', '没有联系上'),
        },
      },
      ...talkFields<V>('talk', { on: '联系日期', person: '企业联系人', words: '情况' }),
      {
        name: 'grade',
        label: '总体评价',
        control: { kind: 'choice', options: grades },
        required: true,
        heading: '评价',
        when: isReached,
      },
      sub('result_grade', '办理结果'),
      sub('speed_grade', '办理时效'),
      sub('attitude_grade', '服务态度'),
      {
        name: 'causes',
        label: '不满意的原因',
        control: { kind: 'choices', options: termOptions('RatingCause') },
        required: true,
        at: 'rating.causes',
        when: (v) => isReached(v) && isBad(v.grade),
      },
      {
        name: 'is_solved',
        label: '企业认为问题是否解决',
        control: { kind: 'choice', options: yesNo('已经解决', '没有解决') },
        required: true,
        when: isReached,
      },
      {
        name: 'is_contacted',
        label: '承办单位是否联系过企业',
        control: { kind: 'choice', options: yesNo('联系过', '没有联系') },
        required: true,
        when: isReached,
      },
      { name: 'opinion', label: '企业意见', control: { kind: 'text' }, when: isReached },
    ],
    initial: {
      is_reached: 'yes',
      ...newTalk(today, d.representative),
      grade: null,
      result_grade: null,
      speed_grade: null,
      attitude_grade: null,
      is_contacted: null,
      is_solved: null,
      opinion: '',
      causes: [],
    },
    save: (v) =>
      call('record_rating', {
        id: d.id,
        version: d.version,
        talk: talkOf(v),
        rating: isReached(v)
          ? {
              grade: v.grade ?? 'satisfied',
              result_grade: v.result_grade,
              speed_grade: v.speed_grade,
              attitude_grade: v.attitude_grade,
              is_contacted: v.is_contacted === 'yes',
              is_solved: v.is_solved === 'yes',
              opinion: v.opinion,
              causes: isBad(v.grade) ? v.causes : [],
            }
          : null,
      }),
  })
}

export function closeForm(d: DemandDetail): AnyForm<DemandDetail> {
  const isUnrated = lastAct(d, 'rating')?.body.grade === null
  return defineForm<{ closed_by: string }, DemandDetail>({
    id: 'close',
    title: '销号',
    action: '销号',
    note: isUnrated
      ? `联系 ${ATTEMPTS} 次未果，按“未评价”销号，不算满意。四周后回头看。`
      : '销号后四周回头看；反弹的可以重办。',
    fields: [{ name: 'closed_by', label: '批准人', control: { kind: 'line' }, required: true }],
    initial: { closed_by: '' },
    save: (v) => call('close_demand', { id: d.id, version: d.version, ...v }),
  })
}

export function reworkForm(d: DemandDetail): AnyForm<DemandDetail> {
  return defineForm<{ reason: string; decided_by: string }, DemandDetail>({
    id: 'rework',
    title: '重办',
    action: '重办',
    note: `由主办单位 5 个工作日内重新办理，这是第 ${d.handling.round + 2} 轮；前面各轮的评价保留。不满意的至多重办 ${REWORKS} 轮。`,
    fields: [
      { name: 'reason', label: '重办原因和要求', control: { kind: 'text' }, required: true },
      { name: 'decided_by', label: '批准人', control: { kind: 'line' }, required: true },
    ],
    initial: { reason: lastAct(d, 'rating')?.body.opinion ?? '', decided_by: '' },
    save: (v) => call('rework_demand', { id: d.id, version: d.version, ...v }),
  })
}

export function terminateForm(d: DemandDetail): AnyForm<DemandDetail> {
  interface V {
    reason: string
    head: string
    scan_id: string | null
    decided_by: string
  }
  return defineForm<V, DemandDetail>({
    id: 'terminate',
    title: '终结',
    action: '终结',
    note: '依法依规办理、已解释清楚而企业仍不满意的才终结。要有承办单位主要负责人签字、盖章的扫描件。',
    fields: [
      { name: 'reason', label: '终结理由', control: { kind: 'text' }, required: true },
      { name: 'head', label: '承办单位主要负责人', control: { kind: 'line' }, required: true },
      {
        name: 'scan_id',
        label: '签字盖章的扫描件',
        control: { kind: 'scan', demandId: d.id },
        required: true,
      },
      { name: 'decided_by', label: '批准人', control: { kind: 'line' }, required: true },
    ],
    initial: { reason: '', head: '', scan_id: null, decided_by: '' },
    save: (v) => call('terminate_demand', { id: d.id, version: d.version, ...v }),
  })
}

export function lookBackForm(d: DemandDetail): AnyForm<DemandDetail> {
  interface V {
    is_lasting: 'yes' | 'no'
    words: string
  }
  return defineForm<V, DemandDetail>({
    id: 'look_back',
    title: '回头看',
    action: '登记',
    note: '销号四周后核对问题是否反弹。反弹的，登记后再重办。',
    fields: [
      {
        name: 'is_lasting',
        label: '结果',
        control: {
          kind: 'choice',
          options: yesNo('没有反弹', '有反弹'),
        },
      },
      { name: 'words', label: '核对情况', control: { kind: 'text' }, required: true },
    ],
    initial: { is_lasting: 'yes', words: '' },
    save: (v) =>
      call('record_look_back', {
        id: d.id,
        version: d.version,
        body: { is_lasting: v.is_lasting === 'yes', words: v.words, recorder: office.clerk },
      }),
  })
}
