import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { BulletinDetail } from '@/bridge/bindings'
import { fake, fakeDesktop, fakeReset } from '@/bridge/fake'
import { sampleStatus } from '@/bridge/fakes/status'
import { forgetForms } from '@/kept'
import { installKeys } from '@/keys'
import { refreshStatus } from '@/office'
import BulletinsView from './BulletinsView.vue'
import { draftForm, nameOf } from './bulletins'

const sample = (): BulletinDetail => ({
  id: 'b1',
  version: 1,
  kind: 'quarterly',
  state: 'draft',
  period: '2026年三季度',
  reception_id: null,
  content: {
    mark: '“统战+经济”工作专报',
    issuer: '川江区工商业联合会编',
    title: '三季度民营企业诉求办理情况专报',
    opening: '三季度，接待企业18家。',
    sections: [
      {
        head: '基本情况',
        text: '',
        figures: {
          columns: ['类别', '新增', '办结', '满意率'],
          rows: [['合　　计', '31', '23', '82.6%']],
          note: '统计截至9月30日。',
          charted: [1],
        },
      },
      { head: '共性问题', text: '（一）水压不足。', figures: null },
    ],
    attendance: [],
    copies: [{ label: '报', words: '区委、区政府' }],
    imprint: '',
  },
  number: null,
  next_number: '2026年第3期（总第11期）',
  is_first: false,
  drafted_on: '2026-09-23',
  drafted_by: '文示真',
  issued_on: null,
  void_reason: '',
  instructions: [],
})

let stored = sample()
beforeEach(async () => {
  stored = sample()
  fake('get_status', () => sampleStatus())
  fake('list_bulletins', () => ({
    bulletins: [
      {
        id: stored.id,
        kind: stored.kind,
        state: stored.state,
        period: stored.period,
        title: stored.content.title,
        number: stored.number,
        drafted_on: stored.drafted_on,
        drafted_by: stored.drafted_by,
        issued_on: stored.issued_on,
        instructions: stored.instructions.length,
        open_instructions: stored.instructions.length,
      },
    ],
  }))
  fake('get_bulletin', () => stored)
  fake('preview_bulletin', () => ({ pages: ['<svg/>'], missing: [], missing_glyphs: [] }))
  fake('save_bulletin', ({ content, version }) => {
    if (content.mark === '') {
      const fields = [{ field: 'content.mark', message: '请填写这一项。' }]
      throw { code: 'validation', message: '', hint: '', fields }
    }
    stored = { ...stored, content, version: version + 1 }
    return stored
  })
  await refreshStatus()
})
afterEach(() => {
  fakeReset()
  forgetForms()
  document.body.innerHTML = ''
})

async function opened(path: string) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/reports/bulletins/:id?', name: 'bulletins', component: BulletinsView },
      { path: '/reports', name: 'reports', component: { template: '<p/>' } },
      { path: '/ledger/:id?', name: 'ledger', component: { template: '<p/>' } },
    ],
  })
  installKeys()
  await router.push(path)
  const view = mount(BulletinsView, { global: { plugins: [router] }, attachTo: document.body })
  await flushPromises()
  return { view, router }
}

test('the list opens a bulletin with its parts, and figures are not typed over', async () => {
  const { view } = await opened('/reports/bulletins')
  expect(view.find('[data-test=bulletin-list]').text()).toContain('2026年三季度')
  await view.find('[data-test=open-bulletin]').trigger('click')
  await flushPromises()
  const form = view.find('.bulletin-form')
  expect(form.find('.bulletin-figures').text()).toContain('31')
  expect(form.find('.bulletin-figures input').exists()).toBe(false)
  const columns = form.find('[data-test=charted]').findAll<HTMLInputElement>('input')
  expect(columns.map((one) => one.element.checked)).toEqual([true, false, false])
  await columns[1]?.setValue(true)
  // Two are drawn at most.
  expect(columns.map((one) => one.element.disabled)).toEqual([false, false, true])
  expect(form.text()).toContain('写明表现、企业数、涉及单位和原因')
})

test('what was typed is saved before the docx is written', async () => {
  const asked: string[] = []
  fakeDesktop('desktop_choose_save', () => '/home/zhou/专报')
  fake('export_bulletin', ({ path }) => {
    asked.push(`${stored.version} ${path}`)
    return { path }
  })
  const { view } = await opened('/reports/bulletins/b1')
  const mark = view.find<HTMLInputElement>('.bulletin-form input')
  await mark.setValue('工作专报')
  await view.find('[data-test=docx]').trigger('click')
  await flushPromises()
  expect(asked).toEqual(['2 /home/zhou/专报.docx'])
  expect(view.find('[data-test=exported]').text()).toContain('/home/zhou/专报.docx')
})

test('a refusal stands at its field and loses no word', async () => {
  const { view } = await opened('/reports/bulletins/b1')
  const mark = view.find<HTMLInputElement>('.bulletin-form input')
  await mark.setValue('')
  await view.find('[data-test=save]').trigger('click')
  await flushPromises()
  expect(view.find('.bulletin-form .is-error').text()).toContain('请填写这一项。')
  expect(stored.version).toBe(1)
})

test('what a leader wrote leads to its demand; an issued bulletin is not edited', async () => {
  stored = {
    ...sample(),
    state: 'issued',
    number: '2026年第3期（总第11期）',
    issued_on: '2026-09-23',
    instructions: [
      {
        id: 'i1',
        leader_name: '沈例成',
        leader_post: '区长',
        on: '2026-09-23',
        text: '请供电公司一周内送电。',
        demand_id: 'd9',
        demand_number: '2026-0109',
        demand_title: '沱湾冷链送电事项',
        demand_state: 'draft',
      },
    ],
  }
  const { view } = await opened('/reports/bulletins/b1')
  expect(view.find('[data-test=instruction] a').attributes('href')).toContain('d9')
  expect(view.find('[data-test=save]').exists()).toBe(false)
  expect(view.find('.bulletin-form').attributes('inert')).toBeDefined()
  expect(view.find('[data-test=void]').exists()).toBe(false)
})

test('the quarter that is over is proposed', () => {
  expect(draftForm('2026-10-09').initial).toMatchObject({ year: 2026, quarter: '3' })
  expect(draftForm('2027-01-11').initial).toMatchObject({ year: 2026, quarter: '4' })
  expect(nameOf(sample())).toBe('三季度民营企业诉求办理情况专报（草稿）')
})
