/** 共性问题: the forms that begin, change, settle and hand in. */
import type { CommonIssue, IssueDemand, IssueProposal, ProposalKind } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, type AnyForm } from '@/components/form/form'
import type { PickItem } from '@/components/picker'
import { termOptions } from '@/labels'
import { emptyFilter } from '@/ledgerFilter'
import { searchNames } from '@/names'

const HITS = 12

/** Any demand, whatever became of it. */
async function searchDemands(query: string): Promise<PickItem[]> {
  const { rows } = await call('list_ledger', {
    filter: { ...emptyFilter(), query },
    sort: 'number',
    is_descending: true,
    limit: HITS,
    offset: 0,
  })
  return rows.map((r) => ({ id: r.id, label: `${r.number} ${r.title}`, detail: r.enterprise }))
}

const pickOf = (d: IssueDemand): PickItem => ({ id: d.id, label: `${d.number} ${d.title}` })

/** A new issue, perhaps from a proposal, or one to be changed. */
export function issueForm(
  issue: CommonIssue | null,
  proposal: IssueProposal | null = null,
): AnyForm<CommonIssue> {
  interface V {
    name: string
    manifestation: string
    cause: string
    units: PickItem[]
    measure: string
    limit_on: string | null
    demands: PickItem[]
  }
  const demands = issue?.demands ?? proposal?.demands ?? []
  return defineForm<V, CommonIssue>({
    id: issue ? `issue-${issue.id}` : 'issue',
    title: issue ? '修改共性问题' : '新的共性问题',
    action: '保存',
    note: proposal
      ? `${proposal.firms} 家企业近一年反映同一件事。去掉说的不是这件事的诉求，再写明怎么一并解决。`
      : undefined,
    fields: [
      { name: 'name', label: '问题', control: { kind: 'line' }, required: true },
      { name: 'manifestation', label: '表现', control: { kind: 'text' } },
      { name: 'cause', label: '原因', control: { kind: 'text' } },
      {
        name: 'demands',
        label: '关联诉求',
        control: { kind: 'picks', search: searchDemands, placeholder: '编号、标题或企业' },
        required: true,
        at: 'demand_ids',
        hint: '至少两项，随时可以增减。',
      },
      {
        name: 'units',
        label: '牵头单位',
        control: { kind: 'picks', search: searchNames('unit') },
        at: 'unit_ids',
      },
      { name: 'measure', label: '措施', control: { kind: 'text' } },
      { name: 'limit_on', label: '期限', control: { kind: 'date' } },
    ],
    initial: {
      name: issue?.name ?? proposal?.name ?? '',
      manifestation: issue?.manifestation ?? '',
      cause: issue?.cause ?? '',
      units: issue
        ? issue.unit_ids.map((id, at) => ({ id, label: issue.unit_names[at] ?? '' }))
        : [],
      measure: issue?.measure ?? '',
      limit_on: issue?.limit_on ?? null,
      demands: demands.map(pickOf),
    },
    save: (v) =>
      call('save_issue', {
        id: issue?.id ?? null,
        version: issue?.version ?? 0,
        name: v.name,
        manifestation: v.manifestation,
        cause: v.cause,
        unit_ids: v.units.map((u) => u.id),
        measure: v.measure,
        limit_on: v.limit_on,
        demand_ids: v.demands.map((d) => d.id),
      }),
  })
}

export function settleForm(issue: CommonIssue): AnyForm<CommonIssue> {
  return defineForm<{ result: string }, CommonIssue>({
    id: `issue-settle-${issue.id}`,
    title: '共性问题已解决',
    action: '解决',
    note: `“${issue.name}”，${issue.firms} 家企业。各项诉求仍各自答复、评价、销号。`,
    fields: [{ name: 'result', label: '结果', control: { kind: 'text' }, required: true }],
    initial: { result: issue.result },
    save: (v) => call('settle_issue', { id: issue.id, version: issue.version, result: v.result }),
  })
}

export function handInForm(issue: CommonIssue, today: string): AnyForm<CommonIssue> {
  interface V {
    kind: ProposalKind
    number: string
    handed_on: string | null
    handed_to: string
    answer: string
  }
  const before = issue.proposal
  return defineForm<V, CommonIssue>({
    id: `issue-hand-in-${issue.id}`,
    title: before ? '提案、社情民意' : '转为提案或社情民意',
    action: '保存',
    note: '编号和答复以后再补也可以；每项关联诉求的页上都看得到。',
    fields: [
      {
        name: 'kind',
        label: '形式',
        control: { kind: 'choice', options: termOptions('ProposalKind') },
        required: true,
      },
      { name: 'handed_to', label: '提交到', control: { kind: 'line' }, required: true },
      {
        name: 'handed_on',
        label: '提交日期',
        control: { kind: 'date' },
        required: true,
        half: true,
      },
      { name: 'number', label: '编号', control: { kind: 'line' }, half: true },
      { name: 'answer', label: '答复', control: { kind: 'text' } },
    ],
    initial: {
      kind: before?.kind ?? 'motion',
      number: before?.number ?? '',
      handed_on: before?.handed_on ?? today,
      handed_to: before?.handed_to ?? '',
      answer: before?.answer ?? '',
    },
    save: (v) =>
      call('hand_in_issue', {
        id: issue.id,
        version: issue.version,
        kind: v.kind,
        number: v.number,
        handed_on: v.handed_on ?? '',
        handed_to: v.handed_to,
        answer: v.answer,
      }),
  })
}
