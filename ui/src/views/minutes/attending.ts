/** Who is here, and what of the agenda is done. */
import type { Ref } from 'vue'
import type { Minutes, Presence } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import type { createUndo, Step } from './undo'

/** What the acts need of the sitting around them. */
export interface AttendingScope {
  id: string
  minutes: Ref<Minutes | null>
  undo: ReturnType<typeof createUndo>
  act: <T>(body: () => Promise<T>) => Promise<T | null>
}

interface Mark {
  guest?: string
  unit?: string
  presence: Presence
  /** When it was so; null: now. */
  at: string | null
  note: string
}

export function createAttending({ id, minutes, undo, act }: AttendingScope) {
  /** What is on record of a guest or a unit. */
  function recorded({ guest, unit }: Mark): Mark | null {
    const reception = minutes.value?.reception
    const was = guest
      ? reception?.guests.find((g) => g.id === guest)
      : reception?.participants.find((p) => p.unit_id === unit)
    if (!was) return null
    const at = { present: was.arrived_at, left: was.left_at }[was.presence as string] ?? null
    return { guest, unit, presence: was.presence, at, note: was.presence_note }
  }

  const marked =
    (mark: Mark): Step =>
    () =>
      act(async () => {
        const was = recorded(mark)
        const reception = await call('save_attendance', {
          reception_id: id,
          guest_id: mark.guest ?? null,
          unit_id: mark.unit ?? null,
          presence: mark.presence,
          at: mark.at,
          note: mark.note,
        })
        if (minutes.value) minutes.value.reception = reception
        return was && marked(was)
      })

  async function attend(who: { guest?: string; unit?: string }, presence: Presence, note = '') {
    undo.push(await marked({ ...who, presence, at: null, note })())
  }

  const ticked =
    (position: number, isDone: boolean): Step =>
    () =>
      act(async () => {
        const reception = await call('save_agenda_done', {
          reception_id: id,
          position,
          is_done: isDone,
        })
        if (minutes.value) minutes.value.reception = reception
        return ticked(position, !isDone)
      })

  async function setAgendaDone(position: number, isDone: boolean) {
    undo.push(await ticked(position, isDone)())
  }

  return { attend, setAgendaDone }
}
