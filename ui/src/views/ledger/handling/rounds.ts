/** Where a demand stands among 点单 派单 接单 评单: a row for each round of its handling. */
import type { Act, DemandDetail, DemandState } from '@/bridge/bindings'
import type { Stage, StageRound } from '@/components/StageGrid.vue'
import { shortDate, tableDate } from '@/format'
import { termLabel } from '@/labels'
import { liveTasks } from './allowed'

const ahead = (second?: string): Stage => ({ state: 'ahead', text: '未到', second })
const said = (...words: (string | false | null | undefined)[]) => words.filter(Boolean).join('，')

/** Share of the limit that has passed, from the ruler's counted days. */
export function usedShare(d: DemandDetail, today: string): number | undefined {
  // A ruler that ends on another day than the demand is due does not count this round.
  if (d.ruler?.due.on !== d.due_on) return undefined
  const cells = d.ruler?.cells ?? []
  if (cells[0]?.kind !== 'issue') return d.light === 'red' ? 1 : undefined
  const last = cells.reduce((n, c) => Math.max(n, c.ordinal ?? 0), 0)
  const passed = cells
    .filter((c) => c.date <= today)
    .reduce((n, c) => Math.max(n, c.ordinal ?? 0), 0)
  return last > 0 ? passed / last : undefined
}

/** `川工商联交〔2026〕21号` without the organ's prefix, which is the same on every slip. */
export const shortNumber = (number: string | null): string => number?.replace(/^[^〔]+/, '') ?? ''

class Round {
  constructor(
    readonly d: DemandDetail,
    readonly n: number,
    readonly today: string,
  ) {}

  get isLast(): boolean {
    return this.n === this.d.handling.round
  }

  last<K extends Act['kind']>(kind: K): Extract<Act, { kind: K }> | undefined {
    return this.d.handling.acts
      .filter((a): a is Extract<Act, { kind: K }> => a.kind === kind && a.round === this.n)
      .at(-1)
  }

  day = (iso: string | null | undefined) => shortDate(iso, this.today)
}

/** States in which the demand has not gone to a unit. */
const EARLY: Partial<Record<DemandState, 0 | 1>> = {
  draft: 0,
  pending_review: 0,
  accepted: 1,
  awaiting_instruction: 1,
  instructed: 1,
}

function order(r: Round): Stage {
  if (r.n > 0) return { state: 'done', text: '沿用', second: '原诉求与证据不变' }
  const isNow = r.d.state in EARLY && EARLY[r.d.state] === 0
  const text = isNow ? termLabel('DemandState', r.d.state) : said(`${r.day(r.d.raised_on)} 提出`)
  return { state: isNow ? 'now' : 'done', text, second: r.d.occasion }
}

function assign(r: Round): Stage {
  const { d } = r
  const rework = r.last('rework')
  if (rework) {
    return {
      state: 'done',
      text: `${r.day(rework.made_on)} ${termLabel('ActKind', 'rework')}`,
      second: said(`${rework.body.decided_by}批准`, `${rework.body.workdays} 个工作日`),
    }
  }
  const limit = d.fields.limit !== null && `${d.fields.limit} 个工作日`
  if (d.issued_on) {
    const second = said(shortNumber(d.slip_number), limit)
    return { state: 'done', text: `${r.day(d.issued_on)} 签发`, second }
  }
  if (d.state === 'accepted') return { state: 'now', text: '待拟交办单' }
  if (EARLY[d.state] === 1) {
    return { state: 'now', text: termLabel('DemandState', d.state), second: limit || undefined }
  }
  return d.answer ? { state: 'done', text: '不须交办' } : ahead()
}

