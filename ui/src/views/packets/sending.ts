/** Sending work packets: which units, where to, and what was made. */
import { computed, reactive, ref, shallowRef } from 'vue'
import type { PacketUnit, PacketsMade } from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { chooseFolder } from '@/bridge/desktop'
import { createLongWork } from '@/longWork'
import { markSaved } from '@/shell'

export type Sending = ReturnType<typeof createSending>

export function createSending() {
  const work = createLongWork('packets')
  const units = shallowRef<PacketUnit[] | null>(null)
  const ticked = reactive(new Set<string>())
  const cursor = ref(0)
  const error = shallowRef<CommandError | null>(null)
  const made = shallowRef<PacketsMade | null>(null)

  const current = computed(() => units.value?.[cursor.value])
  const chosen = computed(() => (units.value ?? []).filter((u) => ticked.has(u.id)))
  const tasks = computed(() => chosen.value.reduce((sum, u) => sum + u.tasks, 0))
  const isAll = computed(() => chosen.value.length === units.value?.length)

  /** Reads who has something to do; all are ticked. */
  async function load() {
    cursor.value = 0
    error.value = null
    made.value = null
    try {
      const found = await call('list_packet_units', {})
      units.value = found.units
      ticked.clear()
      for (const unit of found.units) ticked.add(unit.id)
    } catch (cause) {
      units.value = []
      error.value = CommandError.from(cause)
    }
  }

  function toggle(unit: PacketUnit | undefined) {
    if (unit && !ticked.delete(unit.id)) ticked.add(unit.id)
  }

  function toggleAll() {
    const all = isAll.value
    ticked.clear()
    if (!all) for (const unit of units.value ?? []) ticked.add(unit.id)
  }

  const move = (to: number) => {
    cursor.value = Math.max(0, Math.min((units.value?.length ?? 1) - 1, to))
  }

  /** Asks for the folder and has the packets made there. */
  async function send() {
    if (chosen.value.length === 0 || made.value || work.state.isRunning) return
    error.value = null
    try {
      const folder = await chooseFolder('把工作包存到哪个文件夹')
      if (folder === null) return
      const ids = chosen.value.map((u) => u.id)
      const done = await work.run((job) => call('make_packets', { units: ids, folder, job }))
      if (!done) return
      made.value = done
      markSaved()
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }

  /** She has read what went wrong. */
  const forget = () => {
    error.value = null
  }

  return reactive({
    progress: work.state,
    cancel: work.cancel,
    units,
    ticked,
    cursor,
    current,
    chosen,
    tasks,
    isAll,
    error,
    forget,
    made,
    load,
    toggle,
    toggleAll,
    move,
    send,
  })
}
