/** The running ninth reception day of 川江区: the record the live screen is drawn and tested with. */
import { sampleRuler } from '../../../dev/samples'
import { newFields } from '@/demandFields'
import type { DemandFields, Minutes, MissingField, Quote, SittingDemand } from '../bindings'
import { entry, sampleEntries } from './entriesSample'
import { at, DAY, sampleReception } from './sittingSample'

export const demand = (
  id: string,
  guestId: string,
  quotes: Quote[],
  fields: Partial<DemandFields>,
  state: SittingDemand['state'] = 'accepted',
): SittingDemand => ({
  id,
  number: id.toUpperCase(),
  guest_id: guestId,
  quotes,
  state,
  fields: { ...newFields(), ...fields },
  answer: '',
  answered_by: '',
  due_on: null,
  is_provisional: false,
  ruler: null,
  missing: [],
  slip_id: null,
  version: 1,
})

const NEEDED: [keyof DemandFields, string][] = [
  ['lead_unit', '主办单位'],
  ['limit', '时限'],
  ['responsible_person', '责任人'],
]

const SENTENCE = '按今日交办，次日起算。跳过 13 天：中秋 3、国庆 7、周末 3；10月10日补班。'

/** What the core works out of a demand: its due date, its ruler, what it lacks. */
export function settle(m: Minutes): Minutes {
  m.demands.forEach((d, i) => {
    const { limit } = d.fields
    const ruler = limit
      ? sampleRuler(DAY, limit, 'issue', SENTENCE, [
          { date: '2026-10-16', light: 'blue' },
          { date: '2026-10-20', light: 'yellow' },
        ])
      : null
    d.due_on = ruler?.cells.at(-1)?.date ?? null
    d.ruler =
      ruler && d.due_on
        ? ({ ...ruler, due: { on: d.due_on, is_provisional: false } } as SittingDemand['ruler'])
        : null
    d.missing =
      d.state === 'answered_on_site'
        ? []
        : NEEDED.filter(([k]) => !d.fields[k]).map(([field, label]): MissingField => ({
            demand_id: d.id,
            field,
            label: `${label}（诉求 ${i + 1}）`,
          }))
  })
  m.missing = m.demands.flatMap((d) => d.missing)
  return m
}

/** The sitting of the target pictures, at 10:09. */
export function sampleMinutes(): Minutes {
  const decision = '旺季等不起。供电公司牵头，自然资源局、城北街道配合，15 个工作日送电。'
  const cost =
    '三号冷库去年 11 月扩容，负荷从 400 千伏安增到 800。报装到现在九个月没送上电，靠租发电机，一天多花 4200 元。'
  const from = [...cost].length - 11
  return settle({
    reception: sampleReception(),
    entries: sampleEntries(cost, decision),
    demands: [
      demand('d1', 'g1', [{ entry_id: 'n1', from: 0, to: 18 }], {
        title: '二期厂房规划条件办理',
        lead_unit: 'u2',
        lead_unit_name: '区自然资源局',
        limit: 10,
        responsible_person: '齐例安',
      }),
      demand('d2', 'g1', [], { title: '首台套补贴申报口径' }, 'answered_on_site'),
      demand(
        'd3',
        'g2',
        [
          { entry_id: 'n6', from, to: from + 10 },
          { entry_id: 'n8', from: 0, to: [...decision].length },
        ],
        {
          title: '三号冷库增容送电受阻，请求限期接通',
          category: 'utilities',
          urgency: ['urgent'],
          lead_unit: 'u1',
          lead_unit_name: '川江供电公司',
          assisting_units: ['u2', 'u3'],
          assisting_unit_names: ['区自然资源局', '城北街道办事处'],
          limit: 15,
        },
      ),
    ],
    draft: {
      ...entry(
        'n9',
        '10:09',
        'g2',
        'enterprise',
        '何例舟',
        'e2',
        '还有，城配冷链车进城通行证一月一办，跑一趟半天，能不能',
        10,
      ),
      is_draft: true,
    },
    missing: [],
    last_saved_at: at('10:09'),
  })
}
