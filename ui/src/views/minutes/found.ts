/** A found entry (`?entry=<id>`): brought into sight and marked for a moment. */
import { nextTick, onUnmounted, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { Sitting } from './sitting'

/** How long a found entry stays marked, in milliseconds. */
export const FOUND_MS = 3000

/** Follows the address of the screen; `turnTo` shows the part of the record an entry is in. */
export function useFoundEntry(sitting: Sitting, turnTo: (guestId: string | null) => void): void {
  const route = useRoute()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function show(id: string) {
    const entry = sitting.entries.find((e) => e.id === id)
    if (!entry) {
      sitting.notice = '找到的那条记录已经作废，或者并入了别的记录。'
      return
    }
    turnTo(entry.guest_id)
    // The record first goes to its own place, then to the entry.
    await nextTick()
    await nextTick()
    document.querySelector(`[data-entry="${id}"]`)?.scrollIntoView({ block: 'center' })
    sitting.found = id
    clearTimeout(timer)
    timer = setTimeout(() => (sitting.found = null), FOUND_MS)
  }

  watch(
    () => route.query.entry,
    (id) => {
      if (route.name === 'minutes' && typeof id === 'string') void show(id)
    },
    { immediate: true, flush: 'post' },
  )
  onUnmounted(() => clearTimeout(timer))
}
