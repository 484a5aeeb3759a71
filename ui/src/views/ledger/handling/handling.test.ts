import { describe, expect, test } from 'vitest'
import type { Act, DemandDetail, DemandState, Grade, Rating } from '@/bridge/bindings'
import { ACTIONS, sampleAct, sampleHandling, secondRound } from '@/bridge/fakes/handling'
import { sampleDemand, sampleRows, TODAY } from '@/bridge/fakes/ledgerSample'
import { isAllowed, menuOf, nextStep } from './allowed'
import { completeForm } from './finishing'
import { papersOf } from './papers'
import { roundsOf } from './rounds'

function demand(state: DemandState, acts: Act[] = [], more: Partial<DemandDetail> = {}) {
  const row = sampleRows().find((r) => r.id === 'd0087')
  if (!row) throw new Error('sample row is missing')
  const d = sampleDemand({ ...row, state })
  const grade = acts.filter((a) => a.kind === 'rating').at(-1)?.body.grade ?? null
  return { ...d, ...more, handling: { ...sampleHandling(state), acts, grade } }
}

const rating = (grade: Grade | null, tries: number, solved: boolean | null = null): Rating => ({
  ask_by: '2026-09-29',
  ask_workdays: 3,
  attempts: Array.from({ length: tries }, () => ({
    talk: { on: TODAY, way: 'phone', person: '何例舟', words: '' },
    is_reached: grade !== null,
  })),
  grade,
  result_grade: null,
  speed_grade: null,
  attitude_grade: null,
  is_contacted: null,
  is_solved: solved,
  opinion: '',
  causes: [],
  recorder: '',
})
const rated = (grade: Grade | null, tries: number, solved: boolean | null = null) =>
  sampleAct('rating', rating(grade, tries, solved), { state: grade ? 'settled' : 'pending' })
const step = (d: DemandDetail) => nextStep(d, TODAY)?.key ?? null

describe('the next step', () => {
  test.each([
    ['pending_review', 'accept'],
    ['awaiting_receipt', 'slip'],
    ['in_progress', 'report'],
    ['suspended', 'resume'],
    ['completion_review', 'reply'],
    ['replied', 'ask_rating'],
    ['withdrawn', null],
  ] as [DemandState, string | null][])('of %s is %s', (state, expected) => {
    expect(step(demand(state))).toBe(expected)
  })

  test('after the rating follows from what the enterprise said', () => {
    expect(step(demand('awaiting_rating', [rated(null, 0)]))).toBe('rate')
    expect(step(demand('awaiting_rating', [rated('satisfied', 1)]))).toBe('close')
    expect(step(demand('awaiting_rating', [rated('dissatisfied', 1, false)]))).toBe('rework')
    // Only the service was found wanting: a leader may still close it.
    expect(step(demand('awaiting_rating', [rated('dissatisfied', 1, true)]))).toBe('close')
  })

  test('three tries in vain end in 销号, two do not', () => {
    expect(step(demand('awaiting_rating', [rated(null, 2)]))).toBe('rate')
    expect(step(demand('awaiting_rating', [rated(null, 3)]))).toBe('close')
  })

  test('after two more rounds only 终结 is left', () => {
    const d = demand('awaiting_rating', [rated('very_dissatisfied', 1, false)])
    expect(step({ ...d, handling: { ...d.handling, round: 2 } })).toBe('terminate')
  })

  test('what was answered at the table goes to a unit instead of being done again', () => {
    const acts = [rated('dissatisfied', 1, false)]
    expect(step(demand('awaiting_rating', acts, { slip_id: null }))).toBe('reopen')
  })

  test('the look-back comes when its day has come', () => {
    const d = demand('closed')
    expect(step(d)).toBeNull()
    const due = { ...d, handling: { ...d.handling, review_on: TODAY } }
    expect(step(due)).toBe('look_back')
    expect(nextStep(due, '2026-09-01')).toBeNull()
  })
})

