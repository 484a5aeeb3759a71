/** 联系: who looks after which enterprise, and the forms that begin, end and fill it. */
import { reactive, shallowRef, watch } from 'vue'
import type { Link, LinkKind, LinkQuery, LinkVisit } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { defineForm, idOf, type AnyForm } from '@/components/form/form'
import { termLabel, termOptions } from '@/labels'
import { searchNames, type NamePick } from '@/names'

export const whoOf = (link: Link): string => link.leader?.name ?? link.officer

/** Whom a new link is of already: the page it is begun on. */
export interface LinkStart {
  enterprise?: NamePick
  leader?: NamePick
}

export function linkForm(start: LinkStart, today: string, link: Link | null): AnyForm<Link> {
  interface V {
    kind: LinkKind
    enterprise: NamePick | null
    leader: NamePick | null
    unit: NamePick | null
    officer: string
    phone: string
    from_on: string | null
    note: string
  }
  const isNew = link === null
  const isOfficer = (v: V) => v.kind === 'service_officer'
  return defineForm<V, Link>({
    id: link ? `link-${link.id}` : 'link',
    title: link ? `${whoOf(link)}联系${link.enterprise_name}` : '新的联系',
    action: '保存',
    fields: [
      {
        name: 'kind',
        label: '方式',
        control: { kind: 'choice', options: termOptions('LinkKind') },
        when: () => isNew && !start.leader,
      },
      {
        name: 'enterprise',
        label: '企业或商会',
        control: { kind: 'pick', search: searchNames('enterprise') },
        required: true,
        at: 'enterprise_id',
        when: () => isNew && !start.enterprise,
      },
      {
        name: 'leader',
        label: '领导',
        control: { kind: 'pick', search: searchNames('leader') },
        required: true,
        at: 'leader_id',
        when: (v) => isNew && !start.leader && !isOfficer(v),
      },
      {
        name: 'unit',
        label: '单位',
        control: { kind: 'pick', search: searchNames('unit') },
        required: true,
        at: 'unit_id',
        when: (v) => isNew && isOfficer(v),
      },
      {
        name: 'officer',
        label: '服务专员',
        control: { kind: 'line' },
        required: true,
        half: true,
        when: isOfficer,
      },
      { name: 'phone', label: '电话', control: { kind: 'line' }, half: true, when: isOfficer },
      { name: 'from_on', label: '开始日期', control: { kind: 'date' }, required: true },
      { name: 'note', label: '备注', control: { kind: 'line' } },
    ],
    initial: {
      kind: link?.kind ?? 'leader',
      enterprise: start.enterprise ?? null,
      leader: start.leader ?? null,
      unit: null,
      officer: link?.officer ?? '',
      phone: link?.phone ?? '',
      from_on: link?.from_on ?? today,
      note: link?.note ?? '',
    },
    save: (v) =>
      call('save_link', {
        id: link?.id ?? null,
        version: link?.version ?? 0,
        kind: v.kind,
        enterprise_id: link?.enterprise_id ?? idOf(v.enterprise) ?? '',
        leader_id: link?.leader?.id ?? (isOfficer(v) ? null : idOf(v.leader)),
        unit_id: link?.unit_id ?? (isOfficer(v) ? idOf(v.unit) : null),
        officer: v.officer,
        phone: v.phone,
        from_on: v.from_on ?? '',
        note: v.note,
      }),
  })
}

export function endForm(link: Link, today: string): AnyForm<Link> {
  interface V {
    until_on: string | null
    reason: string
  }
  return defineForm<V, Link>({
    id: `link-end-${link.id}`,
    title: `结束${termLabel('LinkKind', link.kind)}`,
    action: '结束联系',
    note: `${whoOf(link)}联系${link.enterprise_name}，结束后留在记录里，走访都保留。`,
    fields: [
      { name: 'until_on', label: '最后一天', control: { kind: 'date' }, required: true },
      { name: 'reason', label: '原因', control: { kind: 'line' }, required: true },
    ],
    initial: { until_on: today, reason: '' },
    save: (v) =>
      call('end_link', {
        id: link.id,
        version: link.version,
        until_on: v.until_on ?? '',
        reason: v.reason,
      }),
  })
}

export function visitForm(link: Link, today: string, visit: LinkVisit | null): AnyForm<Link> {
  interface V {
    visited_on: string | null
    place: string
    findings: string
    requests: string
  }
  return defineForm<V, Link>({
    id: `visit-${visit?.id ?? link.id}`,
    title: visit ? '改走访' : '记走访',
    action: '保存',
    note: `${whoOf(link)}走访${link.enterprise_name}。`,
    fields: [
      {
        name: 'visited_on',
        label: '走访日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'place', label: '地点', control: { kind: 'line' }, half: true },
      { name: 'findings', label: '了解的情况', control: { kind: 'text' }, required: true },
      { name: 'requests', label: '企业的要求', control: { kind: 'text' } },
    ],
    initial: {
      visited_on: visit?.visited_on ?? today,
      place: visit?.place ?? '',
      findings: visit?.findings ?? '',
      requests: visit?.requests ?? '',
    },
    save: (v) =>
      call('save_link_visit', {
        id: visit?.id ?? null,
        version: visit?.version ?? 0,
        link_id: link.id,
        visited_on: v.visited_on ?? '',
        place: v.place,
        findings: v.findings,
        requests: v.requests,
      }),
  })
}

/** The links a page shows. */
export function createLinks(query: () => LinkQuery) {
  const links = shallowRef<Link[]>([])
  const error = shallowRef<CommandError | null>(null)
  const form = shallowRef<AnyForm<Link> | null>(null)

  async function load() {
    try {
      links.value = (await call('list_links', query())).links
      error.value = null
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }
  async function saved() {
    form.value = null
    await load()
  }
  /** Takes out what was entered in error. */
  async function take(what: { link: Link; visit: LinkVisit | null }, reason: string) {
    const { link, visit } = what
    try {
      if (visit) {
        await call('void_link_visit', { id: visit.id, version: visit.version, reason })
      } else await call('void_link', { id: link.id, version: link.version, reason })
      await load()
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }
  watch(query, load, { immediate: true })
  const open = (asked: AnyForm<Link>) => (form.value = asked)
  const close = () => (form.value = null)
  const dismiss = () => (error.value = null)
  return reactive({ links, error, form, load, saved, take, open, close, dismiss })
}

export type Links = ReturnType<typeof createLinks>
