import { invoke as tauriInvoke } from '@tauri-apps/api/core'
import { listen as tauriListen } from '@tauri-apps/api/event'
import type { CommandMap, Progress } from './bindings'
import { CommandError } from './errors'
import { fakeCall, fakeInvoke, fakeListen } from './fake'
import { takeFirst } from './first'

export type { Progress }
export { CommandError, type ErrorCode, type FieldFault } from './errors'

/** Input of the use case `K`. */
export type Input<K extends keyof CommandMap> = CommandMap[K] extends { input: infer I } ? I : never
/** Output of the use case `K`. */
export type Output<K extends keyof CommandMap> = CommandMap[K] extends { output: infer O }
  ? O
  : never

/** Whether the page runs inside the desktop window (else in a plain browser, against the fake). */
export const isDesktop = (): boolean => '__TAURI_INTERNALS__' in window

/** Runs a use case. Throws `CommandError`, and nothing else. */
export async function call<K extends keyof CommandMap>(
  name: K,
  input: Input<K>,
): Promise<Output<K>> {
  const first = takeFirst(name, input)
  if (first) return first.output as Output<K>
  try {
    const output = isDesktop()
      ? await tauriInvoke('call', { name, input })
      : await fakeCall(String(name), input)
    return output as Output<K>
  } catch (cause) {
    throw CommandError.from(cause)
  }
}

/** Runs a command of the desktop shell itself; only `desktop.ts` uses it. */
export async function invokeDesktop<T>(name: string, args: Record<string, unknown>): Promise<T> {
  const first = takeFirst(name, args)
  if (first) return first.output as T
  try {
    return isDesktop() ? await tauriInvoke<T>(name, args) : ((await fakeInvoke(name, args)) as T)
  } catch (cause) {
    throw CommandError.from(cause)
  }
}

/** Listens to an event of the shell; the returned function stops it. */
export async function listen<T>(event: string, handler: (payload: T) => void): Promise<() => void> {
  if (!isDesktop()) return fakeListen(event, handler as (payload: unknown) => void)
  return tauriListen<T>(event, (e) => handler(e.payload))
}

/** Hears of files dropped onto the window until the returned function is called. */
export function onFilesDropped(handler: (paths: string[]) => void): Promise<() => void> {
  return listen<{ paths: string[] }>('tauri://drag-drop', ({ paths }) => {
    if (paths.length > 0) handler(paths)
  })
}

/** Hears that somebody clicked a notification of the desktop until the returned function is called. */
export function onAlertClicked(handler: () => void): Promise<() => void> {
  return listen('open-supervision', handler)
}

/** Reports progress of the background job `job` (`total` 0: not yet known) until the returned function is called. */
export function onProgress(job: string, handler: (p: Progress) => void): Promise<() => void> {
  return listen<Progress>('progress', (p) => {
    if (p.job === job) handler(p)
  })
}
