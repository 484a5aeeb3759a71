/** Why an office was not opened, in words a clerk can act on. */
import type { ErrorCode } from '@/bridge/bindings'
import { errorWords } from '@/labels'

/** Codes that only an open or a changed folder cures, in place of a restore. */
const RETRY: ErrorCode[] = ['busy', 'disk_full', 'read_only', 'internal']
const RESTORE: ErrorCode[] = ['damaged', 'database_missing', 'foreign']

const REASONS: Partial<Record<ErrorCode, string>> = {
  busy: '另一个窗口或另一位使用者正打开着这个数据文件夹。请先关掉那一个，再打开。',
  schema_too_new: '它由更新的程序版本写成，本机程序读不全。请安装新版程序后再打开。',
  foreign: '里面的数据文件不是企业接待日写成的，可能选错了文件夹。',
  damaged: '数据文件读不完整，可能是断电或硬盘出错。原件留在原处，没有被替换。',
  database_missing: '附件和备份还在，数据文件却不在原处，可能被移走或改了名。没有新建空白数据。',
  network_folder: '数据文件夹在网络位置上，断线会损坏数据。请把它放到本机硬盘，备份可以放到别处。',
  read_only: '这个文件夹不能写入，请检查权限，或换一个文件夹。',
  disk_full: '硬盘已满，请腾出空间后再打开。',
}

export interface RefusalWords {
  reason: string
  /** What leads out most likely; it gets the solid button. */
  way: 'retry' | 'restore' | 'choose'
}

/** The reason and the likeliest way out; `hint` is the core's own sentence, when it has one. */
export function refusalWords(code: ErrorCode, hint: string): RefusalWords {
  const words = errorWords[code] ?? errorWords.internal
  return {
    reason: hint || REASONS[code] || words.advice,
    way: RESTORE.includes(code) ? 'restore' : RETRY.includes(code) ? 'retry' : 'choose',
  }
}
