/** Codes the UI acts on; their Chinese wording is in `labels.ts`. */
export type ErrorCode =
  | 'validation'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'busy'
  | 'schema_too_new'
  | 'damaged'
  | 'document_failed'
  | 'read_only'
  | 'internal'

/** One refused input. `field` is the path of the input in the command, e.g. `people.0.phone`. */
export interface FieldIssue {
  field: string
  rule: string
  message?: string | null
}

/** What every failed call throws. `message` is for a details pane, never a headline. */
export class CommandError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null
  readonly fields: FieldIssue[]

  constructor(code: ErrorCode, message: string, hint: string | null, fields: FieldIssue[]) {
    super(message)
    this.name = 'CommandError'
    this.code = code
    this.hint = hint
    this.fields = fields
  }

  /** Reads whatever a shell rejected with; anything unknown becomes `internal`. */
  static from(cause: unknown): CommandError {
    if (cause instanceof CommandError) return cause
    if (typeof cause === 'object' && cause !== null && 'code' in cause) {
      const raw = cause as Partial<Record<'code' | 'message' | 'hint' | 'fields', unknown>>
      return new CommandError(
        String(raw.code) as ErrorCode,
        typeof raw.message === 'string' ? raw.message : '',
        typeof raw.hint === 'string' ? raw.hint : null,
        Array.isArray(raw.fields) ? (raw.fields as FieldIssue[]) : [],
      )
    }
    return new CommandError(
      'internal',
      cause instanceof Error ? cause.message : String(cause),
      null,
      [],
    )
  }
}
