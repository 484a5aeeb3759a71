/**
 * The office's particulars while they are edited: one form for 单位信息 and 办理时限, kept while
 * she looks at another screen, saved by version.
 */
import { computed, reactive, shallowRef, watch } from 'vue'
import type { Limits, OfficeSettings } from '@/bridge/bindings'
import { call, CommandError } from '@/bridge/call'
import { refreshQuietly } from '@/office'
import { standing } from '@/refusal'
import { markSaved, saveState } from '@/shell'

/** What is saved now, with its version; null until it is read. */
const saved = shallowRef<OfficeSettings | null>(null)

export const officeForm = reactive({
  /** What stands in the fields. */
  value: null as OfficeSettings | null,
  isBusy: false,
  error: null as CommandError | null,
})

/** What the core refused; a fault of it stands until its field says something else. */
let refused: OfficeSettings | null = null

export const isDirty = computed(
  () =>
    saved.value !== null &&
    JSON.stringify(saved.value) !== JSON.stringify(inputOf(officeForm.value)),
)

/** What goes to the core: copies without empty lines. */
function inputOf(value: OfficeSettings | null): OfficeSettings | null {
  return (
    value && { ...value, copies_to: value.copies_to.map((c) => c.trim()).filter((c) => c !== '') }
  )
}

watch(
  () => officeForm.value,
  () => {
    const { error } = officeForm
    if (error?.code !== 'validation' || officeForm.isBusy) return
    officeForm.error = isDirty.value ? standing(error, refused, inputOf(officeForm.value)) : null
  },
  { deep: true },
)

/** Reads the particulars; what is being typed stays unless `discard`. */
export async function loadOffice(discard = false): Promise<void> {
  if (isDirty.value && !discard) return
  officeForm.error = null
  try {
    const next = await call('get_office', {})
    saved.value = next
    officeForm.value = structuredClone(next)
  } catch (cause) {
    officeForm.error = CommandError.from(cause)
  }
}

/** Puts the fields back to what is saved. */
export function discardOffice(): void {
  officeForm.error = null
  officeForm.value = saved.value && structuredClone(saved.value)
}

/** `sayFailed` tells the bar that nothing was saved. */
export async function saveOffice(sayFailed: (why: string) => void = () => {}): Promise<void> {
  const input = inputOf(officeForm.value)
  if (officeForm.isBusy || !input) return
  officeForm.isBusy = true
  officeForm.error = null
  saveState.value = { kind: 'saving' }
  try {
    const next = await call('save_office', input)
    saved.value = next
    officeForm.value = structuredClone(next)
    markSaved()
  } catch (cause) {
    officeForm.error = CommandError.from(cause)
    refused = JSON.parse(JSON.stringify(input)) as OfficeSettings
    sayFailed('填写的内容还在，看标出的说明')
  } finally {
    officeForm.isBusy = false
  }
  void refreshQuietly()
}

/** After a conflict: takes the new version, keeps what she typed. */
export async function rebaseOffice(): Promise<void> {
  try {
    const next = await call('get_office', {})
    saved.value = next
    if (officeForm.value) officeForm.value.version = next.version
    officeForm.error = null
  } catch (cause) {
    officeForm.error = CommandError.from(cause)
  }
}

/** The limits in the order of a case, with where their usual length comes from. */
export const LIMITS: {
  key: keyof Limits
  label: string
  unit: string
  usual: number
  source: string
}[] = [
  {
    key: 'notice',
    label: '接待前发通告',
    unit: '个工作日',
    usual: 3,
    source: '各地不一：莆田 3 个工作日，乌海 15 个工作日。',
  },
  {
    key: 'guests_max',
    label: '每期最多接待企业',
    unit: '家',
    usual: 10,
    source: '定西 5 家，通辽 5 至 10 家。',
  },
  {
    key: 'issue',
    label: '会后签发交办单',
    unit: '个工作日',
    usual: 3,
    source: '许昌：会后 3 个工作日内。',
  },
  {
    key: 'receipt',
    label: '单位签收',
    unit: '个工作日',
    usual: 1,
    source: '蚌埠：1 个工作日内。',
  },
  {
    key: 'objection',
    label: '单位提出异议',
    unit: '个工作日',
    usual: 1,
    source: '泉州、吕梁：1 个工作日，逾期视为接受；山东：2 个工作日。',
  },
  {
    key: 'contact',
    label: '首次联系企业',
    unit: '个工作日',
    usual: 2,
    source: '株洲 3 个工作日，定西 3 天，也有县区 2 个工作日。',
  },
  {
    key: 'assist',
    label: '协办报主办',
    unit: '个工作日',
    usual: 3,
    source: '泉州：3 个工作日内。',
  },
  {
    key: 'consultation',
    label: '咨询办结',
    unit: '个工作日',
    usual: 5,
    source: '没有查到通行规定，5 个工作日是建议值。',
  },
  {
    key: 'ordinary',
    label: '一般事项办结',
    unit: '个工作日',
    usual: 15,
    source: '许昌 15 个工作日；眉山 5，泉州 7，枣庄 10。',
  },
  {
    key: 'complex',
    label: '复杂事项办结',
    unit: '个工作日',
    usual: 30,
    source: '许昌 30 个工作日，枣庄 25；最长三个月。',
  },
  {
    key: 'blue',
    label: '亮蓝灯，距到期',
    unit: '个工作日',
    usual: 3,
    source: '没有查到通行规定，3 个工作日是建议值。',
  },
  {
    key: 'yellow',
    label: '亮黄灯，距到期',
    unit: '个工作日',
    usual: 1,
    source: '山东督办提示：到期前 1 个工作日。',
  },
  {
    key: 'rating',
    label: '请企业评价',
    unit: '个工作日',
    usual: 3,
    source: '没有查到通行规定；有的地方办结次日回访。',
  },
]