describe('the menu', () => {
  const keys = (d: DemandDetail) => menuOf(d, TODAY).flat()

  test('offers no act that the state or its facts refuse', () => {
    for (const state of Object.keys(ACTIONS) as DemandState[]) {
      const d = demand(state)
      for (const key of keys(d)) expect(isAllowed(d, key), `${state} ${key}`).toBe(true)
      expect(keys(d)).not.toContain(step(d))
    }
    expect(keys(demand('completion_review'))).not.toContain('track')
    expect(keys(demand('in_progress'))).not.toContain('chase')
  })

  test('a request for more time is decided before another is made', () => {
    const asked = sampleAct(
      'extension',
      {
        old_due_on: '2026-09-29',
        days: 5,
        reason: '雨期',
        done: '',
        is_enterprise_told: true,
        unit_head: '',
        override_reason: '',
        granted_days: null,
        decided_by: '',
        decided_on: null,
      },
      { state: 'pending' },
    )
    expect(keys(demand('in_progress'))).toContain('extend')
    const d = demand('in_progress', [asked])
    expect(keys(d)).toContain('decide')
    expect(keys(d)).not.toContain('extend')
  })
})

describe('rounds', () => {
  const row = sampleRows().find((r) => r.id === 'd0087')
  if (!row) throw new Error('sample row is missing')
  const rounds = roundsOf(secondRound(sampleDemand(row)), TODAY)

  test('a 重办 is a second row; the first rating stays', () => {
    expect(rounds.map((r) => r.title)).toEqual(['第 1 轮', '第 2 轮'])
    const [first, second] = rounds
    expect(first?.stages[2].second).toBe('到期 9月16日，按期，A 类')
    expect(first?.stages[3]).toMatchObject({ text: '9月18日 不满意', bad: true, state: 'done' })
    expect(second?.stages.map((s) => s.state)).toEqual(['done', 'done', 'now', 'ahead'])
    expect(second?.stages[1].text).toBe('9月21日 重办')
  })

  test('a ruler of another round fills no bar', () => {
    const d = secondRound(sampleDemand(row))
    expect(rounds[1]?.used).toBeGreaterThan(0)
    expect(roundsOf({ ...d, due_on: '2026-10-30' }, TODAY)[1]?.used).toBeUndefined()
  })

  test('papers say what came of them, the newest first', () => {
    const papers = papersOf(secondRound(sampleDemand(row)))
    expect(papers.map((p) => p.name)).toEqual(['重办通知单', '评价表', '答复函', '办结报告'])
    expect(papers.at(-1)?.note).toBe('审核通过')
  })

  test.each(['objection', 'extension', 'chase', 'completion', 'rating'] as const)(
    'a %s that lapsed came to nothing',
    (kind) => {
      const act = sampleAct(kind, { grade: null, rung: 'reminder' } as never, { state: 'lapsed' })
      expect(papersOf(demand('in_progress', [act])).map((p) => p.note)).toEqual(['已失效'])
    },
  )
})

describe('forms of the end', () => {
  const report = {
    class: 'b' as const,
    process: '现场勘查',
    result: '专线已架设',
    basis: '',
    amount_fen: null,
    outcomes: [],
    evidence: '',
    contact: { on: TODAY, way: 'visit' as const, person: '何例舟', words: '' },
    similar: '',
    left_over: '',
    head: '周局长',
    reviewer: '陈启文',
    return_reason: '没有证据清单。',
  }

  test('a report without evidence or talk says beforehand that it will be returned', () => {
    const form = completeForm(demand('in_progress'), TODAY)
    const said = (values: object) =>
      form.fields.flatMap((f) => f.caution?.({ ...form.initial, ...values }) ?? [])
    expect(said({})).toEqual(['没有证据清单，审核时会被退回。'])
    expect(said({ evidence: '照片 2 张' })).toEqual([])
    expect(said({ evidence: '照片 2 张', has_talked: false })).toHaveLength(1)
  })

  test('a returned report is corrected, not typed again; one of an earlier round is not', () => {
    const back = sampleAct('completion', report, { state: 'refused' })
    const d = demand('in_progress', [back], { tasks: [] })
    expect(completeForm(d, TODAY)).toMatchObject({
      note: '上次报的已退回（没有证据清单），内容带到下面，改好再登记。',
      initial: { class: 'b', result: '专线已架设', head: '周局长', talk_way: 'visit' },
    })
    const next = { ...d, handling: { ...d.handling, round: d.handling.round + 1 } }
    expect(completeForm(next, TODAY).initial.result).toBe('')
  })
})
