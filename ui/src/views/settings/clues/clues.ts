/** 线索登记: the register, one clue open at a time, and the forms of its acts. */
import { reactive, shallowRef } from 'vue'
import type { ClueDetail, ClueLine, ClueSigner } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import { defineForm, type AnyForm } from '@/components/form/form'
import { termLabel } from '@/labels'
import { markSaved } from '@/shell'

export function signForm(c: ClueDetail, signer: ClueSigner, today: string): AnyForm<ClueDetail> {
  const who = signer === 'leader' ? c.leader_name : termLabel('ClueSigner', signer)
  return defineForm<{ on: string | null }, ClueDetail>({
    id: `sign-clue-${signer}`,
    title: `${who}签字`,
    action: '记下签字',
    note:
      signer === 'leader'
        ? '领导在移送审批上签字后，在这里记下日期。'
        : '以当前经办人的名义复核签字，和领导不能是同一个人。',
    fields: [{ name: 'on', label: '签字日期', control: { kind: 'date' }, required: true }],
    initial: { on: today },
    save: ({ on }) => call('sign_clue', { id: c.id, version: c.version, signer, on: on ?? '' }),
  })
}

export function resultForm(c: ClueDetail, today: string): AnyForm<ClueDetail> {
  interface V {
    on: string | null
    result: string
  }
  return defineForm<V, ClueDetail>({
    id: 'clue-result',
    title: '登记办理结果',
    action: '保存',
    fields: [
      { name: 'on', label: '函告日期', control: { kind: 'date' }, required: true },
      { name: 'result', label: '办理结果', control: { kind: 'text' }, required: true },
    ],
    initial: { on: c.result_on ?? today, result: c.result },
    save: (v) =>
      call('record_clue_result', {
        id: c.id,
        version: c.version,
        on: v.on ?? '',
        result: v.result,
      }),
  })
}

export function createClues() {
  const error = shallowRef<CommandError | null>(null)
  const lines = shallowRef<ClueLine[]>([])
  const current = shallowRef<ClueDetail | null>(null)
  const form = shallowRef<AnyForm<ClueDetail> | null>(null)

  async function attempt(run: () => Promise<void>) {
    error.value = null
    try {
      await run()
    } catch (cause) {
      error.value = CommandError.from(cause)
    }
  }
  const load = () =>
    attempt(async () => {
      lines.value = (await call('list_clues', {})).clues
    })
  /** Opening a clue is an act of its own: the core notes who did. */
  const open = (id: string) =>
    attempt(async () => {
      form.value = null
      current.value = await call('open_clue', { id })
    })
  async function show(next: ClueDetail) {
    current.value = next
    form.value = null
    markSaved()
    await load()
  }
  const issue = () =>
    attempt(async () => {
      const c = current.value
      if (c) await show(await call('issue_clue', { id: c.id, version: c.version }))
    })
  const saved = (answer: unknown) => void show(answer as ClueDetail)
  const close = () => {
    current.value = null
    form.value = null
  }

  /** Opens a form of the clue; null puts it away. */
  const begin = (next: AnyForm<ClueDetail> | null) => (form.value = next)
  const tell = (cause: CommandError | null) => (error.value = cause)

  return reactive({ error, lines, current, form, load, open, issue, saved, close, begin, tell })
}
