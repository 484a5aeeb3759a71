/** 文书: the papers of a demand's file, from its acts; the newest first. */
import type { Act, DemandDetail } from '@/bridge/bindings'
import { termLabel } from '@/labels'

export interface Paper {
  id: string
  name: string
  number: string
  on: string
  /** What came of it: `待批复`, `已回复`. */
  note: string
  /** It went out and can be looked at and printed. */
  isMade: boolean
}

const NAMES: Partial<Record<Act['kind'], string>> = {
  decline: '不予受理（转介）告知',
  objection: '异议申请表',
  reassignment: '改派通知单',
  extension: '延期申请表',
  suspension: '挂起审批表',
  completion: '办结报告',
  reply: '答复函',
  rating: '评价表',
  rework: '重办通知单',
  termination: '终结审批表',
  tracking: '长期跟踪审批',
}

function nameOf(act: Act): string {
  const name = act.kind === 'chase' ? termLabel('ChaseKind', act.body.rung) : NAMES[act.kind]
  return name && act.round > 0 && ['completion', 'reply', 'rating'].includes(act.kind)
    ? `${name}（第 ${act.round + 1} 轮）`
    : (name ?? '')
}

function noteOf(act: Act): string {
  if (act.state === 'lapsed') return termLabel('ActState', 'lapsed')
  switch (act.kind) {
    case 'objection':
      return act.state === 'pending' ? '待裁定' : act.state === 'granted' ? '已改派' : '维持交办'
    case 'extension':
      return act.state === 'pending' ? '待批复' : termLabel('ActState', act.state)
    case 'chase':
      return act.state === 'pending' ? '待回复' : '已回复'
    case 'completion':
      return act.state === 'pending' ? '待审核' : act.state === 'refused' ? '已退回' : '审核通过'
    case 'rating':
      return act.body.grade ? termLabel('Grade', act.body.grade) : '待回访'
    default:
      return ''
  }
}

export const papersOf = (d: DemandDetail): Paper[] =>
  d.handling.acts
    .map((act) => ({
      id: act.id,
      name: nameOf(act),
      number: act.number ?? '',
      on: act.made_on,
      note: noteOf(act),
      isMade: act.has_paper,
    }))
    .filter((paper) => paper.name !== '')
    .reverse()
