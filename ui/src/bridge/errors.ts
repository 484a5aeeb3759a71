import type { ErrorCode, FieldFault } from './bindings'

export type { ErrorCode, FieldFault }

/** What every failed call throws. `message` is for a details pane, never a headline. */
export class CommandError extends Error {
  readonly code: ErrorCode
  /** Plain Chinese for the person; empty when the code says it all. */
  readonly hint: string
  readonly fields: FieldFault[]
  /** What failed, in words of its own; without it the code says so. */
  readonly title: string

  constructor(code: ErrorCode, message: string, hint: string, fields: FieldFault[], title = '') {
    super(message)
    this.name = 'CommandError'
    this.code = code
    this.hint = hint
    this.fields = fields
    this.title = title
  }

  /** Reads whatever a shell rejected with; anything unknown becomes `internal`. */
  static from(cause: unknown): CommandError {
    if (cause instanceof CommandError) return cause
    if (typeof cause === 'object' && cause !== null && 'code' in cause) {
      const raw = cause as Partial<Record<'code' | 'message' | 'hint' | 'fields', unknown>>
      return new CommandError(
        String(raw.code) as ErrorCode,
        typeof raw.message === 'string' ? raw.message : '',
        typeof raw.hint === 'string' ? raw.hint : '',
        Array.isArray(raw.fields) ? (raw.fields as FieldFault[]) : [],
      )
    }
    return new CommandError(
      'internal',
      cause instanceof Error ? cause.message : String(cause),
      '',
      [],
    )
  }
}

/** What is wrong with one field, for `FormField`'s `error`; undefined when nothing is. */
export function fieldError(error: CommandError | null, field: string): string | undefined {
  return error?.fields.find((f) => f.field === field)?.message
}

/** What is wrong below `prefix`, by the rest of each field's path. */
export const faultsBelow = (error: CommandError | null, prefix: string): Record<string, string> =>
  Object.fromEntries(
    (error?.fields ?? [])
      .filter((f) => f.field.startsWith(prefix))
      .map((f) => [f.field.slice(prefix.length), f.message]),
  )

/**
 * What is wrong, by the last part of each field's path: `changes.0.fields.limit` becomes `limit`.
 * `under` takes only the paths that begin with it (`changes.0.`).
 */
export function faultsByName(error: CommandError | null, under = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of error?.fields ?? []) {
    if (field.startsWith(under)) found[field.split('.').at(-1) ?? field] ??= message
  }
  return found
}
