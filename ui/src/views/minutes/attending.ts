/** Who is here, and what of the agenda is done. */
import type { Ref } from 'vue'
import type { Minutes, Presence } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import type { createUndo, Step } from './undo'

/** What the acts need of the sitting around them. */
export interface AttendingScope {
  id: string
  minutes: Ref<Minutes | null>
  undo: ReturnType<typeof createUndo>
  act: <T>(body: () => Promise<T>) => Promise<T | null>
}

interface Who {
  guest?: string
  unit?: string
}
interface Mark {
  presence: Presence
  /** When it was so; null: now. */
  at: string | null
}

export function createAttending({ id, minutes, undo, act }: AttendingScope) {
  /** The marks that make what is on record of a guest or a unit, and the note on it. */
  function recorded({ guest, unit }: Who): { marks: Mark[]; note: string } | null {
    const reception = minutes.value?.reception
    const was = guest
      ? reception?.guests.find((g) => g.id === guest)
      : reception?.participants.find((p) => p.unit_id === unit)
    if (!was) return null
    const { presence, arrived_at, left_at, presence_note: note } = was
    if (presence !== 'left') {
      return { marks: [{ presence, at: presence === 'present' ? arrived_at : null }], note }
    }
    // A mark carries one time, and being absent clears both: who left came first.
    const before: Mark = { presence: arrived_at ? 'present' : 'expected', at: arrived_at }
    return { marks: [before, { presence, at: left_at }], note }
  }

  const marked =
    (who: Who, marks: Mark[], note: string): Step =>
    () =>
      act(async () => {
        const was = recorded(who)
        if (!was) {
          throw new CommandError('precondition_failed', '', '名单里已没有这一方。', [])
        }
        for (const { presence, at } of marks) {
          const reception = await call('save_attendance', {
            reception_id: id,
            guest_id: who.guest ?? null,
            unit_id: who.unit ?? null,
            presence,
            at,
            note,
          })
          if (minutes.value) minutes.value.reception = reception
        }
        return marked(who, was.marks, was.note)
      })

  async function attend(who: Who, presence: Presence, note = '') {
    const marks = [{ presence, at: null }]
    await undo.inTurn(async (keep) => keep(await marked(who, marks, note)()))
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
    await undo.inTurn(async (keep) => keep(await ticked(position, isDone)()))
  }

  return { attend, setAgendaDone }
}
