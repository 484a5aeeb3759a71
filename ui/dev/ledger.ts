/** The whole window on the sample ledger and directory, for the eye; served by `vite`, never built. */
import { fakeLedger } from '@/bridge/fakes/ledger'
import { sampleRows } from '@/bridge/fakes/ledgerSample'

const look = new URLSearchParams(location.search)
localStorage.setItem(
  'reception.appearance',
  JSON.stringify({ theme: look.get('theme') ?? 'light', size: look.get('size') ?? 'normal' }),
)
fakeLedger(sampleRows(Number(look.get('rows') ?? 43)))
// `#/ledger` by default; another place can stand in the address.
if (!location.hash) location.hash = '#/ledger'
await import('@/main')

// `press=F,X`: keys pressed one after another once the screen stands.
const keys = look.get('press')?.split(',') ?? []
keys.forEach((key, i) =>
  setTimeout(
    () => {
      const [name = '', ...mods] = key.split('+').reverse()
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: name === 'Space' ? ' ' : name,
          bubbles: true,
          cancelable: true,
          ctrlKey: mods.includes('Ctrl'),
          shiftKey: mods.includes('Shift'),
        }),
      )
    },
    1200 + i * 150,
  ),
)
