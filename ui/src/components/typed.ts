/** Fields that read what is typed: a time of day, a date, an amount. */
import { ref, watch, type Ref } from 'vue'

/**
 * The text of such a field over its value. What can be read is in the value with the keystroke,
 * so that whoever saves has it; what cannot be read leaves the value as it was, and is `unread`
 * once the field is left or asked to hand over. `show` writes a value as the field shows it when
 * nobody types; `typed` is what stands there. `isRequired`: an empty field is no value, but unread.
 */
export function useTyped<T extends string | number>(
  model: Ref<T | null>,
  read: (typed: string) => T | null,
  show: (value: T, typed: string) => string,
  isRequired = false,
) {
  const shown = (value: T | null, typed = '') =>
    value === null || value === '' ? '' : show(value, typed)
  const text = ref(shown(model.value))
  const unread = ref(false)
  let isTyping = false
  /** The value before the words typed now, and the one they gave. */
  let before = model.value
  let given = model.value

  function settle(value: T | null) {
    isTyping = false
    unread.value = false
    before = value
    text.value = shown(value, text.value)
  }
  /** What the words mean; undefined when they cannot be read. */
  function meaning(): T | null | undefined {
    const typed = text.value.trim()
    if (typed === '') return isRequired ? undefined : null
    return read(typed) ?? undefined
  }
  watch(model, (value) => {
    if (!isTyping || value !== given) settle(value)
  })

  function onInput() {
    isTyping = true
    const value = meaning()
    if (value !== undefined) unread.value = false
    given = value === undefined ? before : value
    model.value = given
  }
  function take() {
    if (!isTyping) return
    const value = meaning()
    unread.value = value === undefined
    if (value === undefined) return
    model.value = value
    settle(value)
  }
  function onHandOver(e: Event) {
    take()
    if (unread.value) e.preventDefault()
  }
  /** Drops words that cannot be read. Returns whether there were any. */
  function drop(): boolean {
    if (!unread.value) return false
    settle(before)
    return true
  }
  return { text, unread, onInput, onHandOver, take, drop }
}
