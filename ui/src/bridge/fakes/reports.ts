/** The figures of a quarter of 川江区, as picture 07 shows them. Never part of a release. */
import {
  LABELS,
  type Figure,
  type GroupFigures,
  type PeriodChoice,
  type PeriodFigures,
  type SpanFigures,
} from '../bindings'
import { fake } from '../fake'
import { sampleStatus } from './status'

const FIGURES = Object.keys(LABELS.Figure) as Figure[]
const RATES = Object.keys(LABELS.Rate)

/** A span with these figures; the others are zero. */
export function sampleSpan(known: Partial<Record<Figure, number>>): SpanFigures {
  const counts = FIGURES.map((figure) => known[figure] ?? 0)
  const share = (of: Figure, among: Figure) => {
    const [a, b] = [known[of] ?? 0, known[among] ?? 0]
    return { of: a, among: b, words: b === 0 ? '—' : `${((a / b) * 100).toFixed(1)}%` }
  }
  const rates: Record<string, ReturnType<typeof share>> = {
    closing: share('handled', 'to_handle'),
    on_time: share('on_time', 'due'),
    on_original_time: share('on_original_time', 'due'),
    receipt: share('receipt_on_time', 'receipt_due'),
    solved: share('solved', 'closed'),
    satisfied: share('satisfied', 'rated'),
    strictly_satisfied: share('strictly_satisfied', 'rated'),
    rating: share('rating_valid', 'rating_due'),
  }
  return { counts, rates: RATES.map((rate) => rates[rate] ?? share('left', 'left')) }
}

const row = (key: string, name: string, known: Partial<Record<Figure, number>>): GroupFigures => ({
  key,
  name,
  period: sampleSpan(known),
})

export function sampleFigures(choice: PeriodChoice): PeriodFigures {
  const whole = {
    opening: 41,
    raised: 64,
    raised_matters: 62,
    raised_problems: 49,
    raised_suggestions: 15,
    reopened: 2,
    closed: 61,
    left: 3,
    closing: 43,
    due: 58,
    on_time: 51,
    on_original_time: 48,
    solved: 42,
    rated: 52,
    satisfied: 49,
    overdue: 2,
  }
  const span = sampleSpan(whole)
  const sittings = { sittings: 6, leaders: 12, enterprises: 31, persons: 34 }
  const compared = (label: string) => ({
    label,
    from: '2026-04-01',
    to: '2026-06-30',
    figures: sampleSpan({ raised: 60, closed: 52, due: 40, on_time: 30 }),
    sittings,
  })
  return {
    choice,
    label: '2026年三季度',
    from: '2026-07-01',
    to: '2026-09-23',
    is_over: false,
    scope: ['按诉求计，一企一项。'],
    figures: span,
    is_balanced: true,
    previous: compared('2026年二季度'),
    last_year: compared('2025年三季度'),
    amount_fen: 0,
    outcomes: [],
    mediations: [],
    sittings,
    sitting_lines: [
      {
        id: 'r1',
        held_on: '2026-09-23',
        title: '第九期民营企业接待日',
        leader: '沈例成',
        leaders: 2,
        enterprises: 6,
        demands: 11,
      },
    ],
    groupings: [
      {
        group: 'unit',
        rows: [
          row('u1', '区自然资源局', { opening: 4, raised: 4, due: 4, on_time: 3, overdue: 1 }),
        ],
        total: 1,
      },
      { group: 'category', rows: [row('financing', '融资', { raised: 14, solved: 9 })], total: 1 },
    ],
    trend: [
      {
        label: '8月',
        from: '2026-08-01',
        to: '2026-08-31',
        is_within: true,
        figures: sampleSpan({ raised: 21, closed: 21 }),
      },
      {
        label: '9月',
        from: '2026-09-01',
        to: '2026-09-23',
        is_within: true,
        figures: sampleSpan({ raised: 24, closed: 0 }),
      },
    ],
  }
}

/** Answers what 报表 asks. */
export function fakeReports(): { asked: PeriodChoice[] } {
  const asked: PeriodChoice[] = []
  fake('get_status', () => sampleStatus())
  fake('get_figures', (choice) => {
    asked.push(choice)
    return sampleFigures(choice)
  })
  fake('preview_figures', () => ({ pages: ['<svg/>'], missing: [], missing_glyphs: [] }))
  fake('print_figures', () => ({ path: '/data/prints/1.pdf', pages: 1 }))
  fake('export_figures', ({ path }) => ({ path, rows: 64 }))
  fake('save_chart', ({ path }) => ({ path }))
  return { asked }
}
