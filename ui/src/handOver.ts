/**
 * Fields that read what is typed (a time, a date, a name to pick) hand it over when they are left.
 * A key acts without leaving them: before it does, the field with the focus is asked.
 */
const EVENT = 'handover'

/** Whether the form is handed in, or a key only acts beside it: then no half-typed word is a pick. */
export const isHandedIn = (e: Event): boolean => (e as CustomEvent<boolean>).detail

const ask = (field: Element | null, isSaving: boolean): boolean =>
  field?.dispatchEvent(new CustomEvent(EVENT, { cancelable: true, detail: isSaving })) ?? true

/** A key acts beside the field with the focus: what is typed there and can be read is taken. */
export function handOverAside(): void {
  ask(document.activeElement, false)
}

/**
 * Lets the field with the focus take what is typed in it. False: something typed in this form
 * cannot be read; its field says so, has the focus, and nothing may be saved without it. A field
 * listens with `@handover`, refuses by `preventDefault`, and is marked `data-unread` as long as
 * its words are not in the form. `within`: the form that is saved, when the focus may be beside it.
 */
export function handOver(within?: HTMLElement): boolean {
  const field = document.activeElement
  if (!ask(field, true)) return false
  const form = within ?? field?.closest('.el-dialog, [data-pane]') ?? document
  const unread = form.querySelector<HTMLElement>('[data-unread]')
  unread?.focus()
  return unread === null
}
