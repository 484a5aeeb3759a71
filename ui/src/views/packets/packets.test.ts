import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AcceptReturn, ExportRefusals, MakePackets } from '@/bridge/bindings'
import { CommandError } from '@/bridge/errors'
import { fake, fakeDesktop, fakeOf, fakeReset } from '@/bridge/fake'
import { fakePackets } from '@/bridge/fakes/packets'
import { installKeys } from '@/keys'
import PacketActs from './PacketActs.vue'

const stops: (() => void)[] = []
beforeEach(() => {
  stops.push(installKeys())
  fakePackets()
})
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
  fakeReset()
})

function open() {
  const w = mount(PacketActs, { attachTo: document.body })
  stops.push(() => w.unmount())
  return w
}
async function press(key: string, ctrlKey = false) {
  const e = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })
  ;(document.activeElement ?? document.body).dispatchEvent(e)
  await flushPromises()
}
const text = () => document.body.textContent.replace(/\s+/g, ' ')
const counts = () => document.querySelector('[data-test="return-counts"]')?.textContent

/** Keeps what a use case is called with. */
function spied<T>(name: 'make_packets' | 'accept_return' | 'export_refusals'): T[] {
  const inputs: T[] = []
  const usual = fakeOf(name) as unknown as (input: never) => never
  fake(name, (input) => {
    inputs.push(input as T)
    return usual(input as never)
  })
  return inputs
}

test('packets go to the units that are ticked, by keys alone', async () => {
  const asked = spied<MakePackets>('make_packets')
  open()
  await press('p')
  expect(text()).toContain('已选 3 个单位，8 项任务')
  await press('ArrowDown')
  await press('x')
  expect(text()).toContain('已选 2 个单位，7 项任务')
  await press('Enter', true)
  expect(asked[0]).toMatchObject({ units: ['u1', 'u3'], folder: '/桌面/工作包' })
  expect(text()).toContain('已为 2 个单位生成工作包')
})

test('without a folder nothing is made', async () => {
  fakeDesktop('desktop_choose_folder', () => null)
  const asked = spied<MakePackets>('make_packets')
  open()
  await press('p')
  await press('Enter', true)
  expect(asked).toHaveLength(0)
})

test('a returned packet is looked at, taken in part, and the rest goes back', async () => {
  const taken = spied<AcceptReturn>('accept_return')
  const back = spied<ExportRefusals>('export_refusals')
  const w = open()
  await press('r')
  expect(counts()).toBe('可登记 2 处，退回 2 处，以前登记过 1 处')
  expect(text()).toContain('这一行不是本单位的任务')
  await press('ArrowDown')
  await press('x')
  expect(text()).toContain('登记选中的 1 处')
  expect(taken).toHaveLength(0)
  await press('Enter', true)
  expect(taken[0]?.picked).toEqual([{ row: 7, part: 'receipt' }])
  expect(counts()).toBe('已登记 1 处，没有采纳 1 处，退回 2 处，以前登记过 1 处')
  expect(w.emitted('changed')).toHaveLength(1)
  await press('Enter', true)
  expect(taken).toHaveLength(1)
  await press('e', true)
  expect(back[0]).toMatchObject({
    left_out: [{ row: 7, part: 'progress' }],
    target: '/桌面/退回清单.xlsx',
  })
  expect(text()).toContain('已导出 3 行')
})

test('what is no packet is said in the dialog, and another file can be chosen', async () => {
  const usual = fakeOf('preview_return')
  fake('preview_return', () => {
    throw new CommandError('precondition_failed', '', '这不是 Excel 工作簿。', [])
  })
  open()
  await press('r')
  expect(text()).toContain('这不是 Excel 工作簿。')
  expect(text()).toContain('另选文件')
  fake('preview_return', usual)
  await press('o', true)
  expect(text()).not.toContain('这不是 Excel 工作簿。')
  expect(counts()).toContain('可登记 2 处')
})

test('a cancelled choice opens nothing', async () => {
  fakeDesktop('desktop_choose_file', () => null)
  open()
  await press('r')
  expect(document.querySelector('[data-test="return-dialog"]')).toBeNull()
})
