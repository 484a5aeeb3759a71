/** The core's field faults by the last part of their path: `fields.limit` becomes `limit`. */
import type { CommandError } from '@/bridge/errors'

export function faultsByName(error: CommandError | null): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of error?.fields ?? []) {
    found[field.split('.').at(-1) ?? field] ??= message
  }
  return found
}

/** Brings the first field with a fault into view and gives it the focus. */
export function focusFault(root: HTMLElement | undefined, error: CommandError | null): void {
  const names = new Set(Object.keys(faultsByName(error)))
  const boxes = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const box = boxes.find((b) => names.has(b.dataset.field ?? ''))
  box?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  box?.scrollIntoView?.({ block: 'nearest' })
}
