/** Work of the core that takes a while: its progress, shown after 300 ms, and 取消. */
import { reactive } from 'vue'
import { call, CommandError, onProgress } from './bridge/call'

export const SLOW_MS = 300

export function createLongWork(name: string) {
  const state = reactive({ job: '', isRunning: false, isSlow: false, done: 0, total: 0 })

  /**
   * Runs `body` with the name of its job. Null: it runs already, or somebody cancelled it.
   * Throws `CommandError` otherwise.
   */
  async function run<T>(body: (job: string) => Promise<T>): Promise<T | null> {
    if (state.isRunning) return null
    const job = `${name}-${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0]}`
    Object.assign(state, { job, isRunning: true, isSlow: false, done: 0, total: 0 })
    const slow = setTimeout(() => (state.isSlow = true), SLOW_MS)
    let stop: (() => void) | undefined
    try {
      stop = await onProgress(job, (p) => Object.assign(state, { done: p.done, total: p.total }))
      return await body(job)
    } catch (cause) {
      const error = CommandError.from(cause)
      if (error.code === 'cancelled') return null
      throw error
    } finally {
      clearTimeout(slow)
      stop?.()
      Object.assign(state, { isRunning: false, isSlow: false })
    }
  }

  /** Asks the core to stop; what it has done so far is taken back by the core. */
  async function cancel(): Promise<void> {
    if (state.isRunning) await call('cancel_job', { job: state.job }).catch(() => undefined)
  }

  return { state, run, cancel }
}
