/**
 * A form as data: `FormDrawer` draws it. An act is one `defineForm` with its fields, how it begins
 * and the call that saves it; required fields, faults and keys are the drawer's.
 */
import type { PaperPreview } from '@/bridge/bindings'
import { CommandError, type FieldFault } from '@/bridge/errors'
import type { NamePick } from '@/names'
import type { PickItem } from '../picker'

export interface Option {
  value: string
  label: string
}

export type Control =
  /** One line of words; `text` takes several. */
  | { kind: 'line'; placeholder?: string }
  | { kind: 'text'; placeholder?: string }
  | { kind: 'date' }
  | { kind: 'number'; unit: string }
  /** Money, in fen. */
  | { kind: 'amount' }
  /** A short row of choices; `choices` takes several. A long one is a list. */
  | { kind: 'choice' | 'choices' | 'list'; options: Option[] }
  | { kind: 'tick'; words: string }
  /** One entry; `picks` collects several. */
  | { kind: 'pick' | 'picks'; search: (query: string) => Promise<PickItem[]>; placeholder?: string }
  /** A scan already attached to the demand, or one attached now. */
  | { kind: 'scan'; demandId: string }

/** A field of a form whose values are `V`. */
export interface Field<V = Record<string, unknown>> {
  name: Extract<keyof V, string>
  label: string
  control: Control
  required?: boolean
  hint?: string
  /** What will follow from the answers so far, under the field in amber; saving stays allowed. */
  caution?: (values: V) => string | undefined
  /** A heading above it: where another part of the form begins. */
  heading?: string
  /** Half as wide: it stands beside its neighbour. */
  half?: boolean
  /** Path of the field in the input, where it is not the name or ends otherwise. */
  at?: string
  /** Whether the other answers ask for it at all. */
  when?: (values: V) => boolean
}

export interface Form<V, R> {
  /** Stable name for tests. */
  id: string
  title: string
  /** The verb of its button. */
  action: string
  /** What follows from it, above the fields. */
  note?: string
  fields: Field<V>[]
  initial: V
  save: (values: V) => Promise<R>
  /** The paper it would send, to be looked at first; nothing is kept. */
  preview?: (values: V) => Promise<PaperPreview>
}

/** A form whatever its values are. */
export type AnyForm<R = unknown> = Form<Record<string, unknown>, R>

/** Checks the names of the fields against the values; the drawer handles them by name. */
export const defineForm = <V extends object, R>(form: Form<V, R>): AnyForm<R> =>
  form as unknown as AnyForm<R>

export const idOf = (pick: NamePick | PickItem | null): string | null => pick?.id ?? null

/** The fields that the answers so far ask for. */
export const shownFields = (form: AnyForm, values: Record<string, unknown>): Field[] =>
  form.fields.filter((f) => f.when?.(values) ?? true)

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** What is still empty though it must be filled; null when nothing is. */
export function missingFields(form: AnyForm, values: Record<string, unknown>): CommandError | null {
  const faults: FieldFault[] = shownFields(form, values)
    .filter((f) => f.required && isEmpty(values[f.name]))
    .map((f) => ({
      field: f.at ?? f.name,
      message:
        'options' in f.control || f.control.kind === 'pick' || f.control.kind === 'picks'
          ? `“${f.label}”还没有选。`
          : `请填${f.label}。`,
    }))
  return faults.length > 0 ? new CommandError('validation', '', '', faults) : null
}

/** What is wrong with a field: by its path, else by the last part of the fault's path. */
export function faultOf(error: CommandError | null, field: Field): string | undefined {
  return error?.fields.find((f) =>
    field.at ? f.field === field.at : f.field.split('.').at(-1) === field.name,
  )?.message
}

/** Fields as rows: two halves that follow each other stand side by side. */
export function rowsOf(fields: Field[]): Field[][] {
  const rows: Field[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    const isSecond = field.half && !field.heading && last?.length === 1 && last[0]?.half
    if (isSecond) last.push(field)
    else rows.push([field])
  }
  return rows
}
