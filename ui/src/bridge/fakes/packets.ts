/** Work packets for Chromium and tests: three units, and a returned packet with every verdict. */
import { fake, fakeDesktop } from '../fake'
import type { ReturnEntry, ReturnPreview } from '../bindings'

const ENTRY: ReturnEntry = {
  row: 7,
  part: 'receipt',
  demand_id: 'd1',
  slip_number: '川工商联交〔2026〕12号',
  item: 1,
  title: '三号冷库增容送电受阻',
  old: '未签收',
  new: '2026-09-23　罗示川　当面',
  verdict: 'good',
  reason: '',
}

export const sampleReturn = (): ReturnPreview => ({
  file_name: '工作包 川江供电公司 2026-09-23.xlsx',
  sm3: 'a'.repeat(64),
  unit_name: '川江供电公司',
  made_on: '2026-09-23',
  made_by: '周敏',
  good: 2,
  recorded: 0,
  unchanged: 1,
  refused: 2,
  entries: [
    ENTRY,
    { ...ENTRY, part: 'progress', old: '', new: '2026-09-23　已到现场勘察，次日开挖。' },
    {
      ...ENTRY,
      row: 8,
      item: 2,
      title: '厂门前道路破损',
      part: 'progress',
      old: '2026-09-20　已勘察。',
      new: '2026-09-20　已勘察。',
      verdict: 'unchanged',
    },
    {
      ...ENTRY,
      row: 9,
      item: 3,
      title: '临时用地到期',
      part: 'assist_answer',
      old: '',
      new: '2026-09-23　不同意',
      verdict: 'refused',
      reason: '意见依据：意见是“不同意”的，请写明依据。',
    },
    {
      ...ENTRY,
      row: 10,
      part: null,
      demand_id: null,
      slip_number: '',
      item: 0,
      title: '',
      old: '',
      verdict: 'refused',
      reason: '这一行不是本单位的任务，没有登记。',
    },
  ],
})

/** Registers an office with packets to send and one to take back. */
export function fakePackets(): void {
  fake('list_packet_units', () => ({
    units: [
      { id: 'u1', name: '区住房和城乡建设局', tasks: 4, packet_on: '2026-09-20' },
      { id: 'u2', name: '区交通运输局', tasks: 1, packet_on: null },
      { id: 'u3', name: '川江供电公司', tasks: 3, packet_on: null },
    ],
  }))
  fake('make_packets', ({ units, folder }) => ({
    folder,
    packets: (units ?? []).map((id) => ({
      unit_id: id,
      unit_name: id,
      folder: id,
      tasks: 2,
      slips: 1,
    })),
    idle: [],
  }))
  fake('preview_return', () => sampleReturn())
  fake('accept_return', ({ picked }) => {
    const seen = sampleReturn()
    const has = (e: ReturnEntry) => picked.some((k) => k.row === e.row && k.part === e.part)
    const entries = seen.entries.map((e) => (has(e) ? { ...e, verdict: 'recorded' as const } : e))
    return { ...seen, good: seen.good - picked.length, recorded: picked.length, entries }
  })
  fake('export_refusals', ({ target, left_out }) => ({ path: target, rows: 2 + left_out.length }))
  fakeDesktop('desktop_choose_folder', () => '/桌面/工作包')
  fakeDesktop('desktop_choose_file', () => '/桌面/交回.xlsx')
  fakeDesktop('desktop_choose_save', () => '/桌面/退回清单.xlsx')
  fakeDesktop('desktop_open_folder', () => null)
}
