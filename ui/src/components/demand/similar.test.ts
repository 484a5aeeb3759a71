import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, reactive } from 'vue'
import type { SimilarDemand } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { newFields } from '@/demandFields'
import SimilarHint from './SimilarHint.vue'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  fakeReset()
})

const row: SimilarDemand = {
  id: 'd1',
  number: '2025-0012',
  raised_on: '2025-03-04',
  enterprise_name: '某企业',
  is_own: false,
  title: '生产线招工难',
  category: 'labour',
  state: 'closed',
  lead_unit: '区人社局',
  promised: '组织专场招聘。',
  result_class: 'a',
  outcome: '到岗六十人。',
  grade: 'satisfied',
  shared: ['招工', '普工'],
  alike: 2,
}

it('asks once typing rests and tells what was promised and how it ended', async () => {
  const asked: string[] = []
  fake('find_similar', ({ title }) => {
    asked.push(title)
    return { rows: [row], issues: [] }
  })
  const fields = reactive(newFields())
  const hint = mount(SimilarHint, {
    props: { fields, enterprise: null, today: '2026-09-23' },
    global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } },
  })
  for (const title of ['车', '车间', '车间缺人']) {
    fields.title = title
    await nextTick()
    vi.advanceTimersByTime(300)
  }
  expect(asked).toEqual([])
  vi.advanceTimersByTime(300)
  await flushPromises()
  expect(asked).toEqual(['车间缺人'])
  const text = hint.text()
  for (const word of ['生产线招工难', '某企业', '组织专场招聘', '到岗六十人', '另有 2 项']) {
    expect(text).toContain(word)
  }
  fields.title = ''
  await nextTick()
  vi.advanceTimersByTime(600)
  await flushPromises()
  expect(hint.find('[data-test=similar-hint]').exists()).toBe(false)
})
