/** Holiday notices and the limits of other places, for Chromium and tests. */
import type { DateMove, LimitPreset, NoticeDay, NoticeInForce } from '../bindings'
import { fake } from '../fake'

export const sampleNoticeDays = (): NoticeDay[] => [
  { date: '2027-01-01', name: '元旦', is_off: true },
  { date: '2027-01-02', name: '元旦', is_off: true },
  { date: '2027-01-03', name: '元旦', is_off: true },
  { date: '2027-01-09', name: '元旦', is_off: false },
]

export const sampleMove = (over: Partial<DateMove> = {}): DateMove => ({
  kind: 'due',
  id: 'd1',
  demand_id: 'd1',
  number: '2026-0115',
  title: '三号冷库增容送电受阻',
  unit: '川江供电公司',
  limit: '15 个工作日',
  old_on: '2027-01-18',
  new_on: '2027-01-15',
  must_move: false,
  ...over,
})

const samplePresets = (): LimitPreset[] => [
  {
    name: '株洲',
    source: '《株洲市民营企业诉求办理工作机制（试行）》，《株洲日报》2024年4月报道',
    limits: [
      { field: 'contact', workdays: 3, rule: '3 个工作日内联系诉求方' },
      { field: 'ordinary', workdays: 5, rule: '受理后 5 个工作日内办结' },
    ],
  },
  {
    name: '枣庄',
    source: '枣庄市“企呼枣（早）应、接诉即办”平台',
    limits: [
      { field: 'receipt', workdays: 1, rule: '1 个工作日内启动核实' },
      { field: 'contact', workdays: 2, rule: '2 个工作日内答复' },
      { field: 'ordinary', workdays: 10, rule: '10 个工作日内解决或服务确认' },
      { field: 'complex', workdays: 25, rule: '难度较大的可延长至 25 个工作日' },
    ],
  },
]

const notice = (year: number, over: Partial<NoticeInForce> = {}): NoticeInForce => ({
  id: null,
  year,
  scope: 'national',
  source: `国务院办公厅关于${year}年部分节假日安排的通知`,
  text: '',
  days: [],
  imported_on: null,
  imported_by: '',
  version: 0,
  ...over,
})

/** Answers what 工作日历 and 办理时限 ask; returns the notices for a test to look at. */
export function fakeCalendar(moves: DateMove[] = [sampleMove()]) {
  const office = { notices: [2024, 2025, 2026].map((year) => notice(year)) }
  fake('list_notices', () => office)
  fake('read_notice', ({ text }) => {
    if (!text.includes('元旦')) {
      const message = '没有读出放假的日期，请粘贴国务院办公厅通知的原文。'
      throw { code: 'validation', message: '', hint: '', fields: [{ field: 'text', message }] }
    }
    return {
      year: 2027,
      source: '国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕9号）',
      text,
      days: sampleNoticeDays(),
      doubts: ['2027年1月9日写作周日，实为周六，请核对年份和日期。'],
      is_known: false,
    }
  })
  fake('preview_calendar', () => ({ moves, settled: 4, changed_days: 9 }))
  fake('change_calendar', ({ change }) => {
    office.notices = office.notices.filter(
      (n) => n.year !== change.year || n.scope !== change.scope,
    )
    if (change.days.length > 0) {
      const { year, scope, source, text, days } = change
      const imported_on = '2026-09-23'
      const over = { id: 'n1', scope, source, text, days, imported_on, imported_by: '周敏' }
      office.notices = [...office.notices, notice(year, { ...over, version: 1 })]
    }
    return office
  })
  fake('list_presets', () => ({ presets: samplePresets() }))
  return office
}
