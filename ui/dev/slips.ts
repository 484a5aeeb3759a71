/** The whole window on sample slips, for the eye; served by `vite`, never built. */
import { fakeSlips } from '@/bridge/fakes/slips'

const look = new URLSearchParams(location.search)
localStorage.setItem(
  'reception.appearance',
  JSON.stringify({ theme: look.get('theme') ?? 'light', size: look.get('size') ?? 'normal' }),
)
fakeSlips()
if (!location.hash) location.hash = '#/slips/s31'
await import('@/main')
