/** Where the clerk looks after a refusal. */
import { faultsByName, type CommandError } from '@/bridge/errors'

/** Brings the first field (`data-field`) with a fault into view and gives it the focus. */
export function focusFault(root: HTMLElement | undefined, error: CommandError | null): void {
  const names = new Set(Object.keys(faultsByName(error)))
  const boxes = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const box = boxes.find((b) => names.has(b.dataset.field ?? ''))
  box?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  // In the middle, so that what is said above the form stays in sight with its first fields.
  box?.scrollIntoView?.({ block: 'center' })
}
