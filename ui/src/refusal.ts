/** Why a form was refused: a fault stands as long as its field says what was refused. */
import { shallowRef, watch, type Ref } from 'vue'
import { CommandError } from './bridge/errors'

const copy = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

/**
 * What a form holds at a path of the core's input: `record.people.0.phone`. A name that is not
 * there is looked for without its `_id` (`leader_id` is the form's `leader`), a path from its next
 * part on (`fields.title` is the `title` of a form of fields only).
 */
export function valueAt(form: unknown, path: string): unknown {
  const parts = path.split('.')
  for (let from = 0; from < parts.length; from += 1) {
    const found = walk(form, parts.slice(from))
    if (found) return found.value
  }
  return undefined
}

function walk(form: unknown, parts: string[]): { value: unknown } | null {
  let value = form
  for (const part of parts) {
    if (typeof value !== 'object' || value === null) return null
    const box = value as Record<string, unknown>
    const name = [part, part.replace(/_id$/, '')].find((key) => key in box)
    if (name === undefined) return null
    value = box[name]
  }
  return { value }
}

/** What is left of a refusal: the faults whose fields still say what was refused; null = none. */
export function standing(error: CommandError, refused: unknown, now: unknown): CommandError | null {
  const isSame = (path: string) =>
    JSON.stringify(valueAt(now, path)) === JSON.stringify(valueAt(refused, path))
  const fields = error.fields.filter((f) => isSame(f.field))
  if (fields.length === error.fields.length) return error
  if (fields.length === 0) return null
  return new CommandError(error.code, error.message, error.hint, fields, error.title)
}

/**
 * The refusal of a form, for its `error`. Each fault goes with the change of its own field, the
 * refusal with its last fault. `form` gives what is typed under the names of the core's paths;
 * `error` is where the refusal is kept already.
 */
export function useRefusal(
  form: () => unknown,
  error: Ref<CommandError | null> = shallowRef(null),
): Ref<CommandError | null> {
  let refused: unknown
  let rest: CommandError | null = null
  watch(
    error,
    (now) => {
      if (now && now !== rest) refused = copy(form())
    },
    { flush: 'sync' },
  )
  watch(
    form,
    (now) => {
      if (error.value?.code !== 'validation') return
      rest = standing(error.value, refused, now)
      error.value = rest
    },
    { deep: true },
  )
  return error
}
