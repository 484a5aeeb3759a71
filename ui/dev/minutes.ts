/** The whole window on the sample sitting, for the eye; served by `vite`, never built. */
import { fakeMinutes } from '@/bridge/fakes/minutes'
import { sampleMinutes } from '@/bridge/fakes/minutesSample'

const look = new URLSearchParams(location.search)
localStorage.setItem(
  'reception.appearance',
  JSON.stringify({ theme: look.get('theme') ?? 'light', size: look.get('size') ?? 'normal' }),
)
const minutes = sampleMinutes()
if (look.get('draft') === 'none') minutes.draft = null
if (look.get('state') === 'held') minutes.reception.state = 'held'
fakeMinutes(minutes)
// `#/minutes/r9` by default; another place can stand in the address.
if (!location.hash) location.hash = '#/minutes/r9'
await import('@/main')

const type = look.get('type')
const at = look.get('press')
setTimeout(() => {
  const area = document.querySelector<HTMLTextAreaElement>('[data-test=composer]')
  if (area && type) {
    area.value += type
    area.dispatchEvent(new Event('input'))
  }
  if (area && at) {
    const [key = '', ...mods] = at.split('+').reverse()
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        ctrlKey: mods.includes('Ctrl'),
        altKey: mods.includes('Alt'),
      }),
    )
  }
}, 1500)
