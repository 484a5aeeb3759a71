/** Kinds of lines in 经过, by what the core says happened. */
import type { TimelineRow } from '@/bridge/bindings'

export type StoryKind = 'flow' | 'paper' | 'talk'

const PAPERS = [
  '列入交办单，待签批',
  '交办单退回，重新拟办',
  '领导批示',
  '签发交办单',
  '登记签收',
  '交办单作废，退回待交办',
  '申请延期',
  '延期批复',
  '催办单',
  '督办函',
  '移送函',
  '催办回复',
  '报办结',
  '退回办结',
]
const TALKS = ['会上记入诉求', '现场答复', '答复企业', '发评价表', '回访企业', '企业撤回', '回头看']

/** 流转 is all that is neither a paper nor a talk with the enterprise. */
export function kindOf(row: TimelineRow): StoryKind {
  if (PAPERS.includes(row.what)) return 'paper'
  return TALKS.includes(row.what) ? 'talk' : 'flow'
}

/** Drawn brown: something the office must put right. */
export const isTrouble = (row: TimelineRow): boolean =>
  row.what === '退回办结' || (row.what === '回访企业' && row.detail.includes('不满意'))
