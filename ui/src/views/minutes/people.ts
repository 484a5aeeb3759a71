/** Who can be speaking, in the order in which one key reaches them. */
import type { Guest, ReceptionDetail, Speaker } from '@/bridge/bindings'

export interface Voice {
  speaker: Speaker
  name: string
  /** Unit, leader or enterprise. */
  ref: string | null
}

/** The leader in the chair. */
export const chairOf = (r: ReceptionDetail) =>
  r.is_stand_in_presiding && r.stand_in ? r.stand_in : r.leader

/** Units that are here, each with its person, for `Alt 5`–`Alt 9` and `F2`. */
export const unitVoices = (r: ReceptionDetail): Voice[] =>
  r.participants
    .filter((p) => p.presence === 'present' || p.presence === 'expected')
    .sort((a, b) => Number(b.presence === 'present') - Number(a.presence === 'present'))
    .map((p) => ({
      speaker: 'unit',
      name: [p.unit_name, p.person].filter(Boolean).join(' '),
      ref: p.unit_id,
    }))

/** The leader in the chair, then those who accompany. */
export const leaderVoices = (r: ReceptionDetail): Voice[] =>
  [chairOf(r), ...r.accompanying].map((l) => ({ speaker: 'leader', name: l.name, ref: l.id }))

/**
 * Who speaks when the key of a kind is struck; struck again, the next of that kind.
 * A unit is never guessed when several are here and none has spoken: a wrong name in a
 * record is worse than an empty one.
 */
export function voiceOf(
  speaker: Speaker,
  reception: ReceptionDetail,
  guest: Guest | null,
  now: Voice,
  lastUnit: Voice | null,
): Voice {
  if (speaker === 'enterprise') {
    return { speaker, name: guest?.representative ?? '', ref: guest?.enterprise_id ?? null }
  }
  if (speaker === 'aside') return { speaker, name: '', ref: null }
  const all = speaker === 'leader' ? leaderVoices(reception) : unitVoices(reception)
  if (now.speaker === speaker) {
    const here = all.findIndex((v) => v.ref === now.ref)
    return all[(here + 1) % Math.max(1, all.length)] ?? now
  }
  if (speaker === 'unit') {
    return lastUnit ?? (all.length === 1 ? all[0] : null) ?? { speaker, name: '', ref: null }
  }
  return all[0] ?? { speaker, name: '', ref: null }
}
