import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClueDetail } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeHome } from '@/bridge/fakes/home'
import { sampleStatus, TODAY } from '@/bridge/fakes/status'
import { installKeys } from '@/keys'
import { refreshStatus } from '@/office'
import { createMemoryHistory, createRouter } from 'vue-router'
import SettingsView from '../SettingsView.vue'
import CluesSection from './CluesSection.vue'

const sample = (): ClueDetail => ({
  id: 'k1',
  version: 1,
  register_number: 'XS2026-0001',
  state: 'awaiting_signatures',
  demand_number: '2026-0098',
  enterprise_name: '川江沱湾冷链物流有限公司',
  informant: '王守成',
  phone: '13800005678',
  is_named: true,
  title: '窗口人员索要好处费',
  content: '去年九月送过两万元。',
  request: '',
  turns: [{ speaker: '企业', text: '收了两万元才肯受理。' }],
  reason: '不属诉求办理范围。',
  receiver: '区纪委监委',
  leader_name: '沈例成',
  leader_post: '区长',
  referred_on: TODAY,
  referred_by: '文示真',
  leader_signed_on: null,
  officer_name: '',
  officer_signed_on: null,
  number: null,
  issued_on: null,
  print_count: 0,
  result: '',
  result_on: null,
  attachments: [],
  steps: [{ at: `${TODAY}T01:00:00Z`, clerk: '文示真', what: '移送登记' }],
})

let stored = sample()
beforeEach(() => {
  stored = sample()
  fakeHome()
  fake('list_clues', () => ({ clues: [stored] }))
  fake('open_clue', () => stored)
  fake('sign_clue', ({ version, signer, on }) => {
    if (version !== stored.version) throw { code: 'conflict', message: '', hint: '', fields: [] }
    const signed =
      signer === 'leader'
        ? { leader_signed_on: on }
        : { officer_signed_on: on, officer_name: '文示真' }
    stored = { ...stored, ...signed, version: version + 1 }
    const isBoth = stored.leader_signed_on && stored.officer_signed_on
    stored.state = isBoth ? 'signed' : 'awaiting_signatures'
    return stored
  })
  fake('issue_clue', () => {
    stored = { ...stored, state: 'sent', number: '川工商联线〔2026〕1号', issued_on: TODAY }
    return stored
  })
})
afterEach(fakeReset)

async function settings(isCleared: boolean) {
  const status = sampleStatus()
  fake('get_status', () => sampleStatus({ clerk: { ...status.clerk, is_cleared: isCleared } }))
  await refreshStatus()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/settings/:section?', name: 'settings', component: SettingsView }],
  })
  await router.push('/settings/clues')
  const view = mount(SettingsView, { global: { plugins: [router] } })
  await flushPromises()
  return view
}

test('the register is there for the cleared alone, also by its address', async () => {
  const other = await settings(false)
  expect(other.find('[data-test=section-clues]').exists()).toBe(false)
  expect(other.text()).not.toContain('XS2026-0001')
  const officer = await settings(true)
  expect(officer.find('[data-test=section-clues]').exists()).toBe(true)
  expect(officer.text()).toContain('XS2026-0001')
  expect(officer.text()).not.toContain('好处费')
})

test('a clue is opened, signed by two and sent', async () => {
  const stopKeys = installKeys()
  const view = mount(CluesSection, { attachTo: document.body })
  await flushPromises()
  expect(view.text()).not.toContain('好处费')
  await view.get('[data-test=open-clue]').trigger('click')
  await flushPromises()
  expect(view.text()).toContain('去年九月送过两万元。')
  expect(view.find('[data-test=issue-clue]').exists()).toBe(false)
  for (const signer of ['officer', 'leader']) {
    await view.get(`[data-test=sign-${signer}]`).trigger('click')
    await flushPromises()
    await view.get('[data-test=form-save]').trigger('click')
    await flushPromises()
  }
  await view.get('[data-test=issue-clue]').trigger('click')
  await flushPromises()
  expect(view.text()).toContain('川工商联线〔2026〕1号')
  await view.get('[data-test=clue-result]').trigger('keydown', { key: 'Escape' })
  await flushPromises()
  expect(document.activeElement).toBe(view.get('[data-clue=k1]').element)
  view.unmount()
  stopKeys()
})
