/** Forms that keep what was typed until the core has it. */
import { computed, readonly, ref, watch, type Ref } from 'vue'

const kept = new Map<string, unknown>()

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/**
 * A form over what the core last said. While nothing was typed it follows `source`; what was
 * typed stays, also when the clerk looks at another slip and comes back, until `done()`.
 * `key` names the form (`批示:slip`); a change of it opens another form. `isRestored`: the form
 * began with what was typed before, and nobody has begun it again.
 */
export function useKeptForm<T extends object>(key: () => string, source: () => T) {
  const first = kept.get(key()) as T | undefined
  const form = ref(copy(first ?? source())) as Ref<T>
  const isRestored = ref(first !== undefined)
  const base = ref(JSON.stringify(source()))
  const isDirty = computed(() => JSON.stringify(form.value) !== base.value)

  watch(form, (value) => (isDirty.value ? kept.set(key(), copy(value)) : kept.delete(key())), {
    deep: true,
  })
  watch([key, source], ([now], [before]) => {
    const wasDirty = isDirty.value
    base.value = JSON.stringify(source())
    if (now !== before) {
      isRestored.value = kept.has(now)
      form.value = copy((kept.get(now) as T | undefined) ?? source())
    } else if (!wasDirty) form.value = copy(source())
  })

  /** The core has it: follow `source` again. */
  function done() {
    kept.delete(key())
    isRestored.value = false
    base.value = JSON.stringify(source())
    form.value = copy(source())
  }
  return { form, isDirty, isRestored: readonly(isRestored), done }
}

/** Forgets every kept form; for tests. */
export const forgetForms = () => kept.clear()
