/** A control and the `FormField` around it: what is wrong with a field is said once. */
import { inject, provide, shallowRef, watchEffect, type InjectionKey, type ShallowRef } from 'vue'

const FIELD: InjectionKey<ShallowRef<string>> = Symbol('field')

/** The words of the control inside, to stand in place of the form's own; for `FormField`. */
export function provideField(): ShallowRef<string> {
  const said = shallowRef('')
  provide(FIELD, said)
  return said
}

/**
 * Says at the field around this control what is wrong with it; empty: nothing. Returns whether
 * there is such a field; without one the control says it itself.
 */
export function useFieldFault(words: () => string): boolean {
  const said = inject(FIELD, null)
  if (!said) return false
  watchEffect(() => (said.value = words()))
  return true
}
