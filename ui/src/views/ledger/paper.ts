/** The paper of the last export: an office prints on what its printer takes. */
import { LABELS, type LedgerPaper } from '@/bridge/bindings'

const KEY = 'reception.ledger.paper'

export function keptPaper(): LedgerPaper {
  try {
    const kept = localStorage.getItem(KEY) ?? ''
    return Object.hasOwn(LABELS.LedgerPaper, kept) ? (kept as LedgerPaper) : 'a3'
  } catch {
    // A forbidden browser store only costs the remembered paper.
    return 'a3'
  }
}

export function keepPaper(paper: LedgerPaper): void {
  try {
    localStorage.setItem(KEY, paper)
  } catch {
    // As above.
  }
}
