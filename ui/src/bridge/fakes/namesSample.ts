/** The units and people of 川江区 by name and sound, as `@` finds them. */
import type { NameHit } from '../bindings'

export const UNITS: NameHit[] = [
  ['u1', '川江供电公司', '供电公司', '邓例文', 'cjgdgs'],
  ['u2', '区自然资源局', '', '齐例安', 'qzrzyj'],
  ['u3', '城北街道办事处', '城北街道', '许例川', 'cbjdbsc'],
  ['u4', '区公安分局交通管理大队', '交管大队', '罗示川', 'qgafjjtgldd'],
  ['u5', '区机关事务服务中心', '机关事务', '魏例安', 'qjgswfwzx'],
  ['u6', '区价格认证中心', '', '齐示远', 'qjgrzzx'],
  ['u7', '区金融工作服务中心', '金融中心', '罗示恒', 'qjrgzfwzx'],
].map(([id = '', name = '', short = '', person = '']) => ({
  kind: 'unit',
  id,
  name,
  short_name: short || name,
  note: `联络员 ${person}`,
  spans: [],
}))
const INITIALS: Record<string, string> = {
  u1: 'cjgdgs',
  u2: 'qzrzyj',
  u3: 'cbjdbsc',
  u4: 'qgafjjtgldd',
  u5: 'qjgswfwzx',
  u6: 'qjgrzzx',
  u7: 'qjrgzfwzx',
  l1: 'slc',
  e9: 'cjjgmjyxgs',
}
const OTHERS: NameHit[] = [
  { kind: 'leader', id: 'l1', name: '沈例成', short_name: '沈例成', note: '区长', spans: [] },
  {
    kind: 'enterprise',
    id: 'e9',
    name: '川江精工模具有限公司',
    short_name: '精工模具',
    note: '未到会',
    spans: [],
  },
]

/** What `@` finds for what is typed. */
export function namesFor(query: string, kinds: string[]): NameHit[] {
  const q = query.toLowerCase()
  return [...UNITS, ...OTHERS]
    .filter((h) => kinds.includes(h.kind))
    .flatMap((h): NameHit[] => {
      const from = [...h.name].join('').indexOf(q)
      const sound = INITIALS[h.id] ?? ''
      if (q === '') return [h]
      if (from >= 0) return [{ ...h, spans: [[from, from + [...q].length]] }]
      const s = sound.indexOf(q)
      if (s >= 0) return [{ ...h, spans: [[s, s + q.length]] }]
      // Letters in order, as 交管 in 交通管理.
      const spans: [number, number][] = []
      let i = -1
      for (const c of q) {
        i = sound.indexOf(c, i + 1)
        if (i < 0) return []
        spans.push([i, i + 1])
      }
      return [{ ...h, spans }]
    })
}
