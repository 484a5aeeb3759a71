/** What is being written on the open slip, and the acts that hand it in. */
import {
  computed,
  inject,
  nextTick,
  reactive,
  ref,
  toRef,
  watch,
  type ComputedRef,
  type InjectionKey,
} from 'vue'
import type {
  DemandFields,
  Ink,
  MissingField,
  ReceiptWay,
  SlipDetail,
  SlipUrgency,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { leaderPick, type NamePick } from '@/names'
import { useRefusal } from '@/refusal'
import { NOTHING_TO_SAVE, office, tellNotSaved } from '@/shell'
import { useKeptForm } from '@/kept'
import type { Desk } from './desk'
import { slipStep, type Lack, type SlipStep } from './step'

interface Head {
  urgency: SlipUrgency
  proposal: string
  drafted_by: string
  lead_leader: NamePick | null
  demands: string[]
}

interface Instruction {
  text: string
  signer: NamePick | null
  lead_leader: NamePick | null
  instructed_on: string | null
}

/** A receipt that is not registered yet. */
export interface WrittenReceipt {
  by: string
  post: string
  way: ReceiptWay
  on: string | null
  at: string | null
}

export type Forms = ReturnType<typeof createForms>
export const FORMS: InjectionKey<Forms> = Symbol('slip forms')

/** The forms of the open slip; only below `SlipsView`. */
export function useForms(): Forms {
  const forms = inject(FORMS)
  if (!forms) throw new Error('no slip forms are provided')
  return forms
}

export function createForms(desk: Desk) {
  const slip = () => desk.slip
  const key = (what: string) => () => `${what}:${desk.slip?.id ?? ''}`

  const head = useKeptForm<Head>(key('拟办'), () => ({
    urgency: slip()?.urgency ?? 'ordinary',
    proposal: slip()?.proposal ?? '',
    drafted_by: slip()?.drafted_by || office.clerk,
    lead_leader: leaderPick(slip()?.lead_leader),
    demands: slip()?.items.map((i) => i.demand_id) ?? [],
  }))
  /** Demands being edited; before instruction they are saved, after it they go with the 批示. */
  const edits = useKeptForm<Record<string, DemandFields>>(key('事项'), () => ({}))
  const instruction = useKeptForm<Instruction>(key('批示'), () => ({
    text: slip()?.instruction ?? '',
    signer: leaderPick(slip()?.signer ?? slip()?.receiving_leader),
    lead_leader: leaderPick(slip()?.lead_leader),
    instructed_on: slip()?.instructed_on ?? desk.today,
  }))
  const signature = useKeptForm<{ ink: Ink | null }>(key('签名'), () => ({
    ink: slip()?.ink ?? null,
  }))
  // Nobody's strokes go under another's name.
  watch(
    () => [desk.slip?.id, instruction.form.value.signer?.id],
    ([id, signer], [lastId, lastSigner]) => {
      if (id === lastId && lastSigner && signer !== lastSigner) signature.form.value = { ink: null }
    },
  )
  const issue = useKeptForm<{ issuer: string; issued_on: string | null }>(key('签发'), () => ({
    issuer: slip()?.issuer || slip()?.lead_leader?.name || slip()?.signer?.name || '',
    issued_on: desk.today,
  }))
  const review = useKeptForm<{ reviewer: string }>(key('审核'), () => ({
    reviewer: slip()?.reviewer ?? '',
  }))

  /** What is written of the receipts of each unit; looking at another one takes nothing away. */
  const receipts = useKeptForm<Record<string, WrittenReceipt>>(key('签收'), () => ({}))

  const isProposing = computed(
    () => desk.slip?.state === 'drafting' || desk.slip?.state === 'under_review',
  )
  const isLeaders = computed(
    () => desk.slip?.state === 'awaiting_instruction' || desk.slip?.state === 'instructed',
  )

  function openItem(demandId: string) {
    const item = desk.slip?.items.find((i) => i.demand_id === demandId)
    if (item && !edits.form.value[demandId]) {
      edits.form.value = { ...edits.form.value, [demandId]: item.fields }
    }
  }

  /** Opens the demand and goes to the field it lacks. */
  async function fill(missing: MissingField) {
    if (!missing.demand_id) return
    openItem(missing.demand_id)
    desk.wanted = null
    await nextTick()
    desk.wanted = { demandId: missing.demand_id, field: missing.field }
  }

  const step: ComputedRef<SlipStep | null> = computed((): SlipStep | null =>
    desk.slip ? slipStep(desk.slip, forms) : null,
  )
  const stepKey = () => `${desk.slip?.id} ${desk.slip?.state}`
  /** The step tried too early: what it lacks stands at the fields until it is filled in. */
  const tried = ref('')
  const lacking = computed<Record<string, string>>(() =>
    tried.value === stepKey()
      ? Object.fromEntries((step.value?.lacks ?? []).map((l) => [l.field, l.message]))
      : {},
  )
  /** Marks what the step lacks; returns the first of it. */
  function lack(): Lack | undefined {
    tried.value = stepKey()
    return step.value?.lacks[0]
  }

  function closeItem(demandId: string) {
    edits.form.value = Object.fromEntries(
      Object.entries(edits.form.value).filter(([id]) => id !== demandId),
    )
  }

  /** Demands whose edit differs from what the core has. */
  const changed = computed(() =>
    (desk.slip?.items ?? []).filter((i) => {
      const edit = edits.form.value[i.demand_id]
      return edit !== undefined && JSON.stringify(edit) !== JSON.stringify(i.fields)
    }),
  )
  /** What is written, under the names by which the core refuses it. */
  useRefusal(
    () => {
      const written = Object.values(edits.form.value)
      const names = Object.keys(written[0] ?? {}) as (keyof DemandFields)[]
      return {
        ...issue.form.value,
        ...review.form.value,
        ...signature.form.value,
        ...(isProposing.value ? head.form.value : instruction.form.value),
        fields: Object.fromEntries(names.map((name) => [name, written.map((f) => f[name])])),
        changes: changed.value.map((i) => ({ fields: edits.form.value[i.demand_id] })),
      }
    },
    toRef(desk, 'error'),
  )
  const isUnsaved = computed(
    () => isProposing.value && (head.isDirty.value || changed.value.length > 0),
  )

  /** Saves proposal and demands as far as they changed; the answer is the slip as it stands. */
  async function saveParts(s: SlipDetail): Promise<SlipDetail> {
    let now = s
    if (changed.value.length > 0) {
      for (const item of changed.value) {
        const fields = edits.form.value[item.demand_id]
        if (!fields) continue
        const { demand_id: id, version } = item
        await call('save_demand_fields', { id, version, fields, origin: null })
        closeItem(item.demand_id)
      }
      now = await call('get_slip', { id: s.id })
    }
    if (head.isDirty.value) {
      const { lead_leader, ...rest } = head.form.value
      now = await call('save_slip', {
        id: s.id,
        version: now.version,
        ...rest,
        lead_leader_id: lead_leader?.id ?? null,
      })
    }
    desk.took(now)
    head.done()
    edits.done()
    return now
  }

  const save = () => {
    const s = desk.slip
    return s && isUnsaved.value ? desk.run(() => saveParts(s)) : Promise.resolve(s)
  }

  /** What is written here and goes on record by another act than saving; else that there is nothing. */
  function unsavedWords(): string {
    const s = desk.slip
    if (isProposing.value && review.isDirty.value) return '审核人随送审或审核同意一并入档。'
    if (s?.state === 'awaiting_instruction') {
      const isWritten =
        instruction.isDirty.value || signature.isDirty.value || changed.value.length > 0
      if (isWritten) return '批示还没有入档，按 Ctrl Enter 入档。'
    }
    if (s?.state === 'instructed' && issue.isDirty.value) {
      return '签发人、签发日期随签发入档，按 Ctrl Enter 签发。'
    }
    if (s?.state === 'issued' && Object.keys(receipts.form.value).length > 0) {
      return '签收还没有登记，请在签收栏按 Ctrl Enter 登记。'
    }
    return NOTHING_TO_SAVE
  }

  /** Ctrl S: saves what is saved as it stands; of the rest says which act it waits for. */
  async function saveOrTell(): Promise<void> {
    if (desk.isBusy) return
    if (isUnsaved.value) await save()
    else if (
      desk.slip?.state === 'instructed' &&
      signature.isDirty.value &&
      signature.form.value.ink
    )
      await sign()
    else tellNotSaved(unsavedWords())
  }

  function submit() {
    const s = desk.slip
    if (!s) return Promise.resolve(null)
    return desk.run(async () => {
      const { version } = isUnsaved.value ? await saveParts(s) : s
      return call('submit_slip', { id: s.id, version, reviewer: review.form.value.reviewer.trim() })
    })
  }

  function approve() {
    const s = desk.slip
    if (!s) return Promise.resolve(null)
    return desk.run(async () => {
      const { version } = isUnsaved.value ? await saveParts(s) : s
      return call('approve_slip', {
        id: s.id,
        version,
        reviewer: review.form.value.reviewer.trim(),
      })
    })
  }

  /** Hands in the 批示 with the leader's changes, then the signature written with it. */
  async function instruct(): Promise<SlipDetail | null> {
    const s = desk.slip
    const { text, signer, lead_leader, instructed_on } = instruction.form.value
    if (!s || !signer || !instructed_on) return null
    return desk.run(async () => {
      const now = await call('instruct_slip', {
        id: s.id,
        version: s.version,
        text: text.trim(),
        signer_id: signer.id,
        instructed_on,
        lead_leader_id: lead_leader?.id ?? null,
        changes: changed.value.map((i) => ({
          demand_id: i.demand_id,
          fields: edits.form.value[i.demand_id] ?? i.fields,
        })),
      })
      // Strokes on record stood under what was there before: only newly drawn ones are filed.
      const drawn = signature.isDirty.value ? signature.form.value.ink : null
      desk.took(now)
      instruction.done()
      edits.done()
      if (drawn) return signWith(now, drawn)
      signature.done()
      return now
    })
  }

  async function signWith(s: SlipDetail, ink: Ink): Promise<SlipDetail> {
    const now = await call('sign_slip', { id: s.id, version: s.version, ink, scan_id: null })
    desk.took(now)
    signature.done()
    return now
  }

  /** Puts the strokes on record. */
  function sign() {
    const s = desk.slip
    const ink = signature.form.value.ink
    return s && ink ? desk.run(() => signWith(s, ink)) : Promise.resolve(null)
  }

  /** Puts a scan of the paper signature in place of strokes. */
  function signByScan(path: string) {
    const s = desk.slip
    if (!s) return Promise.resolve(null)
    return desk.run(async () => {
      const file = await call('attach_file', { path, owner: 'slip', owner_id: s.id })
      const now = await call('sign_slip', {
        id: s.id,
        version: s.version,
        ink: null,
        scan_id: file.id,
      })
      signature.form.value = { ink: null }
      return now
    })
  }

  function issueNow() {
    const s = desk.slip
    if (!s) return Promise.resolve(null)
    return desk.run(async () => {
      const ink = signature.form.value.ink
      const now = ink && signature.isDirty.value ? await signWith(s, ink) : s
      return call('issue_slip', {
        id: s.id,
        version: now.version,
        issuer: issue.form.value.issuer.trim(),
        issued_on: issue.form.value.issued_on,
      })
    })
  }

  const forms = reactive({
    head: head.form,
    edits: edits.form,
    instruction: instruction.form,
    isInstructionDirty: instruction.isDirty,
    signature: signature.form,
    isSignatureDirty: signature.isDirty,
    issue: issue.form,
    review: review.form,
    receipts: receipts.form,
    isProposing,
    isLeaders,
    changed,
    isUnsaved,
    openItem,
    closeItem,
    save,
    saveOrTell,
    submit,
    approve,
    instruct,
    sign,
    signByScan,
    issueNow,
    dropEdits: edits.done,
    step,
    lacking,
    lack,
    fill,
  })
  return forms
}
