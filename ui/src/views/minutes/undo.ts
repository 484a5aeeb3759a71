/** What `Ctrl Z` takes back, newest first. */
const DEPTH = 50

export interface UndoStep {
  what: string
  run: () => unknown
}

export function createUndo() {
  const steps: UndoStep[] = []
  return {
    push: (what: string, run: () => unknown): void => {
      steps.push({ what, run })
      if (steps.length > DEPTH) steps.shift()
    },
    /** Takes the newest act back. False when there is none. */
    back: async (): Promise<boolean> => {
      const step = steps.pop()
      await step?.run()
      return step !== undefined
    },
    clear: (): void => void (steps.length = 0),
  }
}
