import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { SlipRow } from '@/bridge/bindings'
import SlipListRow from './SlipListRow.vue'

test.each(['issued', 'drafting'] as const)('a row %s counts working days as such', (state) => {
  const slip = {
    id: 's1',
    state,
    number: null,
    draft_code: '拟2026-1',
    enterprise: '沱湾冷链物流',
    urgency: 'ordinary',
    light: 'none',
    remaining: '还剩 10 个工作日',
    leader: '沈例成',
    items: 1,
    receipts: 0,
    units: 1,
  } as Partial<SlipRow> as SlipRow
  const w = mount(SlipListRow, { props: { slip, current: false, ticked: false } })
  expect(w.text()).toContain('还剩 10 个工作日')
})
