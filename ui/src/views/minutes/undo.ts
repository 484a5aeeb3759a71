/** What `Ctrl Z` takes back, newest first, and what `Ctrl Shift Z` brings again. */
const DEPTH = 50

type Step = () => unknown

export function createUndo() {
  const steps: Step[] = []
  const undone: Step[] = []
  const keep = (list: Step[], step: Step) => {
    list.push(step)
    if (list.length > DEPTH) list.shift()
  }
  return {
    /** An act was done; `step` takes it back. */
    push: (step: Step): void => keep(steps, step),
    /** An act was taken back; `step` brings it again. */
    pushUndone: (step: Step): void => keep(undone, step),
    /** Takes the newest act back. */
    back: async (): Promise<void> => void (await steps.pop()?.()),
    /** Brings back what was taken back last. */
    again: async (): Promise<void> => void (await undone.pop()?.()),
  }
}
