/** What `Ctrl Z` takes back, newest first, and what `Ctrl Shift Z` brings again. */
const DEPTH = 50

/** Does something, and returns what takes it back; nothing when it was refused or is not there. */
export type Step = () => Promise<Step | null | undefined>

export function createUndo() {
  const steps: Step[] = []
  const undone: Step[] = []
  const keep = (list: Step[], step: Step | null | undefined) => {
    if (!step) return
    list.push(step)
    if (list.length > DEPTH) list.shift()
  }
  return {
    /** An act was done; `step` takes it back. Every act of the sitting keeps one: `Ctrl Z` must
     * never reach past the newest act to an older one. */
    push: (step: Step | null | undefined): void => keep(steps, step),
    /** Takes the newest act back. */
    back: async (): Promise<void> => keep(undone, await steps.pop()?.()),
    /** Brings back what was taken back last. */
    again: async (): Promise<void> => keep(steps, await undone.pop()?.()),
  }
}
