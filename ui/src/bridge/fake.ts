/**
 * An office inside the browser: stands in for the desktop shell in Chromium and in tests.
 * Each view registers the handlers it needs; a command nobody registered fails loudly.
 * Release builds run in the desktop window, where none of this is reached.
 */
import { CommandError } from './errors'
import type { CommandMap } from './bindings'
import type { Input, Output } from './call'

type Handler = (input: never) => unknown

const commands = new Map<string, Handler>()
const desktop = new Map<string, Handler>()
// A page in a browser has an open office unless a test says otherwise.
// It keeps no form.
const usual = new Map<string, Handler>([
  ['desktop_startup', () => ({ status: 'ready' })],
  ['list_kept_forms', () => ({ forms: [] })],
  ['keep_form', () => ({})],
  ['get_alerts', () => ({ is_on: true, version: 0 })],
  ['list_similar', () => ({ rows: [], issues: [] })],
  ['find_similar', () => ({ rows: [], issues: [] })],
])
const listeners = new Map<string, Set<(payload: unknown) => void>>()

/** Answers the use case `name` with `handler`; a later registration replaces an earlier one. */
export function fake<K extends keyof CommandMap>(
  name: K,
  handler: (input: Input<K>) => Output<K> | Promise<Output<K>>,
): void {
  commands.set(String(name), handler as Handler)
}

/** What answers the use case `name` now, for a test that puts something before it. */
export const fakeOf = <K extends keyof CommandMap>(name: K) =>
  commands.get(String(name)) as (input: Input<K>) => Output<K>

/** Answers the desktop command `name` (`desktop_print`, ...). */
export function fakeDesktop(
  name: string,
  handler: (args: Record<string, unknown>) => unknown,
): void {
  desktop.set(name, handler as Handler)
}

/** Sends an event to everyone who listens. */
export function fakeEmit(event: string, payload: unknown): void {
  for (const handler of listeners.get(event) ?? []) handler(payload)
}

/** Forgets every handler; tests call it between cases. */
export function fakeReset(): void {
  commands.clear()
  desktop.clear()
  listeners.clear()
}

/** As JSON, like the real bridge: a view can never share state with the fake. */
const across = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

async function answer(table: Map<string, Handler>, name: string, input: unknown): Promise<unknown> {
  const handler = table.get(name) ?? usual.get(name)
  if (!handler) {
    throw new CommandError('internal', `no fake handler for ${name}`, '', [])
  }
  return across(await handler(across(input) as never))
}

export const fakeCall = (name: string, input: unknown): Promise<unknown> =>
  answer(commands, name, input)

export const fakeInvoke = (name: string, args: Record<string, unknown>): Promise<unknown> =>
  answer(desktop, name, args)

export function fakeListen(event: string, handler: (payload: unknown) => void): () => void {
  const set = listeners.get(event) ?? new Set()
  listeners.set(event, set.add(handler))
  return () => set.delete(handler)
}
