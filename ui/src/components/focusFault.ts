/** Where the clerk looks after a refusal. */
import { faultsByName, type CommandError } from '@/bridge/errors'

/**
 * Brings a field with a fault into view and gives it the focus: what is marked as faulty in it
 * (`aria-invalid`, `data-fault`), else its first input, else its first button.
 */
export function focusIn(box: HTMLElement | null | undefined): void {
  const goal = ['[aria-invalid="true"], [data-fault]', 'input, textarea', 'button']
    .map((css) => box?.querySelector<HTMLElement>(css))
    .find((el) => el)
  goal?.focus()
  // In the middle, so that what is said above the form stays in sight with its first fields.
  box?.scrollIntoView?.({ block: 'center' })
}

/** Goes to the first field marked as faulty below `root`. */
export function focusFirstFault(root: ParentNode | null | undefined): void {
  focusIn(root?.querySelector<HTMLElement>('.is-error'))
}

/** Goes to the first field (`data-field`) the refusal names. */
export function focusFault(root: HTMLElement | undefined, error: CommandError | null): void {
  const names = new Set(Object.keys(faultsByName(error)))
  const boxes = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  focusIn(boxes.find((b) => names.has(b.dataset.field ?? '')))
}
