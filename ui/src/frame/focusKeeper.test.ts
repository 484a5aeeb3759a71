import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installFocusKeeper } from './focusKeeper'

let stop: () => void
beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = `
    <nav><a href="#x" id="nav">导航</a></nav>
    <main>
      <section data-pane id="list"><button id="opener">新建</button><button id="save">保存</button></section>
      <section data-pane id="side"><form><input id="field" /></form></section>
    </main>`
  stop = installFocusKeeper()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  document.body.innerHTML = ''
})

const at = (id: string) => document.getElementById(id) as HTMLElement
/** Lets mutations be told and the keeper wait for the view. */
async function settle() {
  await Promise.resolve()
  await vi.advanceTimersByTimeAsync(800)
}
const here = () => document.activeElement?.id ?? ''

test('a form that goes away leaves the focus at what opened it', async () => {
  at('nav').focus()
  at('opener').focus()
  at('field').focus()
  at('side').remove()
  await settle()
  expect(here()).toBe('opener')
})

test('with nothing left of before, the pane has it, never the navigation', async () => {
  at('nav').focus()
  at('field').focus()
  at('side').innerHTML = '<p>看</p>'
  await settle()
  expect(here()).toBe('side')
})

test('a dialog that gives the focus away before it is gone leaves it on the screen', async () => {
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div id="dialog"><button id="yes">是</button></div>',
  )
  at('field').focus()
  at('yes').focus()
  at('yes').blur()
  document.body.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  await vi.advanceTimersByTimeAsync(200)
  at('side').innerHTML = '<p>已办</p>'
  at('dialog').remove()
  await settle()
  expect(here()).toBe('list')
})

test('a screen that is still loading is waited for', async () => {
  const main = document.querySelector('main') as HTMLElement
  at('nav').focus()
  at('field').focus()
  main.replaceChildren()
  await settle()
  expect(document.activeElement).toBe(document.body)
  main.innerHTML = '<header data-pane id="head"><button>修改</button></header>'
  await settle()
  expect(here()).toBe('head')
})

test('a button disabled while it works takes the focus back when it is done', async () => {
  const save = at('save') as HTMLButtonElement
  save.focus()
  save.blur()
  save.disabled = true
  await settle()
  expect(here()).toBe('')
  save.disabled = false
  await settle()
  expect(here()).toBe('save')
})

test('a click beside everything is no loss, and a view that moves the focus is left alone', async () => {
  at('save').focus()
  at('save').blur()
  await settle()
  at('side').append('x')
  await settle()
  expect(document.activeElement).toBe(document.body)
  at('field').focus()
  at('field').remove()
  at('save').focus()
  await settle()
  expect(here()).toBe('save')
})
