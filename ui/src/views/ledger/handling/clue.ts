/** The form of 线索移送: what points to misconduct leaves the demands for the restricted register. */
import type { DemandDetail } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { defineForm, idOf, type AnyForm } from '@/components/form/form'
import { searchNames, type NamePick } from '@/names'

export function clueForm(d: DemandDetail): AnyForm<DemandDetail> {
  interface V {
    leader: NamePick | null
    receiver: string
    reason: string
    naming: 'named' | 'unnamed'
  }
  return defineForm<V, DemandDetail>({
    id: 'refer_clue',
    title: '线索移送',
    action: '移送',
    note: '这条诉求的标题、内容、企业、办理经过和现场记录里的原话都移入线索登记，只有保密管理员能看；台账、交办单、报表、查找里都不再出现，任务随之收回。不能撤销。涉密内容不要录入。',
    fields: [
      {
        name: 'leader',
        label: '同意移送的领导',
        control: { kind: 'pick', search: searchNames('leader') },
        required: true,
        at: 'leader_id',
      },
      {
        name: 'receiver',
        label: '移送机关',
        control: { kind: 'line', placeholder: '如 区纪委监委' },
        required: true,
      },
      {
        name: 'reason',
        label: '移送理由',
        control: { kind: 'text', placeholder: '印在移送函上' },
        required: true,
      },
      {
        name: 'naming',
        label: '函中写明反映企业和反映人',
        control: {
          kind: 'choice',
          options: [
            { value: 'named', label: '写明' },
            { value: 'unnamed', label: '不写' },
          ],
        },
        at: 'is_named',
      },
    ],
    initial: { leader: null, receiver: '', reason: '', naming: 'named' },
    save: (v) =>
      call('refer_clue', {
        id: d.id,
        version: d.version,
        leader_id: idOf(v.leader) ?? '',
        receiver: v.receiver,
        reason: v.reason,
        is_named: v.naming === 'named',
      }),
  })
}
