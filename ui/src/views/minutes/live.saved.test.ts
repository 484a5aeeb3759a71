import { describe, expect, test, vi } from 'vitest'
import { saveState, undoOffer } from '@/shell'
import { fake } from '@/bridge/fake'
import { CommandError } from '@/bridge/errors'
import {
  fill,
  office,
  open,
  press,
  settle,
  test$,
  twoDemands,
  type,
  undo,
  useLiveTests,
} from './live.testing'

useLiveTests()

const at = () => (saveState.value.kind === 'saved' ? saveState.value.at : saveState.value.kind)

/** A minute later, an act; returns the time told after it. */
async function told(act: () => Promise<unknown>) {
  await settle(400)
  vi.setSystemTime(Date.now() + 60_000)
  const before = at()
  await act()
  await settle(400)
  expect(at()).not.toBe(before)
  expect(at()).toMatch(/^\d\d:\d\d:\d\d$/)
}

describe('已保存 bears the time of the last act', () => {
  test('a split, a join and what takes them back', async () => {
    await twoDemands()
    await told(async () => {
      await press('Ctrl+D')
      await fill('split-left', '夜间')
      await fill('split-taken', '不准装卸。')
      await press('Enter', test$('split-taken'))
    })
    await told(undo)
    await told(() => press('Ctrl+M'))
    await told(undo)
  })

  test('an act says nothing of words still on their way', async () => {
    await twoDemands()
    fake('save_entry', () => {
      throw new CommandError('disk_full', '', '', [])
    })
    await type('还有一句')
    await settle(400)
    expect(saveState.value.kind).toBe('failed')
    await press('Ctrl+M')
    await settle(100)
    expect(saveState.value.kind).toBe('failed')
  })
})

describe('Ctrl S', () => {
  test('saves at once what is typed', async () => {
    await open()
    await type('一月一办')
    expect(saveState.value.kind).toBe('saving')
    await press('Ctrl+S')
    await settle()
    expect(office.draft?.text).toBe('一月一办')
    expect(saveState.value.kind).toBe('saved')
  })

  test('says so when there is nothing to save, and then the time again', async () => {
    await twoDemands()
    const before = at()
    await press('Ctrl+S')
    expect(saveState.value).toEqual({ kind: 'told', words: '记录随写随存，没有要保存的改动。' })
    await settle(7000)
    expect(at()).toBe(before)
    expect(undoOffer.value).toBeNull()
  })

  test('tells what an open form waits for', async () => {
    await twoDemands()
    await press('Ctrl+D')
    await press('Ctrl+S')
    expect(saveState.value).toMatchObject({ words: '拆分还没有办，按 Enter 拆分。' })
  })
})

async function limit(days: string) {
  document.querySelector<HTMLElement>('.demand.focus [data-field=limit]')?.focus()
  await settle()
  await fill('edit-limit', days)
  await press('Enter', test$('edit-limit'))
  await settle(400)
}

test('a limit the words contradict is said at the limit, and no more once they agree', async () => {
  await open()
  await press('F3')
  await type('请供电公司10个工作日内送电。')
  await press('Ctrl+Enter')
  await settle(400)
  expect(test$('limit-caution')).toBeNull()
  await limit('15')
  expect(test$('limit-caution')?.textContent?.trim()).toBe(
    '办理要求里写的是 10 个工作日，时限是 15 个工作日。',
  )
  await limit('10')
  expect(test$('limit-caution')).toBeNull()
})
