/**
 * The one place of Chinese words for codes. The vocabularies come generated from the Rust
 * domain; the wording of errors is owned here.
 */
import { LABELS, type ErrorCode, type Light } from './bridge/bindings'

export const terms = LABELS

export type TermName = keyof typeof terms
export type TermCode<N extends TermName> = keyof (typeof terms)[N] & string

/** The Chinese word of a code: `termLabel('DemandState', row.state)`. */
export function termLabel<N extends TermName>(name: N, code: TermCode<N>): string {
  return (terms[name] as Record<string, string>)[code] ?? code
}

/** All values of a vocabulary in the order of the trade, for selects and filters. */
export function termOptions<N extends TermName>(name: N): { value: TermCode<N>; label: string }[] {
  return Object.entries(terms[name]).map(([value, label]) => ({
    value: value as TermCode<N>,
    label: label as string,
  }))
}

/** The lights of a deadline; `none` counts down unlit, `not_started` has no due date yet. */
export type LightKind = Light

export const lightWord: Record<LightKind, string> = LABELS.Light

/** What happened, and what to do about it. */
export interface ErrorWords {
  /** The number a clerk reads out on the telephone; it never changes its meaning. */
  number: number
  title: string
  advice: string
}

export const errorWords: Record<ErrorCode, ErrorWords> = {
  validation: { number: 101, title: '有内容要改', advice: '请改好标出的地方，再保存一次。' },
  not_found: {
    number: 102,
    title: '找不到这条记录',
    advice: '它可能已作废或合并，请刷新列表后再找。',
  },
  conflict: { number: 103, title: '别处已经改过', advice: '请重新载入，看过新内容后再改。' },
  precondition_failed: { number: 104, title: '现在还不能这样办', advice: '请先补齐前面的步骤。' },
  busy: { number: 105, title: '数据正被占用', advice: '请稍等片刻再试，内容没有丢失。' },
  schema_too_new: {
    number: 106,
    title: '这个数据文件由更新的版本写成',
    advice: '文件没有改动。请安装新版程序后再打开。',
  },
  foreign: {
    number: 107,
    title: '这不是企业接待日的数据文件',
    advice: '文件没有改动。请另选数据文件夹。',
  },
  damaged: { number: 108, title: '数据文件有损坏', advice: '原件已保留，请从最近的备份恢复。' },
  database_missing: {
    number: 109,
    title: '数据文件不见了',
    advice: '附件和备份还在。请找回原文件，或从最近的备份恢复。',
  },
  network_folder: {
    number: 110,
    title: '数据不能放在网络文件夹',
    advice: '请把数据文件夹放在本机磁盘，备份可以放到别处。',
  },
  document_failed: { number: 111, title: '文书没有排成', advice: '请检查标出的文字，改好后再试。' },
  read_only: { number: 112, title: '当前只能查看', advice: '数据文件为只读，请检查文件夹权限。' },
  disk_full: { number: 113, title: '磁盘已满', advice: '内容没有写入。请腾出空间后再保存。' },
  cancelled: { number: 114, title: '已取消', advice: '没有留下未完成的内容。' },
  not_printed: {
    number: 116,
    title: '没有印出',
    advice: '这次已计入打印次数，重印时纸上的次数加一。',
  },
  internal: {
    number: 115,
    title: '程序出了差错',
    advice: '内容没有写入。请重试一次；仍然出错时，请联系技术人员。',
  },
}
