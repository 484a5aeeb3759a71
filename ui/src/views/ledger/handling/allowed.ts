/** Which acts a demand takes now: its state by the core's table, and what waits for an answer. */
import type { Act, DemandAction, DemandDetail, Rating, Task } from '@/bridge/bindings'
import { LABELS } from '@/bridge/bindings'
import { openMediation, standingForce } from './around'

export type ActKey =
  | 'decline'
  | 'refer'
  | 'object'
  | 'rule'
  | 'assign'
  | 'report'
  | 'follow'
  | 'assist'
  | 'extend'
  | 'decide'
  | 'chase'
  | 'answer_chase'
  | 'suspend'
  | 'resume'
  | 'complete'
  | 'return_completion'
  | 'reply'
  | 'track'
  | 'ask_rating'
  | 'rate'
  | 'close'
  | 'rework'
  | 'terminate'
  | 'look_back'
  | 'withdraw'
  | 'consolidate'
  | 'refer_clue'
  | 'separate'
  | 'archive'
  | 'mediate'
  | 'mediated'
  | 'escalate'
  | 'task_force'
  | 'end_force'
  | 'inspect'

/** What the clerk does, where it is not the action itself: the unit reports, she registers. */
const WORDS: Record<ActKey, string> = {
  ...(LABELS.DemandAction as Record<DemandAction, string>),
  object: '登记异议',
  rule: '裁定异议',
  report: '登记进展',
  follow: '跟踪转介',
  assist: '登记协办意见',
  extend: '申请延期',
  decide: '批复延期',
  answer_chase: '登记催办回复',
  resume: '恢复办理',
  complete: '登记办结报告',
  reply: '审核并答复',
  rate: '登记回访',
  look_back: LABELS.ActKind.look_back,
  separate: '撤销并案',
  mediate: '移送调解',
  mediated: '登记调解结果',
  escalate: '镇街上报区级',
  task_force: '成立专班',
  end_force: '撤销专班',
  inspect: '登记监督员回访',
}
export const actWord = (key: ActKey): string => WORDS[key]

/** Tries to reach an enterprise before it counts as 未评价; rounds before only 终结 is left. */
export const ATTEMPTS = 3
export const REWORKS = 2

type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>

/** The latest act of a kind. */
export const lastAct = <K extends Act['kind']>(d: DemandDetail, kind: K): ActOf<K> | undefined =>
  d.handling.acts.filter((a): a is ActOf<K> => a.kind === kind).at(-1)

/** The latest act of a kind that waits for its answer. */
export const waiting = <K extends Act['kind']>(d: DemandDetail, kind: K): ActOf<K> | undefined =>
  d.handling.acts.filter((a): a is ActOf<K> => a.kind === kind && a.state === 'pending').at(-1)

export const liveTasks = (d: DemandDetail): Task[] => d.tasks.filter((t) => t.state !== 'recalled')

/** Tasks that a form about one task may be about. */
export const tasksFor = (d: DemandDetail, key: 'object' | 'assign' | 'report' | 'assist'): Task[] =>
  liveTasks(d).filter((t) => {
    if (key === 'object') return t.state === 'awaiting_receipt'
    if (key === 'assign') return t.state === 'awaiting_receipt' || t.state === 'received'
    if (key === 'assist') return t.role === 'assist' && t.state === 'received'
    return t.state === 'received' || t.state === 'answered'
  })

const isBad = (d: DemandDetail) =>
  d.handling.grade === 'dissatisfied' || d.handling.grade === 'very_dissatisfied'

/** Rated well, solved all the same, or not reached in three tries. */
function isClosable(rating: Rating | undefined): boolean {
  if (!rating) return false
  if (rating.grade === null) return rating.attempts.length >= ATTEMPTS
  return !/dissatisfied/.test(rating.grade) || rating.is_solved === true
}

/** Whether the enterprise was asked in this round. */
const isAsked = (d: DemandDetail) =>
  d.handling.acts.some((a) => a.kind === 'rating' && a.round === d.handling.round)

/** Whether it stands on a slip that is still being made, which would print it. */
const isOnDraft = (d: DemandDetail) =>
  d.state === 'awaiting_instruction' || d.state === 'instructed'

