import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { dueRuler, longRuler, overdueRuler, runningRuler } from '../../dev/samples'
import DayRuler from './DayRuler.vue'
import { joinMarks, restStretches, weeksOf } from './ruler'

const texts = (w: ReturnType<typeof mount>, css: string) => w.findAll(css).map((e) => e.text())

test('counts from the day after issue over holidays and a make-up day', () => {
  const w = mount(DayRuler, { props: { ruler: dueRuler, today: '2026-09-23' } })
  expect(texts(w, '.box')).toEqual(['', ...Array.from({ length: 15 }, (_, i) => String(i + 1))])
  expect(texts(w, '.day').slice(0, 3)).toEqual(['23', '24', '25'])
  expect(texts(w, '.top')).toEqual(['交办', '中秋休 3 天', '国庆休 7 天', '班', '到期'])
  expect(w.findAll('.hatch')).toHaveLength(4)
  expect(w.find('.box.make-up').text()).toBe('7')
  expect(w.find('.box.due').text()).toBe('15')
  expect(texts(w, '.ruler-month')).toEqual(['9月', '10月'])
  expect(w.find('.today').exists()).toBe(false)
  expect(w.find('figcaption').text()).toBe(dueRuler.sentence)
})

test('days that have passed are filled up to today', () => {
  const w = mount(DayRuler, { props: { ruler: runningRuler, today: '2026-09-23' } })
  expect(texts(w, '.box.passed')).toEqual(['1', '2'])
  expect(w.find('.today').text()).toBe('今天')
  expect(texts(w, '.mark').map((t) => t.slice(0, 2))).toEqual(['蓝灯', '黄灯'])
})

test('on the last day the word stands before its line, inside the ruler', () => {
  const last = dueRuler.cells.at(-1)?.date
  const w = mount(DayRuler, { props: { ruler: dueRuler, today: last } })
  expect(w.get('.today').classes()).toContain('at-edge')
  const early = mount(DayRuler, { props: { ruler: runningRuler, today: '2026-09-23' } })
  expect(early.get('.today').classes()).not.toContain('at-edge')
})

test('an overdue count starts at the due day and ends today', () => {
  const w = mount(DayRuler, { props: { ruler: overdueRuler, today: '2026-09-23', bare: true } })
  expect(texts(w, '.box')).toEqual(['16', '1', '2', '3', '4', '5', '6'])
  expect(w.findAll('.box.late')).toHaveLength(6)
  expect(texts(w, '.day')).toEqual(['到期', '17', '18', '19', '班', '21', '22', '今天'])
  expect(w.find('figcaption').classes()).toContain('sr-only')
})

test('over 45 days it is drawn by weeks, with the running count', () => {
  const w = mount(DayRuler, { props: { ruler: longRuler } })
  expect(w.findAll('.hatch')).toHaveLength(0)
  expect(w.findAll('.week').at(-1)?.text()).toBe('60')
  const weeks = weeksOf(longRuler.cells, undefined)
  expect(weeks.flatMap((x) => x.dates)).toHaveLength(longRuler.cells.length)
  expect(weeks.find((x) => x.date === '2026-09-28')?.ordinals).toEqual([40, 42])
})

test('neighbouring rest days are one stretch', () => {
  expect(restStretches(dueRuler.cells)[0]).toEqual({ from: 2, span: 3 })
})

test('lights without room between them are named side by side', () => {
  const marks = [
    { light: 'yellow', at: 8 },
    { light: 'blue', at: 7 },
  ]
  expect(joinMarks(marks, 1.3)).toEqual([{ at: 8, lights: ['blue', 'yellow'] }])
  expect(joinMarks(marks, 0.9)).toHaveLength(2)
})
