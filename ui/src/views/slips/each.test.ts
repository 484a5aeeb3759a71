import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fake, fakeDesktop } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import { fakeSlips } from '@/bridge/fakes/slips'
import { installKeys } from '@/keys'
import { show, tidy } from './slips.testing'

beforeEach(() => fakeSlips())
afterEach(tidy)

test('ticked slips are saved one by one in the folder the clerk picks', async () => {
  const asked = vi.fn()
  const shown = vi.fn()
  const { view, at } = await show('s31')
  fakeDesktop('desktop_choose_folder', ({ title }) => {
    asked(title)
    return '/发给各单位'
  })
  fakeDesktop('desktop_open_folder', ({ path }) => shown(path))
  const boxes = view.findAll('.slip-row input[type=checkbox]')
  await boxes[0]?.trigger('change')
  await boxes[1]?.trigger('change')
  await at('batch-each').trigger('click')
  await flushPromises()
  expect(asked).toHaveBeenCalledWith('把选中的 2 张交办单逐张存到哪个文件夹')
  expect(at('slips-saved').text()).toContain('已逐张存好 2 张')
  expect(at('slips-saved').text()).toContain('/发给各单位')
  expect(at('slips-saved').text()).not.toContain('同名')
  await at('open-folder').trigger('click')
  expect(shown).toHaveBeenCalledWith('/发给各单位')
  view.unmount()
})

test('by the keyboard and with none ticked, all issued slips of the search are meant', async () => {
  const asked = vi.fn()
  fake('export_slips', (input) => {
    asked(input.slips)
    return { folder: input.folder, files: ['a.pdf', 'b.pdf', 'c.pdf'], renamed: 2 }
  })
  const { view, at } = await show('s31')
  const stopKeys = installKeys()
  const key = { key: 'S', ctrlKey: true, shiftKey: true, bubbles: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(asked).toHaveBeenCalledWith({ of: 'issued', year: 2026, query: '' })
  expect(at('slips-saved').text()).toContain('其中 2 张')
  expect(at('slips-saved').text()).toContain('旧文件没有动')
  // Without a folder nothing happens; what went wrong is told.
  asked.mockClear()
  fakeDesktop('desktop_choose_folder', () => null)
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(asked).not.toHaveBeenCalled()
  fakeDesktop('desktop_choose_folder', () => '/办公室/data')
  fake('export_slips', () => {
    const message = '请不要存到数据文件夹里，换一个位置。'
    throw new CommandError('validation', '', '', [{ field: 'folder', message }])
  })
  document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  await flushPromises()
  expect(view.text()).toContain('请不要存到数据文件夹里')
  expect(at('slips-saved').exists()).toBe(false)
  stopKeys()
  view.unmount()
})
