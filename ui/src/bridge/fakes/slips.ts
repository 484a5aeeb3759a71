/** The slips of picture 03 for Chromium and tests: they move through their states. */
import { fake, fakeDesktop } from '../fake'
import { sampleStatus } from './status'
import { CommandError } from '../errors'
import type {
  DemandFields,
  SlipDetail,
  SlipItem,
  SlipRow,
  SlipState,
  Task,
  TaskRole,
} from '../bindings'

const TODAY = '2026-03-23'
const zhou = { id: 'l1', name: '周明远', post: '区委书记' }
const li = { id: 'l2', name: '李卫东', post: '区委常委、统战部部长' }

const fields = (over: Partial<DemandFields>): DemandFields => ({
  kind: 'problem',
  category: 'utilities',
  title: '厂区北侧雨污分流改造工期与交货期冲突',
  facts:
    '企业出口订单须于4月底前分三批发运，厂区北侧市政雨污分流改造计划3月30日起全幅封闭45天，大型平板车无法进出，影响交货约1260万元。',
  request: '请求分段施工。',
  amount_fen: null,
  urgency: ['urgent'],
  visibility: 'open',
  lead_unit: 'u1',
  lead_unit_name: '区住房和城乡建设局',
  assisting_units: ['u2', 'u3'],
  assisting_unit_names: ['区交通运输局', '区公安分局交警大队'],
  responsible_person: '罗示川 副局长',
  requirement: '实地核实交通组织条件，3月27日前提出分段施工方案。',
  limit: 15,
  feedback: 'written',
  ...over,
})

const task = (id: string, unit: string, name: string, role: TaskRole, done: boolean): Task => ({
  id,
  unit_id: unit,
  unit_name: name,
  role,
  state: done ? 'received' : 'awaiting_receipt',
  responsible_person: '',
  due_on: '2026-04-07',
  light: 'none',
  received_at: done ? '2026-03-18T02:12:00Z' : null,
  received_on: done ? '2026-03-18' : null,
  received_by: done ? '邓例文' : '',
  received_post: done ? '科长' : '',
  receipt_due_on: '2026-03-20',
  version: 1,
})

const item = (id: string, number: string, over: Partial<DemandFields>): SlipItem => ({
  demand_id: id,
  number,
  version: 1,
  fields: fields(over),
  drafted: null,
  original_due_on: null,
  due_on: null,
  is_provisional: false,
  tasks: [],
})

const second: Partial<DemandFields> = {
  title: '申请首贷周转资金，请求协调纳入“园区贷”名单',
  category: 'financing',
  facts: '企业因新购五轴加工中心占用流动资金，拟申请500万元一年期贷款，抵押物已足额设定。',
  request: '希望纳入“园区贷”风险补偿名单。',
  urgency: [],
  lead_unit: 'u4',
  lead_unit_name: '区财政局',
  assisting_units: ['u5'],
  assisting_unit_names: ['区经济信息化和科学技术局'],
  responsible_person: '',
  requirement: '5个工作日内组织银企对接，说明能否纳入及依据。',
  limit: 10,
}

/** A slip of the sample year. */
export function sampleSlip(
  id: string,
  state: SlipState,
  over: Partial<SlipDetail> = {},
): SlipDetail {
  const isAfter = state === 'instructed' || state === 'issued'
  return {
    id,
    version: 3,
    state,
    number: null,
    draft_code: 'JB2026-0031',
    next_number: '川工商联交〔2026〕12号',
    urgency: 'urgent',
    reception_id: 'r13',
    occasion: '第13期（2026年3月19日会场）',
    enterprise: '川江启明精密机械有限公司',
    representative: '刘启明（法定代表人）',
    receiving_leader: zhou,
    proposal:
      '经实地走访核实，情况属实、请求合理。建议由区委常委、统战部部长李卫东同志牵头，按下列分工限期办理。妥否，请批示。',
    drafted_by: '何静',
    reviewer: state === 'drafting' ? '' : '陈启文',
    return_reason: '',
    instruction: isAfter
      ? '请卫东同志牵头，区住建局、区财政局具体负责，迅速落实。施工方案要当面听取企业意见，不得简单“一停了之”。4月15日前报结果。'
      : '',
    signer: isAfter ? zhou : null,
    instructed_on: isAfter ? TODAY : null,
    lead_leader: li,
    ink: isAfter ? INK : null,
    scan_id: null,
    signed_at: isAfter ? '2026-03-23T07:20:00Z' : null,
    issuer: '',
    issued_on: null,
    void_reason: '',
    print_count: 0,
    paper_version: 1,
    items: [item('d1', 'SQ2026-0131', {}), item('d2', 'SQ2026-0132', second)],
    missing: [{ demand_id: 'd2', field: 'responsible_person', label: '责任人（第2项）' }],
    checks: [
      { label: '批示、签名、日期', is_done: isAfter, note: isAfter ? '手写签名' : '未签' },
      { label: '每项都有主办单位和时限', is_done: true, note: '' },
      { label: '每项都有责任人', is_done: false, note: '' },
      { label: '每项都有办理要求', is_done: true, note: '' },
      { label: '拟办、审核', is_done: state !== 'drafting', note: '' },
    ],
    issue_due_on: '2026-03-24',
    ...over,
  }
}

