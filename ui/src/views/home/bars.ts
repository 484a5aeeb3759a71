/** 到期分布: a bar a day, rest days as hatched stretches with their names. */
import type { DueBar } from '@/bridge/bindings'
import { partsOf } from '@/format'

export interface Stretch {
  /** Column, from 0, and how many it covers. */
  from: number
  span: number
  /** `国庆休 7 天`; empty for a plain weekend. */
  label: string
}

export const isRest = (bar: DueBar): boolean =>
  bar.kind.kind === 'weekend' || bar.kind.kind === 'holiday'

/** Neighbouring rest days as one stretch. */
export function restsOf(bars: DueBar[]): Stretch[] {
  const out: (Stretch & { names: Set<string> })[] = []
  bars.forEach((bar, i) => {
    if (!isRest(bar)) return
    let last = out.at(-1)
    if (!last || last.from + last.span !== i) {
      last = { from: i, span: 0, label: '', names: new Set() }
      out.push(last)
    }
    last.span += 1
    if (bar.kind.kind === 'holiday') last.names.add(bar.kind.name.replace(/节$/, ''))
  })
  return out.map(({ from, span, names }) => {
    const name = [...names].join('、')
    return { from, span, label: !name ? '' : span > 3 ? `${name}休 ${span} 天` : name }
  })
}

/** The months under the bars: where each begins. */
export function monthsOf(bars: DueBar[]): { from: number; label: string }[] {
  const out: { from: number; label: string }[] = []
  bars.forEach((bar, i) => {
    const p = partsOf(bar.date)
    const label = `${p?.m ?? ''}月`
    if (out.at(-1)?.label !== label) out.push({ from: i, label })
  })
  return out
}

/** One sentence for those who hear it. */
export function barsSentence(bars: DueBar[]): string {
  const days = bars.filter((b) => b.count > 0)
  if (days.length === 0) return '三周内没有到期的诉求。'
  const words = days.map((b) => {
    const p = partsOf(b.date)
    return `${p?.m}月${p?.d}日 ${b.count} 项`
  })
  return `${words.join('，')}。`
}
