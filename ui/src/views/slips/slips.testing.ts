/** The slips' screen on sample data, for its tests. */
import { flushPromises, mount } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { fakeReset } from '@/bridge/fake'
import { forgetForms } from '@/kept'
import SlipsView from './SlipsView.vue'

/** After each test. */
export function tidy() {
  fakeReset()
  forgetForms()
  document.body.innerHTML = ''
}

/** Opens the slip. */
export async function show(id: string) {
  document.body.innerHTML = '<div id="status-view"></div><div id="root"></div>'
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/slips/:id?', name: 'slips', component: SlipsView },
      { path: '/ledger', name: 'ledger', component: { render: () => null } },
    ],
  })
  await router.push(`/slips/${id}`)
  const view = mount(SlipsView, {
    attachTo: '#root',
    global: { plugins: [router], stubs: { SignaturePad: true } },
  })
  await flushPromises()
  const at = (name: string) => view.find(`[data-test="${name}"]`)
  const area = (name: string) =>
    document.querySelector<HTMLTextAreaElement>(
      `textarea[data-test="${name}"], [data-test="${name}"] textarea`,
    )
  return { view, router, at, area }
}
