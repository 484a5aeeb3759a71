/** A list of the directory that is added to, changed in a drawer and taken from with a reason. */
import { reactive, ref, shallowRef } from 'vue'
import { CommandError } from '@/bridge/errors'
import type { AnyForm } from '@/components/form/form'

interface Kept {
  id: string
  version: number
}

/**
 * `read` asks the core for the rows; an answer that `read` returns null for came too late. `remove`
 * takes one out.
 */
export function createRoster<Row extends Kept>(
  read: () => Promise<Row[] | null>,
  formOf: (one: Row | null) => AnyForm,
  remove: (one: Kept & { reason: string }) => Promise<unknown>,
) {
  const rows = shallowRef<Row[]>([])
  const error = shallowRef<CommandError | null>(null)
  const form = shallowRef<AnyForm | null>(null)
  const asked = shallowRef<Row | null>(null)
  const isAsking = ref(false)

  async function run(work: () => Promise<void>) {
    try {
      await work()
      error.value = null
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }
  const load = () =>
    run(async () => {
      rows.value = (await read()) ?? rows.value
    })
  /** Opens the drawer for a new one, or for changing one. */
  const begin = (one: Row | null = null) => {
    form.value = formOf(one)
  }
  const close = () => {
    form.value = null
  }
  async function saved() {
    close()
    await load()
  }
  function ask(one: Row) {
    asked.value = one
    isAsking.value = true
  }
  async function take(reason: string) {
    const one = asked.value
    isAsking.value = false
    if (!one) return
    await run(async () => {
      await remove({ id: one.id, version: one.version, reason })
      rows.value = (await read()) ?? rows.value
    })
  }
  const forget = () => {
    error.value = null
  }
  return reactive({
    rows,
    error,
    form,
    asked,
    isAsking,
    load,
    begin,
    close,
    saved,
    ask,
    take,
    forget,
  })
}
