import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import Highlight from './Highlight.vue'

test('spans count characters, also beyond the basic plane', () => {
  const w = mount(Highlight, { props: { text: '张𬭊工贸', spans: [[1, 3]] } })
  expect(w.find('.hit').text()).toBe('𬭊工')
  expect(w.text()).toBe('张𬭊工贸')
})

test('spans out of order or out of the text are left out', () => {
  const spans: [number, number][] = [
    [2, 3],
    [0, 1],
    [3, 9],
  ]
  const w = mount(Highlight, { props: { text: '供电公司', spans } })
  expect(w.findAll('.hit').map((h) => h.text())).toEqual(['公'])
})