/** Due, in time or not, class: how a round was answered. */
function answered(r: Round): string {
  const report = r.last('completion')
  const reply = r.last('reply')
  const letter = report ? `${report.body.class.toUpperCase()} 类` : ''
  // A moved clock is told by 时限; here only what the round alone settles.
  const isMoved = r.d.handling.acts.some(
    (a) => a.round === r.n && ['extension', 'suspension', 'tracking'].includes(a.kind),
  )
  const due = r.n === 0 && !isMoved ? r.d.original_due_on : null
  if (!due || !reply) return letter
  return said(`到期 ${r.day(due)}`, reply.made_on <= due ? '按期' : '逾期', letter)
}

function handle(r: Round): Stage {
  const { d } = r
  const reply = r.last('reply')
  if (reply) {
    return { state: 'done', text: `${r.day(reply.made_on)} 答复`, second: answered(r) }
  }
  if (r.n === 0 && d.answer && d.slip_id === null && d.handling.stage === 'rate') {
    return {
      state: 'done',
      text: termLabel('DemandState', 'answered_on_site'),
      second: d.answered_by,
    }
  }
  if (d.handling.stage !== 'handle') return ahead()
  const tasks = liveTasks(d)
  const open = tasks.filter((t) => t.role === 'assist' && t.state !== 'answered').length
  const received = tasks.filter((t) => t.state === 'received' || t.state === 'answered').length
  const second =
    d.state === 'suspended' || d.state === 'long_term'
      ? d.handling.review_on && `${tableDate(d.handling.review_on, r.today)}复核`
      : d.state === 'completion_review'
        ? `${r.day(d.handling.completed_on)} 报办结`
        : said(`已签收 ${received} 家`, open > 0 && `协办待答复 ${open} 家`)
  return { state: 'now', text: termLabel('DemandState', d.state), second: second || undefined }
}

function rate(r: Round): Stage {
  const { d } = r
  const rating = r.last('rating')
  const end = r.last('closing') ?? r.last('termination')
  const body = rating?.body
  const isBad = /dissatisfied/.test(body?.grade ?? '')
  const on = body?.attempts.at(-1)?.talk.on
  const solved = body?.is_solved === null ? '' : body?.is_solved ? '已解决' : '未解决'
  const grade = body?.grade ? termLabel('Grade', body.grade) : ''
  if (end && r.isLast) {
    const word = end.kind === 'closing' ? '销号' : termLabel('ActKind', 'termination')
    const text = `${r.day(end.made_on)} ${word}`
    return { state: 'done', text, second: said(grade || '未评价', grade && solved), bad: isBad }
  }
  if (grade) {
    const why = body?.causes.map((c) => termLabel('RatingCause', c)).join('、')
    const second = said(solved, why && `${why}原因`)
    return { state: r.isLast ? 'now' : 'done', text: `${r.day(on)} ${grade}`, second, bad: isBad }
  }
  if (d.handling.stage !== 'rate' || !r.isLast) return ahead('答复后回访')
  const tries = body?.attempts.length ?? 0
  const by = d.handling.ask_rating_by
  return {
    state: 'now',
    text: rating ? termLabel('DemandState', 'awaiting_rating') : '待发评价表',
    second: said(by && `${tableDate(by, r.today)}前`, tries > 0 && `已联系 ${tries} 次`),
  }
}

/** The rounds of the demand, the first first. */
export function roundsOf(d: DemandDetail, today: string): StageRound[] {
  return Array.from({ length: d.handling.round + 1 }, (_, n) => {
    const r = new Round(d, n, today)
    const stages: StageRound['stages'] = [order(r), assign(r), handle(r), rate(r)]
    const gone = d.handling.stage === null && r.isLast
    // What left without an answer stops where it stood.
    if (gone) {
      const at = stages.findIndex((s) => s.state === 'ahead')
      const text = termLabel('DemandState', d.state)
      if (at >= 0) stages[at] = { state: 'done', text }
    }
    return {
      title: `第 ${n + 1} 轮`,
      stages,
      used: r.isLast && stages[2].state === 'now' ? usedShare(d, today) : undefined,
    }
  })
}
