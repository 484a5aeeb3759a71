/** The whole window on a sample year, for the eye; served by `vite`, never built. */
import { fakeSchedule } from '@/bridge/fakes/schedule'

const look = new URLSearchParams(location.search)
localStorage.setItem(
  'reception.appearance',
  JSON.stringify({ theme: look.get('theme') ?? 'light', size: look.get('size') ?? 'normal' }),
)
fakeSchedule()
if (!location.hash) location.hash = '#/schedule/r10'
await import('@/main')
