/**
 * The handling of demands and 督办 in memory, as pictures 05 and 06 show them: for tests and for
 * looking at the screens in a plain browser. Never part of a release.
 */
import type {
  Act,
  DemandAction,
  DemandDetail,
  DemandState,
  HandlingDetail,
  LedgerRow,
  Stage,
  StoryKind,
  Supervision,
  SupervisionRow,
  SupervisionUnit,
  TimelineRow,
} from '../bindings'
import { fake } from '../fake'

/** What the core's table allows, for the states the samples use. */
export const ACTIONS: Partial<Record<DemandState, DemandAction[]>> = {
  draft: ['submit', 'withdraw', 'consolidate'],
  pending_review: ['return', 'decline', 'refer', 'accept', 'withdraw', 'consolidate'],
  accepted: ['answer_on_site', 'propose', 'withdraw', 'consolidate'],
  answered_on_site: ['reopen', 'ask_rating', 'withdraw', 'consolidate'],
  awaiting_receipt: [
    'receive',
    'object',
    'assign',
    'chase',
    'withdraw',
    'consolidate',
    'void_slip',
  ],
  disputed: ['assign', 'confirm', 'chase', 'withdraw', 'consolidate', 'void_slip'],
  in_progress: [
    'assign',
    'report',
    'extend',
    'chase',
    'suspend',
    'complete',
    'withdraw',
    'consolidate',
    'void_slip',
  ],
  suspended: ['resume', 'withdraw', 'consolidate', 'void_slip'],
  completion_review: ['return_completion', 'reply', 'track', 'withdraw', 'consolidate'],
  replied: ['ask_rating', 'withdraw', 'consolidate'],
  awaiting_rating: ['reopen', 'close', 'rework', 'terminate', 'withdraw', 'consolidate'],
  closed: ['reopen', 'rework', 'archive'],
  long_term: ['report', 'untrack', 'withdraw', 'consolidate'],
}

const STAGES: Partial<Record<DemandState, Stage>> = {
  draft: 'order',
  pending_review: 'order',
  accepted: 'order',
  awaiting_instruction: 'assign',
  instructed: 'assign',
  awaiting_receipt: 'handle',
  disputed: 'handle',
  in_progress: 'handle',
  suspended: 'handle',
  completion_review: 'handle',
  long_term: 'handle',
  answered_on_site: 'rate',
  replied: 'rate',
  awaiting_rating: 'rate',
  closed: 'rate',
}

export const sampleHandling = (state: DemandState): HandlingDetail => ({
  stage: STAGES[state] ?? null,
  actions: ACTIONS[state] ?? [],
  round: 0,
  last_due_on: null,
  extension_count: 0,
  chase_due: null,
  result_class: null,
  grade: null,
  completed_on: null,
  replied_on: null,
  ask_rating_by: null,
  closed_on: null,
  archived_on: null,
  review_on: null,
  consolidated_into: null,
  master_answer: null,
  joined: [],
  acts: [],
})

let made = 0

/** The acts whose paper is frozen with them. */
const WITH_PAPER: Act['kind'][] = [
  'decline',
  'objection',
  'reassignment',
  'extension',
  'suspension',
  'chase',
  'completion',
  'reply',
  'rating',
  'rework',
  'termination',
]

/** An act of the sample file; tests give what matters. */
export const sampleAct = <K extends Act['kind']>(
  kind: K,
  body: Extract<Act, { kind: K }>['body'],
  more: Partial<Omit<Act, 'kind' | 'body'>> = {},
): Act =>
  ({
    id: `act${++made}`,
    task_id: null,
    unit_name: '',
    state: 'settled',
    round: 0,
    made_on: '2026-09-21',
    number: null,
    has_paper: WITH_PAPER.includes(kind),
    print_count: 0,
    version: 1,
    ...more,
    kind,
    body,
  }) as unknown as Act

/** A line of 经过; who is not satisfied is trouble. */
const story = (at: string, kind: StoryKind, what: string, detail: string): TimelineRow => ({
  sequence: 0,
  at,
  clerk: '文示真',
  kind,
  is_trouble: detail === '不满意',
  what,
  detail,
})

