/** 专报、年度报告、会议纪要: the list, the one that is open, and its acts. */
import { reactive, shallowRef } from 'vue'
import type {
  BulletinContent,
  BulletinDetail,
  BulletinKind,
  BulletinLine,
  DemandFields,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { chooseSave } from '@/bridge/desktop'
import { CommandError } from '@/bridge/errors'
import { defineForm, idOf, type AnyForm } from '@/components/form/form'
import type { PickItem } from '@/components/picker'
import { newFields } from '@/demandFields'
import { termLabel, termOptions } from '@/labels'
import { searchNames } from '@/names'
import { markSaved } from '@/shell'

const HITS = 12

/** Sittings that were begun, for a 纪要; by the words of their titles. */
async function searchSittings(query: string): Promise<PickItem[]> {
  const { receptions } = await call('list_receptions', { query: '' })
  return receptions
    .filter((r) => r.state !== 'planned' && r.state !== 'cancelled')
    .filter((r) => `${r.title}${r.held_on}`.includes(query.trim()))
    .slice(-HITS)
    .reverse()
    .map((r) => ({ id: r.id, label: r.title, detail: r.held_on }))
}

/** Which bulletin is drafted: the last quarter that is over, unless told otherwise. */
export function draftForm(today: string): AnyForm<BulletinDetail> {
  interface V {
    kind: BulletinKind
    year: number | null
    quarter: string
    reception: PickItem | null
  }
  const [year = 2026, month = 1] = today.split('-').map(Number)
  const over = Math.floor((month - 1) / 3)
  const quarters = ['一季度', '二季度', '三季度', '四季度']
  return defineForm<V, BulletinDetail>({
    id: 'draft-bulletin',
    title: '起草',
    action: '起草',
    note: '按已有记录先写好数据、共性问题、案例和上期批示落实情况，再由您修改。',
    fields: [
      {
        name: 'kind',
        label: '写什么',
        control: { kind: 'choice', options: termOptions('BulletinKind') },
        required: true,
      },
      {
        name: 'year',
        label: '年度',
        control: { kind: 'number', unit: '年' },
        required: true,
        when: (v) => v.kind !== 'summary',
      },
      {
        name: 'quarter',
        label: '季度',
        at: 'number',
        control: {
          kind: 'choice',
          options: quarters.map((label, at) => ({ value: String(at + 1), label })),
        },
        required: true,
        when: (v) => v.kind === 'quarterly',
      },
      {
        name: 'reception',
        label: '接待活动',
        at: 'reception_id',
        control: { kind: 'pick', search: searchSittings, placeholder: '已召开的接待活动' },
        required: true,
        when: (v) => v.kind === 'summary',
      },
    ],
    initial: {
      kind: 'quarterly',
      year: over === 0 ? year - 1 : year,
      quarter: String(over === 0 ? 4 : over),
      reception: null,
    },
    save: (v) =>
      call('draft_bulletin', {
        kind: v.kind,
        year: v.year ?? year,
        number: v.kind === 'quarterly' ? Number(v.quarter) : 1,
        reception_id: v.kind === 'summary' ? idOf(v.reception) : null,
      }),
  })
}

/** Numbers the bulletin; the first of its kind may go on from those that went out on paper. */
export function issueForm(b: BulletinDetail, today: string): AnyForm<BulletinDetail> {
  interface V {
    on: string | null
    seq: number | null
    total: number | null
  }
  return defineForm<V, BulletinDetail>({
    id: 'issue-bulletin',
    title: `印发${termLabel('BulletinKind', b.kind)}`,
    action: '编号并印发',
    note: b.is_first
      ? '印发后内容不能再改。以前用纸印过的，请接着编期号；不填就从第1期起。'
      : `印发后内容不能再改。本期为${b.next_number}。`,
    fields: [
      { name: 'on', label: '印发日期', control: { kind: 'date' }, required: true },
      {
        name: 'seq',
        label: '本年第几期',
        at: 'first_seq',
        control: { kind: 'number', unit: '期' },
        half: true,
        when: () => b.is_first,
      },
      {
        name: 'total',
        label: '总第几期',
        at: 'first_total',
        control: { kind: 'number', unit: '期' },
        half: true,
        when: () => b.is_first && b.kind === 'quarterly',
      },
    ],
    initial: { on: today, seq: null, total: null },
    save: (v) =>
      call('issue_bulletin', {
        id: b.id,
        version: b.version,
        on: v.on ?? '',
        first_seq: v.seq,
        first_total: v.total,
      }),
  })
}

/** What a leader wrote upon it becomes a demand. */
export function instructionForm(b: BulletinDetail, today: string): AnyForm<BulletinDetail> {
  interface V {
    leader: PickItem | null
    on: string | null
    text: string
    enterprise: PickItem | null
    title: string
    category: string | null
    unit: PickItem | null
    limit: number | null
  }
  const fields = (v: V): DemandFields => ({
    ...newFields(),
    title: v.title,
    category: v.category as DemandFields['category'],
    lead_unit: idOf(v.unit),
    limit: v.limit,
  })
  return defineForm<V, BulletinDetail>({
    id: 'instruct-bulletin',
    title: '登记领导批示',
    action: '登记并转为诉求',
    note: '批示转为一件新诉求，来源是专报批示；办理情况写进下一期。',
    fields: [
      {
        name: 'leader',
        label: '批示领导',
        at: 'leader_id',
        control: { kind: 'pick', search: searchNames('leader') },
        required: true,
      },
      { name: 'on', label: '批示日期', control: { kind: 'date' }, required: true },
      { name: 'text', label: '批示原文', control: { kind: 'text' }, required: true },
      {
        name: 'enterprise',
        label: '涉及企业',
        at: 'enterprise_id',
        heading: '转为诉求',
        control: { kind: 'pick', search: searchNames('enterprise') },
        required: true,
      },
      {
        name: 'title',
        label: '标题',
        at: 'fields.title',
        control: { kind: 'line' },
        required: true,
      },
      {
        name: 'category',
        label: '分类',
        at: 'fields.category',
        control: { kind: 'list', options: termOptions('Category') },
      },
      {
        name: 'unit',
        label: '主办单位',
        at: 'fields.lead_unit',
        control: { kind: 'pick', search: searchNames('unit') },
      },
      {
        name: 'limit',
        label: '时限',
        at: 'fields.limit',
        control: { kind: 'number', unit: '工作日' },
      },
    ],
    initial: {
      leader: null,
      on: today,
      text: '',
      enterprise: null,
      title: '',
      category: null,
      unit: null,
      limit: null,
    },
    save: (v) =>
      call('instruct_bulletin', {
        id: b.id,
        version: b.version,
        leader_id: idOf(v.leader) ?? '',
        on: v.on ?? '',
        text: v.text,
        enterprise_id: idOf(v.enterprise) ?? '',
        fields: fields(v),
      }),
  })
}

/** What its file is called. */
export const nameOf = (b: BulletinDetail) =>
  `${b.content.title || b.content.mark}${b.number ? `（${b.number}）` : '（草稿）'}`

export function createBulletins() {
  const error = shallowRef<CommandError | null>(null)
  const lines = shallowRef<BulletinLine[] | null>(null)
  const current = shallowRef<BulletinDetail | null>(null)
  const form = shallowRef<AnyForm<BulletinDetail> | null>(null)
  /** Where the last docx stands. */
  const exported = shallowRef<string | null>(null)

  async function attempt(run: () => Promise<void>): Promise<boolean> {
    error.value = null
    try {
      await run()
      return true
    } catch (cause) {
      error.value = CommandError.from(cause)
      return false
    }
  }
  const load = () =>
    attempt(async () => {
      lines.value = (await call('list_bulletins', {})).bulletins
    })
  const open = (id: string) =>
    attempt(async () => {
      form.value = null
      exported.value = null
      current.value = await call('get_bulletin', { id })
    })
  async function show(next: BulletinDetail) {
    current.value = next
    form.value = null
    markSaved()
    await load()
  }
  const save = (content: BulletinContent) =>
    attempt(async () => {
      const b = current.value
      if (b) await show(await call('save_bulletin', { id: b.id, version: b.version, content }))
    })
  const drop = (reason: string) =>
    attempt(async () => {
      const b = current.value
      if (b) await show(await call('void_bulletin', { id: b.id, version: b.version, reason }))
    })
  const exportDocx = () =>
    attempt(async () => {
      const b = current.value
      if (!b) return
      const name = `${nameOf(b).replace(/[\\/:*?"<>|]/g, ' ')}.docx`
      const path = await chooseSave('导出 Word', name)
      if (path === null) return
      const ending = /\.docx$/i.test(path) ? '' : '.docx'
      exported.value = (await call('export_bulletin', { id: b.id, path: `${path}${ending}` })).path
    })
  const close = () => {
    current.value = null
    form.value = null
    exported.value = null
  }
  const begin = (next: AnyForm<BulletinDetail> | null) => (form.value = next)

  return reactive({
    error,
    lines,
    current,
    form,
    exported,
    load,
    open,
    show,
    save,
    drop,
    exportDocx,
    close,
    begin,
  })
}

export type Bulletins = ReturnType<typeof createBulletins>
