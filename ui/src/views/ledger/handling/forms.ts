/** The form of each act, and the acts that need none. */
import type { DemandDetail, Reasoned } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { defineForm, type AnyForm } from '@/components/form/form'
import { office } from '@/shell'
import { actWord, type ActKey } from './allowed'
import {
  endForceForm,
  escalateForm,
  inspectionForm,
  mediationEndForm,
  mediationForm,
  taskForceForm,
} from './around'
import { chaseAnswerForm, chaseForm } from './chasing'
import { decideForm, extendForm, suspendForm } from './clock'
import { clueForm } from './clue'
import { completeForm, replyForm, trackForm } from './finishing'
import { closeForm, lookBackForm, ratingForm, reworkForm, terminateForm } from './rating'
import {
  consolidateForm,
  declineForm,
  followForm,
  objectionForm,
  reassignForm,
  rulingForm,
  withdrawForm,
} from './taking'
import { assistForm, progressForm } from './working'

/** An act that asks for nothing but its reason. */
function reasonForm(
  d: DemandDetail,
  key: ActKey,
  label: string,
  note: string,
  save: (input: Reasoned) => Promise<DemandDetail>,
): AnyForm<DemandDetail> {
  return defineForm<{ reason: string }, DemandDetail>({
    id: key,
    title: actWord(key),
    action: actWord(key),
    note,
    fields: [{ name: 'reason', label, control: { kind: 'text' }, required: true }],
    initial: { reason: '' },
    save: ({ reason }) => save({ id: d.id, version: d.version, reason }),
  })
}

/** The form of `key`; null when the act needs none and `runAct` does it. */
export function formOf(
  d: DemandDetail,
  key: ActKey,
  today: string,
  taskId?: string,
): AnyForm | null {
  switch (key) {
    case 'decline':
    case 'refer':
      return declineForm(d, key === 'refer')
    case 'object':
      return objectionForm(d, today)
    case 'rule':
      return rulingForm(d, today)
    case 'assign':
      return reassignForm(d)
    case 'report':
      return progressForm(d, today, taskId)
    case 'assist':
      return assistForm(d, today, taskId)
    case 'extend':
      return extendForm(d, today)
    case 'decide':
      return decideForm(d, today)
    case 'chase':
      return chaseForm(d)
    case 'answer_chase':
      return chaseAnswerForm(d, today)
    case 'suspend':
      return suspendForm(d, today)
    case 'resume':
      return reasonForm(d, key, '恢复原因', '时限接着算，剩下的工作日不变。', (r) =>
        call('resume_demand', r),
      )
    case 'complete':
      return completeForm(d, today)
    case 'return_completion':
      return reasonForm(d, key, '退回原因', '退回主办单位补正，时限照走。', (r) =>
        call('return_completion', r),
      )
    case 'reply':
      return replyForm(d, today)
    case 'track':
      return trackForm(d, today)
    case 'rate':
      return ratingForm(d, today)
    case 'close':
      return closeForm(d)
    case 'rework':
      return reworkForm(d)
    case 'terminate':
      return terminateForm(d)
    case 'look_back':
      return lookBackForm(d)
    case 'follow':
      return followForm(d, today)
    case 'withdraw':
      return withdrawForm(d)
    case 'consolidate':
      return consolidateForm(d)
    case 'refer_clue':
      return clueForm(d)
    case 'separate':
      return reasonForm(d, key, '撤销原因', '诉求和各单位的任务回到并案前的样子。', (r) =>
        call('separate_demand', r),
      )
    case 'mediate':
      return mediationForm(d, today)
    case 'mediated':
      return mediationEndForm(d, today)
    case 'escalate':
      return escalateForm(d, today)
    case 'task_force':
      return taskForceForm(d, today)
    case 'end_force':
      return endForceForm(d, today)
    case 'inspect':
      return inspectionForm(d, today)
    case 'ask_rating':
    case 'archive':
      return null
  }
}

/** Does an act that has no form. */
export async function runAct(d: DemandDetail, key: ActKey): Promise<void> {
  if (key === 'ask_rating') {
    await call('ask_rating', { id: d.id, version: d.version })
    return
  }
  const { refused } = await call('archive_demands', { ids: [d.id], reviewer: office.clerk })
  if (refused[0]) throw new CommandError('precondition_failed', '', refused[0].reason, [])
}