const talk = (on: string, words: string) => ({
  on,
  way: 'phone' as const,
  person: '何例舟',
  words,
})

/** The demand of picture 06: answered, not satisfied, in its second round. */
export function secondRound(d: DemandDetail): DemandDetail {
  const acts: Act[] = [
    sampleAct(
      'completion',
      {
        class: 'a',
        process: '清掏管网 400 米。',
        result: '排水恢复。',
        basis: '',
        amount_fen: null,
        outcomes: [],
        evidence: '照片 5 张',
        contact: null,
        similar: '',
        left_over: '',
        head: '申示舟',
        reviewer: '文示真',
        return_reason: '',
      },
      { state: 'granted', made_on: '2026-09-14' },
    ),
    sampleAct(
      'reply',
      {
        facts: '',
        process: '',
        result: '',
        basis: '',
        follow_up: '',
        served: talk('2026-09-15', ''),
      },
      { made_on: '2026-09-15', number: '川江水务函〔2026〕17号' },
    ),
    sampleAct(
      'rating',
      {
        ask_by: '2026-09-18',
        ask_workdays: 3,
        attempts: [{ talk: talk('2026-09-18', '雨后仍积水'), is_reached: true }],
        grade: 'dissatisfied',
        result_grade: 'very_dissatisfied',
        speed_grade: 'satisfied',
        attitude_grade: 'satisfied',
        is_contacted: true,
        is_solved: false,
        opinion: '雨后仍积水，办结照片为晴天所拍。',
        causes: ['result'],
        recorder: '文示真',
      },
      { made_on: '2026-09-15' },
    ),
    sampleAct(
      'rework',
      { reason: '雨后仍积水', decided_by: '沈例成', workdays: 5 },
      { round: 1, made_on: '2026-09-21' },
    ),
    sampleAct(
      'progress',
      {
        progress: '北侧排水口已开挖 60 米',
        contact: talk('2026-09-22', ''),
        problem: '',
        next_step: '',
        expected_on: null,
        reporter: '申示舟',
      },
      { round: 1, task_id: 't0', unit_name: '区水务局', made_on: '2026-09-22' },
    ),
    sampleAct(
      'assist_answer',
      { opinion: 'agree', words: '临时占道已协调', basis: '' },
      { round: 1, task_id: 't1', unit_name: '城北街道办事处', made_on: '2026-09-22' },
    ),
  ]
  const [lead, assist] = d.tasks
  if (!lead || !assist) return d
  const late = {
    ...assist,
    state: 'received' as const,
    due_on: '2026-09-23',
    light: 'red' as const,
  }
  return {
    ...d,
    original_due_on: '2026-09-16',
    tasks: [
      { ...lead, responsible_person: '申示舟' },
      { ...assist, state: 'answered', light: 'done', due_on: '2026-09-28' },
      { ...late, id: 't2', unit_name: '区综合行政执法局', responsible_person: '柏示远' },
    ],
    handling: { ...d.handling, round: 1, acts },
    bulletin: null,
    timeline: [
      story('2026-09-22T08:05:00Z', 'flow', '反馈进展', '北侧排水口已开挖 60 米'),
      story('2026-09-22T01:30:00Z', 'flow', '协办单位反馈', '同意：临时占道已协调'),
      story('2026-09-21T07:12:00Z', 'flow', '重办', '沈例成：雨后仍积水'),
      story('2026-09-18T02:20:00Z', 'talk', '回访企业', '不满意'),
      story('2026-09-15T07:40:00Z', 'talk', '答复企业', '2026年9月15日（周二）：书面'),
      story('2026-09-14T03:05:00Z', 'paper', '报办结', 'A 已解决或基本解决：排水恢复。'),
      story('2026-08-26T09:20:00Z', 'paper', '签发交办单', '到期 2026年9月16日（周三）'),
      story('2026-08-25T02:41:00Z', 'talk', '会上记入诉求', '冷链园排水改造，雨后积水倒灌'),
    ].map((row, i) => ({ ...row, sequence: 40 - i })),
  }
}

