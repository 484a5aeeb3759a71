import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { CommandError } from '@/bridge/errors'
import { registerPaletteSource } from '@/palette'
import CommandPalette from './CommandPalette.vue'

const stops: (() => void)[] = []
afterEach(() => {
  stops.splice(0).forEach((stop) => stop())
  document.body.replaceChildren()
})

async function open() {
  const w = mount(CommandPalette, {
    props: {
      modelValue: true,
      'onUpdate:modelValue': (v: boolean) => w.setProps({ modelValue: v }),
    },
    attachTo: document.body,
  })
  stops.push(() => w.unmount())
  await flushPromises()
  const input = document.querySelector<HTMLInputElement>('.palette input')
  if (!input) throw new Error('the palette has no field')
  const press = async (key: string, init: KeyboardEventInit = {}) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }))
    await flushPromises()
  }
  const type = async (text: string) => {
    input.value = text
    input.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  return { input, press, type }
}
function source(id: string, labels: string[], run = vi.fn()) {
  stops.push(
    registerPaletteSource({
      id,
      title: id,
      search: async (q) =>
        labels.filter((l) => l.includes(q)).map((l) => ({ id: l, label: l, run: () => run(l) })),
    }),
  )
  return run
}
const selected = () => document.querySelector('.palette [aria-selected=true]')?.textContent?.trim()

test('the keyboard reaches every group and runs the chosen one', async () => {
  source('前往', ['工作台', '诉求台账'])
  const run = source('企业', ['沱湾冷链物流'])
  const { input, press } = await open()
  expect(document.activeElement).toBe(input)
  expect(selected()).toBe('工作台')
  await press('ArrowUp')
  expect(selected()).toBe('沱湾冷链物流')
  await press('Enter')
  expect(run).toHaveBeenCalledWith('沱湾冷链物流')
  expect(document.querySelector('.palette')).toBeNull()
})

test('typing narrows; Enter of the input method runs nothing', async () => {
  const run = source('前往', ['工作台', '诉求台账'])
  const { press, type } = await open()
  await type('诉求')
  expect(selected()).toBe('诉求台账')
  await press('Enter', { isComposing: true })
  expect(run).not.toHaveBeenCalled()
  await type('没有的词')
  expect(document.querySelector('.palette-none')?.textContent).toContain('没有的词')
})

test('a source that fails says so and leaves the others alone', async () => {
  source('前往', ['工作台'])
  stops.push(
    registerPaletteSource({
      id: 'x',
      title: '诉求',
      search: () => Promise.reject(new CommandError('busy', '', '', [])),
    }),
  )
  await open()
  expect(selected()).toBe('工作台')
  expect(document.querySelector('.palette-problem')?.textContent).toBe('数据正被占用')
})

test('Esc closes', async () => {
  const { press } = await open()
  await press('Escape')
  expect(document.querySelector('.palette')).toBeNull()
})
