/** Where a demand stands among 点单 派单 接单 评单. */
import type { DemandDetail } from '@/bridge/bindings'
import type { Stage, StageRound } from '@/components/StageGrid.vue'
import { shortDate, tableDate } from '@/format'
import { termLabel } from '@/labels'

const ahead = (second?: string): Stage => ({ state: 'ahead', text: '未到', second })

/** Share of the limit that has passed, from the ruler's counted days. */
export function usedShare(d: DemandDetail, today: string): number | undefined {
  const cells = d.ruler?.cells ?? []
  if (cells[0]?.kind !== 'issue') return d.light === 'red' ? 1 : undefined
  const last = cells.reduce((n, c) => Math.max(n, c.ordinal ?? 0), 0)
  const passed = cells
    .filter((c) => c.date <= today)
    .reduce((n, c) => Math.max(n, c.ordinal ?? 0), 0)
  return last > 0 ? passed / last : undefined
}

/** The four stages as far as this demand has come. */
export function stagesOf(d: DemandDetail, today: string): StageRound {
  const word = termLabel('DemandState', d.state)
  const raised: Stage = { state: 'done', text: shortDate(d.raised_on, today), second: d.occasion }
  const limit = d.fields.limit === null ? '' : `${d.fields.limit} 个工作日`
  const title = '第 1 轮'
  switch (d.state) {
    case 'draft':
    case 'pending_review':
      return { title, stages: [{ ...raised, state: 'now', text: word }, ahead(), ahead(), ahead()] }
    case 'accepted':
      return { title, stages: [raised, { state: 'now', text: '待拟交办单' }, ahead(), ahead()] }
    case 'answered_on_site':
      return {
        title,
        stages: [
          raised,
          { state: 'done', text: '不须交办' },
          { state: 'done', text: word, second: d.answered_by },
          ahead(),
        ],
      }
    case 'awaiting_instruction':
    case 'instructed':
      return {
        title,
        stages: [raised, { state: 'now', text: word, second: limit }, ahead(), ahead()],
      }
    case 'awaiting_receipt':
    case 'in_progress': {
      const slip = [d.slip_number ?? '签发', limit].filter(Boolean).join('，')
      const issued = {
        state: 'done',
        text: shortDate(d.issued_on, today),
        second: slip,
      } as const
      const due = d.due_on ? `到期 ${tableDate(d.due_on, today)}` : ''
      return {
        title,
        stages: [raised, issued, { state: 'now', text: word, second: due }, ahead()],
        used: usedShare(d, today),
      }
    }
  }
}
