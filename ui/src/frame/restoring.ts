/** Restoring a backup into a new folder: choose, restore, say what came back. */
import { reactive } from 'vue'
import type { RestoreOutcome } from '@/bridge/bindings'
import { CommandError } from '@/bridge/call'
import { chooseFolder } from '@/bridge/desktop'

/** `restore` is the use case while an office is open, else the shell's own command. */
export function createRestore(restore: (backup: string, into: string) => Promise<RestoreOutcome>) {
  const state = reactive({
    isRunning: false,
    outcome: null as RestoreOutcome | null,
    error: null as CommandError | null,
  })

  /** Asks where to, then restores. The backup itself stays as it is. */
  async function run(backup: string): Promise<void> {
    if (state.isRunning) return
    state.error = null
    state.outcome = null
    try {
      const into = await chooseFolder('恢复到哪个文件夹（要新的或空的）')
      if (into === null) return
      state.isRunning = true
      state.outcome = await restore(backup, into)
    } catch (cause) {
      state.error = CommandError.from(cause)
    } finally {
      state.isRunning = false
    }
  }

  /** As `run`, with a backup folder she chooses first. */
  async function runChosen(): Promise<void> {
    const backup = await chooseFolder('选一份备份所在的文件夹').catch((cause: unknown) => {
      state.error = CommandError.from(cause)
      return null
    })
    if (backup !== null) await run(backup)
  }
  const dismiss = () => {
    state.error = null
  }
  return { state, run, runChosen, dismiss }
}

export type Restore = ReturnType<typeof createRestore>