/** A report of completion that waits for its review. */
export function reported(d: DemandDetail): DemandDetail {
  const report: Extract<Act, { kind: 'completion' }>['body'] = {
    class: 'b',
    process: '现场核查消防设施，出具整改清单。',
    result: '10 月底前组织验收。',
    basis: '《建设工程消防设计审查验收管理暂行规定》第二十七条',
    amount_fen: null,
    outcomes: [],
    evidence: '整改清单 1 份、照片 6 张',
    contact: talk('2026-09-22', '企业同意整改安排'),
    similar: '',
    left_over: '',
    head: '贺例江',
    reviewer: '',
    return_reason: '',
  }
  const acts = [sampleAct('completion', report, { state: 'pending', made_on: '2026-09-23' })]
  const handling = { ...sampleHandling('completion_review'), result_class: 'b' as const, acts }
  return {
    ...d,
    state: 'completion_review',
    handling: { ...handling, completed_on: '2026-09-23' },
  }
}

/** Answered, and looked for twice without being reached. */
export function soughtTwice(d: DemandDetail): DemandDetail {
  const attempt = { talk: talk('2026-09-22', '电话无人接听'), is_reached: false }
  const rating: Extract<Act, { kind: 'rating' }>['body'] = {
    ask_by: '2026-09-28',
    ask_workdays: 3,
    attempts: [attempt, attempt],
    grade: null,
    result_grade: null,
    speed_grade: null,
    attitude_grade: null,
    is_contacted: null,
    is_solved: null,
    opinion: '',
    causes: [],
    recorder: '文示真',
  }
  const acts = [
    ...secondRound(d).handling.acts.slice(0, 2),
    sampleAct('rating', rating, { state: 'pending', made_on: '2026-09-21' }),
  ]
  const handling = { ...sampleHandling('awaiting_rating'), acts }
  return {
    ...d,
    state: 'awaiting_rating',
    light: 'done',
    due_on: null,
    ruler: null,
    remaining: '待回访',
    handling: { ...handling, ask_rating_by: '2026-09-28', last_due_on: d.due_on },
  }
}

/** Overdue, reminded once without an answer: the 督办函 is due. */
export function overdue(d: DemandDetail): DemandDetail {
  const chase: Extract<Act, { kind: 'chase' }>['body'] = {
    rung: 'reminder',
    due_on: '2026-09-16',
    overdue: 1,
    requirement: '请书面说明未办结原因。',
    answer_by: '2026-09-22',
    answer_workdays: 3,
    copies_to: [],
    signer: '郭示衡',
    cause: '',
    measures: '',
    promised_on: null,
    answered_on: null,
  }
  const acts = [sampleAct('chase', chase, { state: 'pending', made_on: '2026-09-17' })]
  return { ...d, handling: { ...d.handling, chase_due: 'supervision', acts } }
}

const CASES: Record<string, (d: DemandDetail) => DemandDetail> = {
  d0087: secondRound,
  d0098: overdue,
  d0119: reported,
  d0131: soughtTwice,
}

/** The demand as its sample file tells it. */
export const asHandled = (d: DemandDetail): DemandDetail => CASES[d.id]?.(d) ?? d

const unit = (
  id: string,
  name: string,
  lights: [red: number, yellow: number, blue: number],
  receipts: [inTime: number, due: number],
): SupervisionUnit => ({
  unit_id: id,
  name,
  short_name: name.replace('和', ''),
  red: lights[0],
  yellow: lights[1],
  blue: lights[2],
  receipts_in_time: receipts[0],
  receipts_due: receipts[1],
})

const UNITS: SupervisionUnit[] = [
  unit('u1', '区住房和城乡建设局', [1, 1, 0], [8, 9]),
  unit('u2', '区经济和信息化局', [1, 0, 0], [5, 5]),
  unit('u3', '交通管理大队', [0, 1, 0], [3, 3]),
  unit('u4', '川江城投公司', [0, 0, 1], [2, 2]),
  unit('u5', '区水务局', [0, 0, 1], [2, 2]),
  ...['区商务局', '区交通运输局', '川江供电公司', '区税务局'].map((name, i) =>
    unit(`u${6 + i}`, name, [0, 0, 0], [3, 3]),
  ),
]

