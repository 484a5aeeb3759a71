/** What nobody expected: errors no view took. Shown in one quiet bar, never lost silently. */
import { shallowRef, type App } from 'vue'
import type { Router } from 'vue-router'
import { CommandError } from './bridge/errors'

/** The latest unexpected error; null when there is none to tell. */
export const fault = shallowRef<CommandError | null>(null)

/** Tells an error that no view took. */
export function tellFault(cause: unknown): void {
  const error = CommandError.from(cause)
  // She cancelled it herself.
  if (error.code !== 'cancelled') fault.value = error
}

/** Catches errors of components, of promises and of screens that could not be loaded. */
export function installFaults(app: App, router: Router): void {
  app.config.errorHandler = (cause) => tellFault(cause)
  router.onError((cause) => tellFault(cause))
  window.addEventListener('unhandledrejection', (e) => {
    e.preventDefault()
    tellFault(e.reason)
  })
}
