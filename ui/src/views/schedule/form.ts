/** The form of a reception: what is typed, and what is sent. */
import type {
  AgendaItem,
  Guest,
  LastOfSeries,
  Participant,
  ReceptionDetail,
  ReceptionKind,
  ReceptionRow,
  SaveReception,
  Venue,
} from '@/bridge/bindings'
import { termLabel } from '@/labels'
import { leaderPick, type NamePick } from '@/names'

export interface GuestForm extends Guest {
  /** A chosen 委托书 of a guest the core does not know yet. */
  mandatePath: string | null
}

export interface ReceptionForm {
  id: string | null
  version: number
  kind: ReceptionKind
  venue: Venue
  title: string
  /** 总期号; none without a series. */
  series_number: number | null
  held_on: string | null
  starts: string | null
  ends: string | null
  place: string
  leader: NamePick | null
  stand_in: NamePick | null
  is_stand_in_presiding: boolean
  accompanying: NamePick[]
  theme: string
  host: string
  recorder: string
  participants: Participant[]
  guests: GuestForm[]
  agenda: AgendaItem[]
  note: string
}

const DIGITS = '零一二三四五六七八九'

/** As in 第九期: 九, 十, 二十一; beyond 99 in figures. */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n] ?? ''
  if (n > 99) return String(n)
  const tens = Math.floor(n / 10)
  return `${tens === 1 ? '' : DIGITS[tens]}十${n % 10 ? DIGITS[n % 10] : ''}`
}

const NAMES: Partial<Record<ReceptionKind, string>> = { reception_day: '民营企业接待日' }

const WORDS = new Map(Array.from({ length: 99 }, (_, n) => [chineseNumber(n + 1), n + 1]))

/** The 第…期 of a title; 0 without one. */
function numberIn(title: string): number {
  const word = /^第(.+?)期/.exec(title)?.[1] ?? ''
  return WORDS.get(word) ?? (Number(word) || 0)
}

/**
 * Title and series number of the next reception of the kind. The series goes on over the years; an
 * office counts its titles by the year or from its first sitting.
 */
export function suggestTitle(
  kind: ReceptionKind,
  rows: ReceptionRow[],
  lasts: LastOfSeries[],
): { title: string; series_number: number } {
  const same = rows.filter((r) => r.kind === kind && r.state !== 'cancelled')
  const last = lasts.find((l) => l.kind === kind)
  const ofYear = Math.max(0, ...same.map((r) => numberIn(r.title))) || same.length
  const isOnward = last !== undefined && numberIn(last.title) === last.number
  const number = ofYear || (isOnward ? last.number : 0)
  return {
    title: `第${chineseNumber(number + 1)}期${NAMES[kind] ?? termLabel('ReceptionKind', kind)}`,
    series_number: (last?.number || same.length) + 1,
  }
}

const minutes = (time: string | null) => (time ? time.slice(0, 5) : null)
const wire = (time: string | null) => (time ? `${time}:00` : null)

export function emptyForm(
  rows: ReceptionRow[],
  lasts: LastOfSeries[],
  held_on: string | null,
): ReceptionForm {
  return {
    id: null,
    version: 0,
    kind: 'reception_day',
    venue: 'hall',
    ...suggestTitle('reception_day', rows, lasts),
    held_on,
    starts: '09:00',
    ends: '11:30',
    place: '',
    leader: null,
    stand_in: null,
    is_stand_in_presiding: false,
    accompanying: [],
    theme: '',
    host: '',
    recorder: '',
    participants: [],
    guests: [],
    agenda: [],
    note: '',
  }
}

const leaders = (list: ReceptionDetail['accompanying']) => list.flatMap((l) => leaderPick(l) ?? [])

export function formOf(d: ReceptionDetail): ReceptionForm {
  return {
    id: d.id,
    version: d.version,
    kind: d.kind,
    venue: d.venue,
    title: d.title,
    series_number: d.series_number || null,
    held_on: d.held_on,
    starts: minutes(d.starts),
    ends: minutes(d.ends),
    place: d.place,
    leader: leaderPick(d.leader),
    stand_in: leaderPick(d.stand_in),
    is_stand_in_presiding: d.is_stand_in_presiding,
    accompanying: leaders(d.accompanying),
    theme: d.theme,
    host: d.host,
    recorder: d.recorder,
    participants: d.participants,
    guests: d.guests.map((g) => ({ ...g, slot: minutes(g.slot), mandatePath: null })),
    agenda: d.agenda.map((a) => ({ ...a, slot: minutes(a.slot) })),
    note: d.note,
  }
}

/** What the form lacks before it can be sent, by field. */
export function lacks(form: ReceptionForm): Record<string, string> {
  const found: Record<string, string> = {}
  if (form.title.trim() === '') found.title = '请写活动名称。'
  if (!form.held_on) found.held_on = '请定日期。'
  if (!form.starts) found.starts = '请定开始时间。'
  if (form.starts && form.ends && form.ends <= form.starts) found.ends = '结束时间要晚于开始时间。'
  if (!form.leader) found.leader_id = '请选接待领导。'
  if (form.is_stand_in_presiding && !form.stand_in) found.stand_in_id = '替补主持时请选替补领导。'
  form.guests.forEach((g, i) => {
    if (g.representative.trim()) return
    found[`guests.${i}.representative`] = '请写明这家企业谁来，填代表姓名。'
  })
  form.agenda.forEach((a, i) => {
    if (a.title.trim() || isBlank(a)) return
    found[`agenda.${i}.title`] = '请写这一项的内容，不要这一项就去掉。'
  })
  return found
}

/** A row left empty is no item of the agenda. */
export const isBlank = (a: AgendaItem) => !a.slot && !a.title.trim() && !a.note.trim()

/** The form as the core takes it; null while something is lacking. */
export function inputOf(form: ReceptionForm): SaveReception | null {
  const { leader, held_on, starts } = form
  if (!leader || !held_on || !starts) return null
  return {
    id: form.id,
    version: form.version,
    kind: form.kind,
    venue: form.venue,
    title: form.title.trim(),
    series_number: form.series_number ?? 0,
    held_on,
    starts: `${starts}:00`,
    ends: wire(form.ends),
    place: form.place.trim(),
    leader_id: leader.id,
    stand_in_id: form.stand_in?.id ?? null,
    is_stand_in_presiding: form.is_stand_in_presiding,
    accompanying: form.accompanying.map((l) => l.id),
    theme: form.theme.trim(),
    host: form.host.trim(),
    recorder: form.recorder.trim(),
    participants: form.participants,
    guests: form.guests.map(guestOf),
    agenda: form.agenda.filter((a) => !isBlank(a)).map((a) => ({ ...a, slot: wire(a.slot) })),
    note: form.note.trim(),
  }
}

function guestOf(guest: GuestForm): Guest {
  const sent: Guest & Partial<GuestForm> = { ...guest, slot: wire(guest.slot) }
  delete sent.mandatePath
  return sent
}

/** A guest row for an enterprise just picked. */
export function newGuest(enterpriseId: string, name: string): GuestForm {
  return {
    id: null,
    enterprise_id: enterpriseId,
    enterprise_name: name,
    enterprise_short_name: '',
    representative: '',
    post: '',
    phone: '',
    capacity: 'legal_representative',
    mandate_id: null,
    slot: null,
    topic: '',
    presence: 'expected',
    arrived_at: null,
    left_at: null,
    presence_note: '',
    demands: 0,
    mandatePath: null,
  }
}
