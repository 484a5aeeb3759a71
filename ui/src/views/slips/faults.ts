/** Faults of the core's fields, by the name a form knows them under. */
import type { CommandError } from '@/bridge/errors'

/** Messages by the last part of each path: `changes.0.fields.limit` becomes `limit`. */
export function faultsByName(error: CommandError | null): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of error?.fields ?? []) {
    found[field.split('.').at(-1) ?? field] ??= message
  }
  return found
}

/** As `faultsByName`, only those below `prefix` (`changes.0.`). */
export function faultsUnder(error: CommandError | null, prefix: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { field, message } of error?.fields ?? []) {
    if (field.startsWith(prefix)) found[field.split('.').at(-1) ?? field] ??= message
  }
  return found
}
