// Keys and menus a web browser would take for itself; the program's own keys stay as they are.
;(() => {
  const taken = (e) => {
    const key = e.key.toLowerCase()
    const ctrl = e.ctrlKey || e.metaKey
    return (
      ['f1', 'f3', 'f5', 'f7', 'f12', 'browserback', 'browserforward', 'browserrefresh'].includes(key) ||
      (ctrl && ['r', 'p', 'f', 'g', 'j', 'o', 'u', 'h'].includes(key)) ||
      (e.altKey && (key === 'arrowleft' || key === 'arrowright'))
    )
  }
  // Last in the bubbling phase: the page has seen the key, the browser has not yet acted on it.
  addEventListener('DOMContentLoaded', () => {
    addEventListener('keydown', (e) => taken(e) && e.preventDefault())
  })
  addEventListener('contextmenu', (e) => {
    const field = e.target instanceof Element && e.target.closest('input, textarea')
    if (!field) e.preventDefault()
  })
})()