const LEADERS = ['沈例成', '韩示和']

function burning(r: LedgerRow, i: number): SupervisionRow {
  const owner = UNITS.find((u) => u.short_name === r.lead_unit) ?? UNITS[0]
  const isDone = i === 2
  return {
    id: r.id,
    number: r.number,
    version: 3,
    title: r.title,
    enterprise: r.enterprise,
    lead_unit_id: owner?.unit_id ?? null,
    lead_unit: owner?.name ?? '',
    responsible_person: ['贺例江', '骆示明', '', '罗示川'][i] ?? '',
    lead_leader_id: `l${i % 2}`,
    lead_leader: LEADERS[i % 2] ?? '',
    state: isDone ? 'completion_review' : r.state,
    light: r.light,
    due_on: r.due_on ?? '',
    remaining: r.remaining,
    slip_number: r.slip_number,
    round: r.id === 'd0087' ? 1 : 0,
    reminder_count: i === 0 ? 1 : 0,
    supervision_count: 0,
    chase_due: r.light === 'red' ? (i === 0 ? 'supervision' : 'reminder') : null,
    note: isDone ? '9月23日已报办结，待审核' : '',
  }
}

/** Answers the acts and 督办 out of the rows of the ledger. */
export function fakeHandling(
  rows: () => LedgerRow[],
  detail: (id: string) => DemandDetail,
  today: string,
): { chased: Set<string> } {
  const chased = new Set<string>()
  fake('list_supervision', ({ unit_id, order, limit, offset }): Supervision => {
    const all = rows()
      .filter((r) => ['red', 'yellow', 'blue'].includes(r.light))
      .map(burning)
      .map((r) => (chased.has(r.id) ? { ...r, chase_due: null, note: '9月24日已催，等待回复' } : r))
      .filter((r) => unit_id === null || r.lead_unit_id === unit_id)
    const count = (light: string) => all.filter((r) => r.light === light).length
    return {
      today,
      cut_off: '17:30',
      blue: 3,
      yellow: 1,
      supervision_after: 5,
      red_total: count('red'),
      yellow_total: count('yellow'),
      blue_total: count('blue'),
      units: UNITS,
      groups:
        order === 'light'
          ? (['red', 'yellow', 'blue'] as const).map((key) => ({ key, count: count(key) }))
          : [],
      rows: all.slice(offset, offset + limit),
    }
  })
  fake('chase_demands', ({ ids }) => {
    const refused = ids
      .filter((id) => id === 'd0111')
      .map((id) => ({
        id,
        label: '2026-0111 2025 年度技改补助尾款未兑现',
        reason: '已经催办，回复期未过，今天不用再发。',
      }))
    const done = ids.filter((id) => id !== 'd0111')
    for (const id of done) chased.add(id)
    return { done, acts: done.map((id) => `a-${id}`), refused }
  })
  const page = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"></svg>'
  const preview = () => ({ pages: [page], missing: [], missing_glyphs: [] })
  fake('preview_chase', preview)
  fake('preview_act', preview)
  fake('preview_form', preview)
  fake('print_form', () => ({ path: '/tmp/form.pdf', pages: 1 }))
  fake('preview_reply', preview)
  fake('preview_decline', preview)
  fake('print_acts', ({ ids }) => ({ path: '/tmp/acts.pdf', pages: ids.length }))
  for (const name of [
    'ask_extension',
    'suspend_demand',
    'complete_demand',
    'record_rating',
    'ask_rating',
    'close_demand',
    'rework_demand',
    'withdraw_demand',
    'consolidate_demand',
  ] as const) {
    fake(name, ({ id }) => detail(id))
  }
  fake('report_progress', () => detail('d0087'))
  fake('answer_assist', () => detail('d0087'))
  return { chased }
}
