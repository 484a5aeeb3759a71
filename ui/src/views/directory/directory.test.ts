import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import type { DemandBrief } from '@/bridge/bindings'
import { fake, fakeReset } from '@/bridge/fake'
import { fakeLedger } from '@/bridge/fakes/ledger'
import CreditCodeField from './CreditCodeField.vue'
import DemandBriefs from './DemandBriefs.vue'
import { spacedCode, trimmed, newPerson, newRecord } from './record'

beforeEach(() => {
  vi.useFakeTimers()
  fakeLedger()
})
afterEach(() => {
  fakeReset()
  vi.useRealTimers()
})

async function field(start = '') {
  const code = ref(start)
  const w = mount(CreditCodeField, {
    props: {
      except: null,
      modelValue: start,
      'onUpdate:modelValue': (v: string) => {
        code.value = v
        void w.setProps({ modelValue: v })
      },
    },
    global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } },
  })
  const type = async (text: string) => {
    await w.get('input').trigger('focus')
    await w.get('input').setValue(text)
    await vi.advanceTimersByTimeAsync(250)
    await flushPromises()
  }
  return { w, code, type }
}

test('names the wrong character and corrects it in one click', async () => {
  const { w, code, type } = await field()
  await type('9151O599MA6TW2026P')
  expect(w.text()).toContain('第 5 位“O”不能用在代码里，是不是“0”？')
  await w.get('[data-test=credit-code-fix]').trigger('click')
  expect(code.value).toBe('91510599MA6TW2026P')
  await vi.advanceTimersByTimeAsync(250)
  await flushPromises()
  expect(w.text()).toContain('校验相符')
})

test('half a code is no fault until the field is left', async () => {
  const { w, type } = await field()
  await type('91510')
  expect(w.text()).not.toContain('还差')
  await w.get('input').trigger('blur')
  expect(w.text()).toContain('还差 13 位')
})

test('a field left at once keeps what was typed last, not the code checked before', async () => {
  const { w, code, type } = await field()
  await type('91510599MA6TW2026P')
  await w.get('input').setValue('91510503MA62000110')
  await w.get('input').trigger('blur')
  expect(code.value).toBe('91510503MA62000110')
  await w.get('input').setValue('')
  await w.get('input').trigger('blur')
  await vi.advanceTimersByTimeAsync(250)
  expect(code.value).toBe('')
})

test('links the enterprise that has the code already', async () => {
  const { w, type } = await field()
  fake('check_credit_code', ({ code }) => ({
    normalised: code,
    is_valid: true,
    fault: null,
    is_registered_elsewhere: true,
    duplicate: {
      kind: 'enterprise' as const,
      id: 'e1',
      name: '川江沱湾冷链物流有限公司',
      short_name: '',
      note: '',
      spans: [],
    },
  }))
  await type('91510599MA6TW2026P')
  expect(w.get('[data-test=credit-code-duplicate]').text()).toContain('川江沱湾冷链物流有限公司')
  expect(w.find('[data-test=credit-code-good]').exists()).toBe(false)
  expect(w.text()).toContain('登记机关不在本区')
  // Refused by the core too: said once, and the way to the enterprise stays.
  await w.setProps({ error: '信用代码已登记给川江沱湾冷链物流有限公司。' })
  expect(w.text().split('川江沱湾冷链物流有限公司')).toHaveLength(2)
  expect(w.get('a').text()).toBe('打开这家企业')
})

test('rows of people left empty are not sent', () => {
  const record = {
    ...newRecord('x'),
    people: [newPerson(true), { ...newPerson(), name: '何例舟' }],
  }
  expect(trimmed(record).people.map((p) => p.name)).toEqual(['何例舟'])
})

test('a code is printed in the groups people read it in', () => {
  expect(spacedCode('91510599MA6TW2026P')).toBe('91 510599 MA6TW2026 P')
})

test('a long list of demands ends in a link to the ledger, a short one does not', () => {
  const link = { template: '<a :data-to="JSON.stringify(to)"><slot /></a>', props: ['to'] }
  const shown = (total: number) =>
    mount(DemandBriefs, {
      props: {
        demands: { newest: [], total, open: 0 },
        filter: { units: ['u1'] },
        names: 'enterprise',
      },
      global: { stubs: { RouterLink: link } },
    })
  expect(shown(0).find('a').exists()).toBe(false)
  const all = shown(201).get('a')
  expect(all.text()).toBe('到台账看全部 201 项')
  expect(all.attributes('data-to')).toContain('u1')
})

test('a unit’s page names who asks, an enterprise’s page who handles it', () => {
  const brief = {
    id: 'd1',
    enterprise: '川江沱湾冷链物流有限公司',
    lead_unit: '区水务局',
    light: 'none',
    state: 'accepted',
  }
  const shown = (names: 'enterprise' | 'lead_unit') =>
    mount(DemandBriefs, {
      props: {
        demands: { newest: [brief as DemandBrief], total: 1, open: 1 },
        filter: {},
        names,
      },
      global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } },
    }).text()
  expect(shown('enterprise')).toContain('川江沱湾冷链物流有限公司')
  expect(shown('lead_unit')).toContain('区水务局')
})
