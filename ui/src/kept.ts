/**
 * Forms that keep what was typed until the core has it: through another screen, through an end of
 * the program, through a power cut. The core holds them for the clerk who typed them.
 */
import { computed, readonly, ref, shallowReactive, watch, type Ref } from 'vue'
import { call } from './bridge/call'
import { tellNotSaved } from './shell'

/** How long typing rests before it is written down, in milliseconds. */
export const REST_MS = 500

const kept = shallowReactive(new Map<string, unknown>())

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Keys changed since they were written down. */
const changed = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
let writing: Promise<void> = Promise.resolve()

async function write() {
  for (const key of [...changed]) {
    changed.delete(key)
    const form = kept.has(key) ? JSON.stringify(kept.get(key)) : null
    try {
      await call('keep_form', { key, form })
    } catch {
      if (form !== null) tellNotSaved('填写的内容没有存下来，请先保存再离开。')
    }
  }
}

/** Writes down now what is still to be written. */
function flush(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  writing = writing.then(write)
  return writing
}

function note(key: string) {
  changed.add(key)
  timer ??= setTimeout(() => void flush(), REST_MS)
}

/** What was typed into the form `key` and not saved. */
export const keptOf = <T>(key: string): T | undefined => kept.get(key) as T | undefined

export function keep(key: string, form: unknown): void {
  kept.set(key, copy(form))
  note(key)
}

/** It was saved or given up. */
export function forget(key: string): void {
  if (kept.delete(key)) note(key)
}

/** Takes up the forms of the clerk who is at the desk now. Never throws: then there are none. */
export async function takeUpForms(): Promise<void> {
  try {
    const { forms } = await call('list_kept_forms', {})
    kept.clear()
    for (const { key, form } of forms) kept.set(key, JSON.parse(form) as unknown)
  } catch {
    kept.clear()
  }
}

/** Before another clerk sits down: what is not written down yet is hers. */
export const handOffForms = flush

/**
 * A form over what the core last said. While nothing was typed it follows `source`; what was
 * typed stays, also when the clerk looks at another slip and comes back, until `done()`.
 * `key` names the form (`批示:slip`); a change of it opens another form. `isRestored`: the form
 * began with what was typed before, and nobody has begun it again.
 */
export function useKeptForm<T extends object>(key: () => string, source: () => T) {
  /** Fields that the form has come to have since are as the core has them. */
  const whole = (typed: T | undefined): T => copy(typed ? { ...source(), ...typed } : source())
  const first = keptOf<T>(key())
  const form = ref(whole(first)) as Ref<T>
  const isRestored = ref(first !== undefined)
  const base = ref(JSON.stringify(source()))
  const isDirty = computed(() => JSON.stringify(form.value) !== base.value)

  watch(form, (value) => (isDirty.value ? keep(key(), value) : forget(key())), { deep: true })
  watch([key, source], ([now], [before]) => {
    const wasDirty = isDirty.value
    base.value = JSON.stringify(source())
    if (now !== before) {
      const typed = keptOf<T>(now)
      isRestored.value = typed !== undefined
      form.value = whole(typed)
    } else if (!wasDirty) form.value = copy(source())
  })

  /** The core has it: follow `source` again. */
  function done() {
    forget(key())
    isRestored.value = false
    base.value = JSON.stringify(source())
    form.value = copy(source())
  }
  return { form, isDirty, isRestored: readonly(isRestored), done }
}

/** Forgets every kept form in the window; for tests. */
export function forgetForms(): void {
  clearTimeout(timer)
  timer = undefined
  changed.clear()
  kept.clear()
}
