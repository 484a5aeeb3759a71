import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { CommonIssue, IssueDemand } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import IssueBlock from './IssueBlock.vue'
import { issueForm } from './issues'

afterEach(fakeReset)

const demand = (id: string, enterprise_name: string): IssueDemand => ({
  id,
  number: `2026-000${id}`,
  raised_on: '2026-09-01',
  title: '招工难',
  enterprise_name,
  state: 'in_progress',
})
const issue: CommonIssue = {
  id: 'i1',
  version: 3,
  made_on: '2026-09-10',
  name: '普工招工难',
  manifestation: '多家企业缺普工。',
  cause: '',
  unit_ids: ['u1'],
  unit_names: ['区人社局'],
  measure: '每季度办一次专场招聘。',
  limit_on: '2026-09-20',
  state: 'handling',
  result: '',
  proposal: null,
  demands: [demand('1', '川江甲机械有限公司'), demand('2', '某企业')],
  firms: 2,
}

it('a proposal fills the form, and what is saved names its demands', async () => {
  const asked: unknown[] = []
  fake('save_issue', (input) => {
    asked.push(input)
    return issue
  })
  const form = issueForm(null, { name: '招工', firms: 3, demands: issue.demands })
  expect(form.initial).toMatchObject({ name: '招工', limit_on: null })
  await form.save(form.initial)
  expect(asked).toMatchObject([{ id: null, version: 0, name: '招工', demand_ids: ['1', '2'] }])
})

it('a block tells a limit that passed, and offers no end twice', async () => {
  const global = { stubs: { RouterLink: { template: '<a><slot /></a>' } } }
  const block = mount(IssueBlock, { props: { issue, today: '2026-09-23' }, global })
  expect(block.text()).toContain('已过期')
  expect(block.text()).toContain('2 家企业，2 项诉求')
  await block.find('[data-test=issue-settle]').trigger('click')
  expect(block.emitted('act')).toEqual([['settle']])
  await block.setProps({ issue: { ...issue, state: 'solved', result: '到岗百人。' } })
  await flushPromises()
  expect(block.find('[data-test=issue-settle]').exists()).toBe(false)
  expect(block.text()).not.toContain('已过期')
  expect(block.text()).toContain('到岗百人')
})
