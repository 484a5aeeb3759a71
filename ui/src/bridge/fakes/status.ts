/** How the office of the fakes stands. */
import type { OfficeStatus } from '../bindings'

export const TODAY = '2026-09-23'

export const sampleStatus = (over: Partial<OfficeStatus> = {}): OfficeStatus => ({
  is_set_up: true,
  is_demo: false,
  office_name: '川江区工商业联合会',
  clerk: {
    id: 'c1',
    name: '文示真',
    post: '经办人',
    is_active: true,
    is_cleared: false,
    version: 1,
  },
  today: TODAY,
  now: `${TODAY}T00:36:12Z`,
  workday_of_month: 18,
  open_demands: 43,
  overdue_demands: 3,
  waiting_slips: 4,
  running_reception_id: null,
  backup_fault: '',
  is_journal_broken: false,
  last_backup: { at: '2026-09-22T09:40:00Z', path: '/data/backups/1' },
  calendar_until: 2026,
  data_dir: '/data',
  is_clock_behind: false,
  ...over,
})
