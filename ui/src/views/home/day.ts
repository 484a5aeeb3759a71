/** Today's reception on the workbench: its agenda as a scale, its clock, what is not ready. */
import { clock } from '@/format/dates'
import type { DueBar, Guest, ReceptionDetail } from '@/bridge/bindings'
import { isRest } from './bars'

export interface Slot {
  key: string
  /** `9:20`. */
  time: string
  title: string
  note: string
  /** The note asks for something before the door opens. */
  isOpen: boolean
  isGuest: boolean
  isDone: boolean
  /** Minutes until the next slot, for the width of its stretch. */
  minutes: number
}

const LAST_MINUTES = 30

/** Minutes of the day of `09:20` or `09:20:00`. */
export const minutesOf = (time: string): number => {
  const [h = 0, m = 0] = time.split(':').map(Number)
  return h * 60 + m
}

/** `9:20` from `09:20:00`. */
export const shortTime = (time: string): string => time.slice(0, 5).replace(/^0/, '')

/** Words under an enterprise: demands, and whether it is there or still lacks its mandate. */
export function guestNote(g: Guest): { note: string; isOpen: boolean } {
  const demands = g.demands > 0 ? `${g.demands} 项` : ''
  const lacksMandate = g.capacity === 'authorised' && g.mandate_id === null
  const words: Record<Guest['presence'], string> = {
    expected: lacksMandate ? '委托书未核' : '',
    present: lacksMandate ? '委托书未核' : '已到',
    left: '已离场',
    excused: '请假',
    absent: '缺席',
  }
  const isOpen = words[g.presence] === '委托书未核'
  return { note: [demands, words[g.presence]].filter(Boolean).join('　'), isOpen }
}

/** Agenda and enterprises in the order of their time. What has no time stands at the end. */
export function slotsOf(r: ReceptionDetail): Slot[] {
  const rows = [
    ...r.agenda.map((a, i) => ({
      key: `a${i}`,
      slot: a.slot,
      title: a.title,
      note: a.note,
      isOpen: false,
      isGuest: false,
      isDone: a.is_done,
    })),
    ...r.guests.map((g, i) => ({
      key: g.id ?? `g${i}`,
      slot: g.slot,
      title: g.enterprise_short_name || g.enterprise_name,
      ...guestNote(g),
      isGuest: true,
      isDone: g.presence === 'left',
    })),
  ]
  const order = (slot: string | null) => (slot === null ? Number.MAX_SAFE_INTEGER : minutesOf(slot))
  // `sort` is stable: what begins together keeps the order of the agenda.
  rows.sort((a, b) => order(a.slot) - order(b.slot))
  return rows.map(({ slot, ...row }, i) => {
    const next = rows[i + 1]?.slot ?? r.ends
    const minutes = slot && next ? minutesOf(next) - minutesOf(slot) : LAST_MINUTES
    return {
      ...row,
      time: slot ? shortTime(slot) : '',
      minutes: minutes > 0 ? minutes : LAST_MINUTES,
    }
  })
}

/** `还有 24 分钟`, `还有 2 小时 5 分`, `已过 12 分钟`; `进行中` once it is started. */
export function clockWords(r: ReceptionDetail, now: Date): string {
  if (r.state === 'running') return '进行中'
  const left = minutesOf(r.starts) - minutesOf(clock(now))
  if (left < 0) return `已过 ${lengthWords(-left)}`
  return left === 0 ? '现在开始' : `还有 ${lengthWords(left)}`
}

function lengthWords(minutes: number): string {
  const h = Math.floor(minutes / 60)
  if (h === 0) return `${minutes} 分钟`
  return minutes % 60 === 0 ? `${h} 小时` : `${h} 小时 ${minutes % 60} 分`
}

/** `本月第 15 个工作日`; on a rest day how many are over. `bars` tell what day today is. */
export function workdayWords(count: number, today: string, bars: DueBar[]): string {
  const bar = bars.find((b) => b.date === today)
  return bar && isRest(bar) ? `今天休息，本月已过 ${count} 个工作日` : `本月第 ${count} 个工作日`
}
