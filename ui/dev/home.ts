/** The frame, the workbench and the settings on sample data, for the eye; served by `vite`, never built. */
import { fakeDesktop } from '@/bridge/fake'
import { fakeCalendar } from '@/bridge/fakes/calendar'
import { fakeHome, sampleBackup } from '@/bridge/fakes/home'
import { fakeSchedule } from '@/bridge/fakes/schedule'

const look = new URLSearchParams(location.search)
localStorage.setItem(
  'reception.appearance',
  JSON.stringify({ theme: look.get('theme') ?? 'light', size: look.get('size') ?? 'normal' }),
)
const state = look.get('state')
fakeSchedule()
fakeCalendar()
fakeHome(state === 'first' ? { status: { is_set_up: false } } : {})
if (state === 'refused') {
  fakeDesktop('desktop_startup', () => ({
    status: 'refused',
    code: 'damaged',
    path: '/home/clerk/企业接待日',
    hint: '',
    detail: 'database disk image is malformed',
    last_good_backup: sampleBackup(),
  }))
}
if (!location.hash) location.hash = '#/home'
await import('@/main')
