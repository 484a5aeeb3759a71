/** Enterprises, units and leaders of 川江区 as picture 06 shows them. */
import type {
  DemandBrief,
  DemandBriefs,
  EnterpriseRecord,
  LedgerRow,
  Leader,
  Unit,
} from '../bindings'

export const sampleRecord = (): EnterpriseRecord => ({
  kind: 'firm',
  name: '川江沱湾冷链物流有限公司',
  short_name: '沱湾冷链物流',
  credit_code: '91510599MA6TW2026P',
  district_code: '510599',
  street: '城北街道',
  address: '冷链园一路 8 号',
  industry: 'G',
  scale: 'small',
  flags: ['member'],
  chamber: '川江区物流商会',
  business: '冷链仓储、城市配送。',
  employees: 86,
  people: [
    {
      id: 'p1',
      name: '何例舟',
      post: '总经理',
      phone: '13900000021',
      is_legal_representative: true,
    },
    {
      id: 'p2',
      name: '骆示镎',
      post: '授权代表',
      phone: '13600000458',
      is_legal_representative: false,
    },
  ],
  note: '',
  is_active: true,
})

const brief = (r: LedgerRow): DemandBrief => ({
  id: r.id,
  number: r.number,
  title: r.title,
  raised_on: r.raised_on,
  occasion: '第八期接待日',
  enterprise: r.enterprise,
  lead_unit: r.lead_unit,
  category: r.category,
  state: r.state,
  light: r.light,
  due_on: r.due_on,
  remaining: r.remaining,
  slip_number: r.slip_number,
})

export const briefs = (of: LedgerRow[]): DemandBriefs => ({
  newest: of.map(brief),
  total: of.length,
  open: of.filter((r) => r.light !== 'done').length,
})

export const sampleUnits = (): Unit[] =>
  ['区住房和城乡建设局', '区水务局', '城北街道办事处', '川江供电公司', '区金融工作服务中心'].map(
    (name, i) => ({
      id: `u${i + 1}`,
      name,
      short_name: name.replace('和', ''),
      kind: i === 2 ? 'street' : i === 3 ? 'state_firm' : 'department',
      liaisons: [{ name: '贺例江', post: '办公室主任', phone: '13800000034' }],
      former_names:
        i === 0 ? [{ name: '区建设局', until_on: '2019-03-01', reason: '机构改革' }] : [],
      merged_into: null,
      is_active: true,
      open_tasks: 6 - i,
      version: 3,
    }),
  )

export const sampleLeaders = (): Leader[] =>
  [
    ['沈例成', '区委副书记、区长'],
    ['韩示和', '区委常委、统战部部长'],
    ['程例远', '区委常委、常务副区长'],
  ].map(([name = '', post = ''], i) => ({
    id: `l${i + 1}`,
    name,
    post,
    rank: i + 1,
    phone: '0830-2310001',
    is_active: true,
    version: 1,
  }))