const stroke = (points: [number, number][]) => ({ width: 3, points })
const INK = {
  width: 340,
  height: 104,
  strokes: [
    stroke([
      [110, 24],
      [106, 52],
      [98, 84],
    ]),
    stroke([
      [112, 26],
      [146, 22],
      [150, 60],
      [144, 86],
    ]),
    stroke([
      [122, 40],
      [138, 38],
      [130, 40],
      [130, 58],
      [120, 60],
      [142, 57],
    ]),
    stroke([
      [178, 34],
      [176, 64],
      [194, 60],
      [196, 32],
      [178, 34],
    ]),
    stroke([
      [212, 26],
      [208, 60],
      [200, 88],
      [214, 28],
      [236, 26],
      [236, 84],
      [228, 80],
    ]),
    stroke([
      [262, 30],
      [286, 27],
      [272, 44],
      [294, 42],
      [270, 66],
      [264, 84],
      [310, 88],
    ]),
  ],
}

/** A page that only resembles the form: the true one comes from the typesetter. */
function page(slip: SlipDetail): string {
  const rows = [
    [slip.enterprise, 66],
    [slip.occasion, 74],
    [slip.instruction || '', 92],
    [slip.proposal.slice(0, 34), 118],
    ...slip.items.map((i, n) => [`${n + 1}　${i.fields.title}`, 142 + n * 40]),
  ] as [string, number][]
  const words = rows
    .map(([text, y]) => `<text x="32" y="${y}" font-size="4.2">${text}</text>`)
    .join('')
  const lines = [60, 68, 78, 112, 128, 136, 176, 216, 250]
    .map((y) => `<path d="M27 ${y}H183" stroke="#333" stroke-width=".3"/>`)
    .join('')
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" font-family="serif">' +
    '<rect width="210" height="297" fill="#fff"/>' +
    '<text x="105" y="38" font-size="11" fill="#f33" text-anchor="middle" font-weight="700">川江区民营企业接待日交办单</text>' +
    `<text x="28" y="51" font-size="5.4">${slip.number ?? '川工商联交〔2026〕　　号'}</text>` +
    `<path d="M27 56H183" stroke="#f33" stroke-width=".8"/>${lines}${words}</svg>`
  )
}

const row = (id: string, over: Partial<SlipRow>): SlipRow => ({
  id,
  number: null,
  draft_code: 'JB2026-0031',
  state: 'instructed',
  enterprise: '川江启明精密机械有限公司',
  items: 2,
  leader: '周明远',
  urgency: 'ordinary',
  light: 'not_started',
  remaining: '签发还剩 1 个工作日',
  due_on: null,
  receipts: 0,
  units: 0,
  print_count: 0,
  ...over,
})

const issued = (n: number, over: Partial<SlipRow>) =>
  row(`s${n}`, { number: `川工商联交〔2026〕${n}号`, state: 'issued', units: 3, ...over })

const ROWS: SlipRow[] = [
  row('s33', {
    state: 'drafting',
    enterprise: '江阳云杉包装有限公司',
    draft_code: 'JB2026-0034',
    items: 1,
  }),
  row('s34', {
    state: 'under_review',
    enterprise: '川江沱湾冷链物流有限公司',
    draft_code: 'JB2026-0035',
    items: 4,
  }),
  row('s32', {
    state: 'awaiting_instruction',
    enterprise: '川江青禾里食品有限公司',
    draft_code: 'JB2026-0032',
    items: 1,
  }),
  row('s31', { urgency: 'urgent' }),
  issued(10, {
    enterprise: '百尺竿新材料有限公司',
    light: 'red',
    remaining: '逾期 1 个工作日',
    receipts: 2,
  }),
  issued(11, {
    enterprise: '云杉包装有限公司',
    light: 'none',
    remaining: '还剩 6 个工作日',
    items: 1,
    units: 1,
  }),
  issued(9, {
    enterprise: '沱湾冷链物流有限公司',
    light: 'blue',
    remaining: '还剩 3 个工作日',
    items: 4,
    receipts: 4,
    units: 4,
  }),
  issued(8, {
    enterprise: '芦溪电子有限公司',
    light: 'none',
    remaining: '还剩 8 个工作日',
    items: 1,
    receipts: 1,
    units: 1,
  }),
  row('s7', {
    state: 'void',
    enterprise: '川江百尺商贸有限公司',
    number: '川工商联交〔2026〕7号',
    light: 'done',
    remaining: '',
  }),
]

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
      clerk: { id: 'c1', name: '何静', post: '经办人', is_active: true, version: 1 },
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
  fake('void_slip', ({ id, version, reason }) =>
    put(get(id, version), { state: 'void', void_reason: reason }),
  )
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
  fake('find_names', () => ({ hits: [] }))
  fake('list_ledger', () => ({
    rows: [],
    total: 0,
    enterprises: 0,
    lights: { red: 0, yellow: 0, blue: 0, none: 0, not_started: 0, paused: 0, done: 0 },
  }))
  fakeDesktop('desktop_print', () => undefined)
  return slips
}
