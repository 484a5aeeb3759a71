/**
 * The running ninth reception day of 川江区 in memory: what the live screen is drawn and
 * tested against in a plain browser. Never part of a release.
 */
import { paper } from '../../../dev/samples'
import type { DemandWords, Entry, Minutes, Quote, SittingDemand } from '../bindings'
import { CommandError } from '../errors'
import { fake } from '../fake'
import { sampleStatus } from './status'
import { demand, settle, sampleMinutes } from './minutesSample'
import { at, DAY, receptionRows } from './sittingSample'
import { namesFor, UNITS } from './namesSample'

const lost = () => new CommandError('not_found', '', '', [])

/** Answers every use case of the live screen from `m`; what was saved is in `m`. */
export function fakeMinutes(m: Minutes = sampleMinutes()): Minutes {
  const voided = new Map<string, Entry>()
  /** Of a joined entry: the one it went into, and its words before. */
  const joined = new Map<string, [string, string]>()
  const voidedDemands = new Map<string, SittingDemand>()
  /** Of a joined demand: the one it went into, and what that one quoted before. */
  const parting = new Map<string, [string, Quote[]]>()
  /** Of a demand split off: the one it came from, its words before and after. */
  const splits = new Map<string, { from: string; whole: DemandWords; left: DemandWords }>()
  /** Of an answered demand: where it stood before. */
  const stood = new Map<string, SittingDemand['state']>()
  const demandOf = (id: string) => {
    const d = m.demands.find((x) => x.id === id)
    if (!d) throw lost()
    return d
  }
  const checked = (given: number, has: number) => {
    if (given !== has) throw new CommandError('conflict', '', '', [])
  }
  fake('get_status', () =>
    sampleStatus({
      today: DAY,
      is_demo: true,
      now: at('10:09'),
      workday_of_month: 17,
      waiting_slips: 5,
      running_reception_id: m.reception.state === 'running' ? m.reception.id : null,
      last_backup: null,
      data_dir: '',
    }),
  )
  fake('list_receptions', ({ year }) => ({
    receptions: (year ?? 2026) === 2026 ? receptionRows(m) : [],
    total: (year ?? 2026) === 2026 ? receptionRows(m).length : 0,
    held: 8,
    received_enterprises: 37,
    stand_ins: 1,
    last_of_series: [],
  }))
  fake('get_reception', () => m.reception)
  fake('start_reception', () => {
    m.reception.state = 'running'
    m.reception.started_at = new Date().toISOString()
    return m.reception
  })
  fake('end_reception', () => {
    m.reception.state = 'held'
    m.reception.ended_at = at('11:20')
    return m.reception
  })
  fake('get_minutes', () => settle(m))
  fake('find_names', ({ query, kinds, limit }) => ({
    hits: namesFor(query, kinds).slice(0, limit),
  }))
  fake('save_attendance', ({ guest_id, unit_id, presence, at: given, note }) => {
    const who = [
      ...m.reception.guests.filter((g) => g.id === guest_id),
      ...m.reception.participants.filter((p) => p.unit_id === unit_id),
    ][0]
    if (!who) throw lost()
    who.presence = presence
    who.presence_note = note
    // As the core: a mark has one time, and who is not here has none.
    const when = given ?? new Date().toISOString()
    if (presence === 'present') {
      who.arrived_at = given ?? who.arrived_at ?? when
      who.left_at = null
    } else if (presence === 'left') who.left_at = when
    else who.arrived_at = who.left_at = null
    return m.reception
  })
  fake('save_agenda_done', ({ position, is_done }) => {
    const item = m.reception.agenda[position]
    if (item) item.is_done = is_done
    return m.reception
  })
  fake('save_entry', (input) => {
    const given: Entry = { ...input, position: 0 }
    for (const key of ['reception_id', 'after']) Reflect.deleteProperty(given, key)
    const old = [...m.entries, ...(m.draft ? [m.draft] : [])].find((e) => e.id === given.id)
    if (old) checked(given.version, old.version)
    const saved = {
      ...given,
      position: old?.position ?? m.entries.length + 1,
      version: (old?.version ?? 0) + 1,
    }
    m.draft = saved.is_draft ? saved : m.draft?.id === saved.id ? null : m.draft
    if (!saved.is_draft) {
      const i = m.entries.findIndex((e) => e.id === saved.id)
      if (i < 0) m.entries.push(saved)
      else m.entries[i] = saved
    }
    return {
      id: saved.id,
      version: saved.version,
      position: saved.position,
      saved_at: new Date().toISOString(),
    }
  })
  fake('void_entry', ({ id }) => {
    const e = m.entries.find((x) => x.id === id)
    if (e) voided.set(id, e)
    m.entries = m.entries.filter((x) => x.id !== id)
    return settle(m)
  })
  fake('restore_entry', ({ id }) => {
    const e = voided.get(id)
    if (!e) throw lost()
    m.entries.push({ ...e, version: e.version + 2 })
    m.entries.sort((a, b) => a.position - b.position)
    const [into, text] = joined.get(id) ?? []
    const goal = m.entries.find((x) => x.id === into)
    if (goal && text !== undefined) Object.assign(goal, { text, version: goal.version + 1 })
    joined.delete(id)
    return settle(m)
  })
  fake('split_entry', ({ id, at: cut, new_id }) => {
    const i = m.entries.findIndex((e) => e.id === id)
    const e = m.entries[i]
    if (!e) throw lost()
    const chars = [...e.text]
    m.entries.splice(i + 1, 0, {
      ...e,
      id: new_id,
      position: e.position + 0.5,
      text: chars.slice(cut).join(''),
      version: 1,
    })
    e.text = chars.slice(0, cut).join('')
    e.version += 1
    return settle(m)
  })
  fake('merge_entry', ({ id }) => {
    const i = m.entries.findIndex((e) => e.id === id)
    const e = m.entries[i]
    const before = m.entries
      .slice(0, i)
      .filter((x) => x.guest_id === e?.guest_id)
      .at(-1)
    if (!before || !e) throw lost()
    voided.set(id, e)
    joined.set(id, [before.id, before.text])
    before.text += e.text
    before.version += 1
    m.entries.splice(i, 1)
    return settle(m)
  })
  fake('raise_demand', ({ id, guest_id, quote, fields }) => {
    m.demands.push(demand(id, guest_id, [quote], fields))
    settle(m)
    return demandOf(id)
  })
  fake('save_demand_fields', ({ id, version, fields }) => {
    const d = demandOf(id)
    checked(version, d.version)
    const nameOf = (u: string) => UNITS.find((x) => x.id === u)?.name ?? ''
    const { lead_unit: lead, responsible_person: person } = d.fields
    const isMoved = lead !== null && lead !== fields.lead_unit
    d.fields = {
      ...fields,
      // As the core: nobody goes along to another unit.
      responsible_person:
        isMoved && fields.responsible_person === person ? '' : fields.responsible_person,
      lead_unit_name: fields.lead_unit ? nameOf(fields.lead_unit) : '',
      assisting_unit_names: fields.assisting_units.map(nameOf),
    }
    d.version += 1
    settle(m)
    return d
  })
  fake('split_demand', ({ id, new_id, title, quote, left, taken }) => {
    const d = demandOf(id)
    const next = demand(new_id, d.guest_id ?? '', quote ? [quote] : d.quotes, {
      ...d.fields,
      ...taken,
      title,
    })
    const { facts, request, requirement } = d.fields
    splits.set(new_id, { from: id, whole: { facts, request, requirement }, left })
    d.fields = { ...d.fields, ...left }
    d.version += 1
    m.demands.splice(m.demands.indexOf(d) + 1, 0, next)
    return settle(m)
  })
  fake('take_back_split', ({ id, version }) => {
    const d = demandOf(id)
    checked(version, d.version)
    const split = splits.get(id)
    if (!split) throw lost()
    const first = demandOf(split.from)
    first.fields = { ...first.fields, ...split.whole }
    first.version += 1
    voidedDemands.set(id, d)
    m.demands = m.demands.filter((x) => x !== d)
    return {}
  })
  fake('merge_demand', ({ id, into }) => {
    const d = demandOf(id)
    const goal = demandOf(into)
    voidedDemands.set(id, d)
    parting.set(id, [into, [...goal.quotes]])
    goal.quotes = [...goal.quotes, ...d.quotes]
    goal.version += 1
    m.demands = m.demands.filter((x) => x !== d)
    return settle(m)
  })
  fake('void_demand', ({ id }) => {
    voidedDemands.set(id, demandOf(id))
    m.demands = m.demands.filter((d) => d.id !== id)
    return {}
  })
  fake('restore_demand', ({ id }) => {
    const d = voidedDemands.get(id)
    if (!d || m.demands.some((x) => x.id === id)) throw lost()
    m.demands.push({ ...d, version: d.version + 2 })
    const split = splits.get(id)
    const first = m.demands.find((x) => x.id === split?.from)
    if (split && first) {
      first.fields = { ...first.fields, ...split.left }
      first.version += 1
    }
    const [into, quotes] = parting.get(id) ?? []
    const goal = m.demands.find((x) => x.id === into)
    if (goal && quotes) Object.assign(goal, { quotes, version: goal.version + 1 })
    parting.delete(id)
    return {}
  })
  fake('answer_on_site', ({ id, answer, answered_by }) => {
    const d = demandOf(id)
    stood.set(id, d.state)
    Object.assign(d, { state: 'answered_on_site', answer, answered_by })
    d.version += 1
    // The screen reads the record again; of the demand's own page it takes the version alone.
    return { version: d.version } as never
  })
  fake('take_back_answer', ({ id, version }) => {
    const d = demandOf(id)
    checked(version, d.version)
    Object.assign(d, { state: stood.get(id) ?? 'draft', answer: '', answered_by: '' })
    d.version += 1
    return { version: d.version } as never
  })
  fake('preview_sitting', () => ({
    pages: [paper],
    missing: settle(m).missing,
    missing_glyphs: [],
  }))
  fake('compose_slip', () => ({ id: 's1' }) as never)
  return m
}