export function isAllowed(d: DemandDetail, key: ActKey): boolean {
  const has = (action: DemandAction) => d.handling.actions.includes(action)
  switch (key) {
    case 'decline':
    case 'refer':
      // A draft is handed in on the way.
      return d.slip_id === null && (has(key) || d.state === 'draft')
    case 'object':
      return tasksFor(d, key).length > 0
    case 'rule':
      return waiting(d, 'objection') !== undefined
    case 'assign':
      return has(key) && tasksFor(d, key).length > 0
    case 'report':
      return has(key) && tasksFor(d, key).length > 0
    case 'assist':
      return tasksFor(d, key).length > 0
    case 'extend':
      return has(key) && !waiting(d, 'extension')
    case 'decide':
      return waiting(d, 'extension') !== undefined
    case 'chase':
      return has(key) && d.light === 'red'
    case 'answer_chase':
      return waiting(d, 'chase') !== undefined
    case 'resume':
      return has('resume') || has('untrack')
    case 'track':
      return has(key) && d.handling.result_class === 'b'
    case 'reply':
      // The enterprise of a joined demand is answered once, after its master.
      if (d.state !== 'consolidated') return has(key)
      return d.handling.master_answer !== null && d.handling.replied_on === null
    case 'ask_rating':
      if (d.state !== 'consolidated') return has(key)
      return d.handling.replied_on !== null && !isAsked(d)
    case 'rate':
      return waiting(d, 'rating') !== undefined
    case 'close':
      return has(key) && isClosable(lastAct(d, 'rating')?.body)
    case 'rework':
      if (!has(key) || d.slip_id === null) return false
      return d.state === 'closed' || (isBad(d) && d.handling.round < REWORKS)
    case 'terminate':
      return has(key) && isBad(d)
    case 'look_back':
      return d.state === 'closed'
    case 'follow':
      return d.state === 'referred'
    case 'withdraw':
      return has(key) && !isOnDraft(d)
    case 'refer_clue':
      return has(key) && !isOnDraft(d) && d.handling.joined.length === 0
    case 'consolidate':
      return has(key) && !isOnDraft(d) && d.handling.joined.length === 0
    case 'separate':
      return d.state === 'consolidated' && d.handling.replied_on === null
    case 'mediate':
      return has('withdraw') && !openMediation(d)
    case 'mediated':
      return openMediation(d) !== undefined
    case 'escalate':
      return has('withdraw') && d.escalated_on === null
    case 'task_force':
      return has('withdraw') && !standingForce(d)
    case 'end_force':
      return standingForce(d) !== undefined
    case 'inspect':
      return d.handling.actions.length > 0 && d.state !== 'clue_referred'
    default:
      return has(key)
  }
}

/** The step the demand waits for; what stands in the office's other screens is opened there. */
export type StepKey = ActKey | 'accept' | 'compose' | 'slip' | 'reopen'

/** In the order in which they are tried, by state. */
function wanted(d: DemandDetail): ActKey[] {
  switch (d.state) {
    case 'disputed':
      return ['rule']
    case 'in_progress':
    case 'long_term':
      return ['report']
    case 'suspended':
      return ['resume']
    case 'completion_review':
      return ['reply']
    case 'answered_on_site':
    case 'replied':
      return ['ask_rating']
    case 'awaiting_rating':
      // Not reached in three tries is still open, but nobody calls a fourth time.
      return d.handling.grade === null ? ['close', 'rate'] : ['close', 'rework', 'terminate']
    case 'consolidated':
      return ['reply', 'ask_rating', 'rate']
    default:
      return []
  }
}

/** The one next step; null when the demand waits for nobody. */
export function nextStep(d: DemandDetail, today: string): { key: StepKey; word: string } | null {
  switch (d.state) {
    case 'draft':
    case 'pending_review':
      return { key: 'accept', word: LABELS.DemandAction.accept }
    case 'accepted':
      return d.slip_id ? { key: 'slip', word: '看交办单' } : { key: 'compose', word: '拟交办单' }
    case 'awaiting_instruction':
      return { key: 'slip', word: '去签批' }
    case 'instructed':
      return { key: 'slip', word: '去签发' }
    case 'awaiting_receipt':
      return { key: 'slip', word: '登记签收' }
    case 'referred':
      return d.handling.review_on === null ? null : { key: 'follow', word: actWord('follow') }
    case 'closed': {
      const isTime = d.handling.review_on !== null && d.handling.review_on <= today
      return isTime ? { key: 'look_back', word: actWord('look_back') } : null
    }
    case 'awaiting_rating':
      // What was answered at the table has no unit to do it again.
      if (isBad(d) && d.slip_id === null && !isAllowed(d, 'close')) {
        return { key: 'reopen', word: LABELS.DemandAction.reopen }
      }
  }
  const key = wanted(d).find((act) => isAllowed(d, act))
  return key ? { key, word: actWord(key) } : null
}

const MENU: ActKey[][] = [
  ['report', 'assist', 'complete', 'reply', 'return_completion', 'track'],
  ['rule', 'object', 'assign', 'chase', 'answer_chase'],
  ['decide', 'extend', 'suspend', 'resume'],
  ['ask_rating', 'rate', 'close', 'rework', 'terminate', 'look_back', 'follow'],
  ['mediate', 'mediated', 'task_force', 'end_force', 'escalate', 'inspect'],
  ['decline', 'refer', 'withdraw', 'consolidate', 'separate', 'refer_clue', 'archive'],
]

/** The acts besides the next step, in groups; none that the state refuses. */
export function menuOf(d: DemandDetail, today: string): ActKey[][] {
  const step = nextStep(d, today)?.key
  return MENU.map((group) => group.filter((key) => key !== step && isAllowed(d, key))).filter(
    (group) => group.length > 0,
  )
}
