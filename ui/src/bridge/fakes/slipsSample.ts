/** The slips of picture 03, in every state. */
import type {
  DemandFields,
  SlipDetail,
  SlipItem,
  SlipRow,
  SlipState,
  Task,
  TaskRole,
} from '../bindings'

export const TODAY = '2026-03-23'
export const zhou = { id: 'l1', name: '周明远', post: '区委书记' }
const li = { id: 'l2', name: '李卫东', post: '区委常委、统战部部长' }

export const fields = (over: Partial<DemandFields>): DemandFields => ({
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

export const task = (
  id: string,
  unit: string,
  name: string,
  role: TaskRole,
  done: boolean,
): Task => ({
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
    attachments: [],
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
export function page(slip: SlipDetail): string {
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

export const issued = (n: number, over: Partial<SlipRow>) =>
  row(`s${n}`, { number: `川工商联交〔2026〕${n}号`, state: 'issued', units: 3, ...over })

export const ROWS: SlipRow[] = [
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
