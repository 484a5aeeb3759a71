import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { KeepScans, Scan } from '@/bridge/bindings'
import { fake, fakeDesktop, fakeEmit, fakeReset } from '@/bridge/fake'
import { fakeSlips } from '@/bridge/fakes/slips'
import CollectScans from './CollectScans.vue'
import { createDesk, DESK } from './desk'

const scan = (name: string, over: Partial<Scan> = {}): Scan => ({
  path: `/scans/${name}`,
  name,
  sm3: 'a'.repeat(64),
  pages: 1,
  papers: [],
  faults: [],
  ...over,
})
const receipt = (isKept = false) => ({
  paper: { form: 'receipt' as const, id: 's1', unit_id: 'u1', pages: [1] },
  title: '签收回执 川工商联交〔2026〕12号',
  about: '区住房和城乡建设局　川江沱湾冷链物流有限公司',
  is_kept: isKept,
})

let wrapper: VueWrapper
let kept: KeepScans[] = []
let answer: Scan[] = []

async function open() {
  wrapper = mount(CollectScans, {
    attachTo: document.body,
    global: { provide: { [DESK as symbol]: createDesk() } },
  })
  await flushPromises()
}
const text = () => wrapper.text().replace(/\s+/g, '')

beforeEach(() => {
  fakeReset()
  fakeSlips()
  kept = []
  fake('read_scans', () => ({ scans: answer }))
  fake('keep_scans', (input) => {
    kept.push(input)
    const of = (s: KeepScans['scans'][number]) => ({
      path: s.path,
      kept: s.papers.length,
      present: 0,
      fault: s.path.includes('改') ? '文件在识别之后改过，请重新识别。' : '',
    })
    return { scans: input.scans.map(of) }
  })
  fakeDesktop('desktop_choose_files', () => answer.map((s) => s.path))
})
afterEach(() => wrapper.unmount())

it('shows what was found and keeps it only when she says so', async () => {
  answer = [
    scan('回执.png', { papers: [receipt()] }),
    scan('旧.png', { papers: [receipt(true)] }),
    scan('别处.png', { faults: [{ fault: 'foreign', page: 1, detail: '' }] }),
    scan('废.pdf', { pages: 3, faults: [{ fault: 'void_slip', page: 2, detail: '〔2026〕3号' }] }),
  ]
  await open()
  await wrapper.get('[data-test=scans-choose]').trigger('click')
  await flushPromises()
  expect(text()).toContain('签收回执川工商联交〔2026〕12号')
  expect(text()).toContain('早已收下')
  expect(text()).toContain('是别的单位的文书')
  expect(text()).toContain('第2页：〔2026〕3号，这张交办单已作废')
  expect(text()).toContain('2个没认出')
  expect(kept).toEqual([])
  await wrapper.get('[data-test=scans-keep]').trigger('click')
  await flushPromises()
  expect(kept[0]?.scans.map((s) => s.path)).toEqual(['/scans/回执.png'])
  expect(text()).toContain('已收下')
  expect(wrapper.get('[data-test=scans-keep]').attributes('disabled')).toBeDefined()
})

it('takes files dropped on the window, and reads one dropped again in its place', async () => {
  answer = [scan('回执.png', { faults: [{ fault: 'no_code', page: null, detail: '' }] })]
  await open()
  fakeEmit('tauri://drag-drop', { paths: ['/scans/回执.png'] })
  await flushPromises()
  expect(wrapper.findAll('.scan-row')).toHaveLength(1)
  expect(text()).toContain('没有找到二维码')
  answer = [scan('回执.png', { papers: [receipt()] })]
  fakeEmit('tauri://drag-drop', { paths: ['/scans/回执.png'] })
  await flushPromises()
  expect(wrapper.findAll('.scan-row')).toHaveLength(1)
  expect(text()).toContain('收下1份')
})

it('says of each file why it was not kept, and lets it be dropped', async () => {
  answer = [scan('改.png', { papers: [receipt()] })]
  await open()
  await wrapper.get('[data-test=scans-choose]').trigger('click')
  await flushPromises()
  await wrapper.get('[data-test=scans-keep]').trigger('click')
  await flushPromises()
  expect(text()).toContain('请重新识别')
  await wrapper.get('.scan-drop').trigger('click')
  expect(wrapper.findAll('.scan-row')).toHaveLength(0)
})
