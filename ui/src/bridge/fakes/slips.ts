/** The slips of picture 03 for Chromium and tests: they move through their states. */
import { fake, fakeDesktop } from '../fake'
import { sampleStatus } from './status'
import { CommandError } from '../errors'
import type { SlipDetail, SlipState, Task } from '../bindings'
import { TODAY, zhou, task, sampleSlip, page, ROWS } from './slipsSample'

const WAITS: Record<SlipState, string> = {
  drafting: '拟办中',
  under_review: '待审核',
  awaiting_instruction: '待签批',
  instructed: '待签发',
  issued: '待签收',
  void: '作废',
}

/** Registers an office with slips in every state; returns them for a test to look at. */
export function fakeSlips(): Map<string, SlipDetail> {
  const slips = new Map(
    ROWS.map((r) => {
      const d = sampleSlip(r.id, r.state, {
        number: r.number,
        draft_code: r.draft_code,
        enterprise: r.enterprise,
        void_reason: r.state === 'void' ? '重复拟单' : '',
      })
      if (r.state === 'issued' || r.state === 'void') {
        d.missing = []
        d.issuer = '李卫东'
        d.issued_on = '2026-03-16'
        d.items = d.items.map((i) => ({ ...i, due_on: '2026-04-07' }))
        if (d.items[0]) {
          d.items[0].tasks = [
            task(`${r.id}-1`, 'u1', '区住房和城乡建设局', 'lead', r.receipts > 0),
            task(`${r.id}-2`, 'u2', '区交通运输局', 'assist', r.receipts > 1),
            task(`${r.id}-3`, 'u3', '区公安分局交警大队', 'assist', r.receipts > 2),
          ]
        }
      }
      return [r.id, d] as const
    }),
  )
  const get = (id: string, version?: number): SlipDetail => {
    const found = slips.get(id)
    if (!found) throw new CommandError('not_found', id, '', [])
    if (version !== undefined && version !== found.version) {
      throw new CommandError('conflict', 'stale', '', [])
    }
    return found
  }
  const put = (slip: SlipDetail, over: Partial<SlipDetail>): SlipDetail => {
    const next = { ...slip, ...over, version: slip.version + 1 }
    slips.set(slip.id, next)
    return next
  }

  fake('list_slips', ({ query }) => {
    const rows = ROWS.map((r) => ({ ...r, state: get(r.id).state, number: get(r.id).number }))
    const seen = rows.filter((r) => r.enterprise.includes(query))
    const groups = Object.values(WAITS).flatMap((label) => {
      const own = seen.filter((r) => WAITS[r.state] === label)
      if (label !== '待签收') return own.length ? [{ label, total: own.length, slips: own }] : []
      const waiting = own.filter((r) => r.receipts < r.units)
      const handled = own.filter((r) => r.receipts >= r.units)
      return [
        { label, total: waiting.length, slips: waiting },
        { label: '办理中', total: handled.length, slips: handled },
      ]
    })
    return { groups, total: seen.length }
  })
  fake('get_slip', ({ id }) => get(id))
  fake('preview_slip', ({ id }) => {
    const slip = get(id)
    return {
      pages: [page(slip)],
      missing: slip.missing.filter((m) => m.demand_id),
      missing_glyphs: [],
    }
  })
  fake('get_status', () =>
    sampleStatus({
      today: TODAY,
      clerk: {
        id: 'c1',
        name: '何静',
        post: '经办人',
        is_active: true,
        is_cleared: false,
        version: 1,
      },
      now: '2026-03-23T07:20:41Z',
      workday_of_month: 16,
      last_backup: null,
      data_dir: '',
    }),
  )
  fake('save_slip', ({ id, version, demands, ...head }) => {
    const slip = get(id, version)
    const items = demands.flatMap((d) => slip.items.find((i) => i.demand_id === d) ?? [])
    return put(slip, { urgency: head.urgency, proposal: head.proposal, items })
  })
  fake('submit_slip', ({ id, version, reviewer }) =>
    put(get(id, version), { state: 'under_review', reviewer }),
  )
  fake('approve_slip', ({ id, version, reviewer }) =>
    put(get(id, version), { state: 'awaiting_instruction', reviewer }),
  )
  fake('return_slip', ({ id, version, reason }) =>
    put(get(id, version), { state: 'drafting', return_reason: reason }),
  )
  fake('void_slip', ({ id, version, reason }) => {
    const slip = get(id, version)
    // As the core: the tasks are taken back, what was signed for stays told.
    const recalled = (t: Task): Task => ({ ...t, state: 'recalled' })
    const items = slip.items.map((i) => ({ ...i, tasks: i.tasks.map(recalled) }))
    return put(slip, { state: 'void', void_reason: reason, items })
  })
  fake('instruct_slip', ({ id, version, text, instructed_on, changes }) => {
    const slip = get(id, version)
    const items = slip.items.map((i) => {
      const change = changes.find((c) => c.demand_id === i.demand_id)
      return change ? { ...i, drafted: i.drafted ?? i.fields, fields: change.fields } : i
    })
    const missing = slip.missing.filter(
      (m) => !items.find((i) => i.demand_id === m.demand_id)?.fields.responsible_person,
    )
    const next = { state: 'instructed' as const, instruction: text, instructed_on, signer: zhou }
    // What changes wants a new signature.
    const isSame = slip.instruction === text && changes.length === 0
    const ink = isSame ? slip.ink : null
    return put(slip, { ...next, items, missing, ink })
  })
  fake('sign_slip', ({ id, version, ink, scan_id }) =>
    put(get(id, version), { ink, scan_id, signed_at: '2026-03-23T07:20:00Z' }),
  )
  fake('issue_slip', ({ id, version, issuer }) => {
    const slip = get(id, version)
    return put(slip, { state: 'issued', number: slip.next_number, issuer, issued_on: TODAY })
  })
  fake('register_receipt', ({ task_id, received_by }) => {
    const slip = [...slips.values()].find((s) =>
      s.items.some((i) => i.tasks.some((t) => t.id === task_id)),
    )
    if (!slip) throw new CommandError('not_found', task_id, '', [])
    const received = (t: Task): Task =>
      t.id === task_id
        ? { ...t, state: 'received', received_by, received_at: '2026-03-23T07:20:00Z' }
        : t
    return put(slip, {
      items: slip.items.map((i) => ({ ...i, tasks: i.tasks.map(received) })),
    })
  })
  fake('print_slips', ({ ids }) => ({ path: '/tmp/slips.pdf', pages: ids.length }))
  fake('export_slips', ({ slips: chosen, folder }) => {
    const all = [...slips.values()]
    const meant =
      chosen.of === 'named'
        ? chosen.ids.map((id) => get(id))
        : all.filter((s) => s.state === 'issued' && s.number?.includes(`〔${chosen.year}〕`))
    const files = meant.map((s) => `${s.number ?? s.draft_code} ${s.enterprise}.pdf`)
    return { folder, files, renamed: 0 }
  })
  fakeDesktop('desktop_choose_folder', () => '/home/hejing/发给各单位')
  fakeDesktop('desktop_open_folder', () => undefined)
  fake('find_names', () => ({ hits: [] }))
  fake('list_ledger', () => ({
    rows: [],
    total: 0,
    enterprises: 0,
    lights: {
      red: 0,
      yellow: 0,
      blue: 0,
      none: 0,
      not_started: 0,
      paused: 0,
      answered: 0,
      done: 0,
      left: 0,
    },
  }))
  fakeDesktop('desktop_print', () => undefined)
  return slips
}
