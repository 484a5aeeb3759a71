// Object.prototype is frozen, so that no data can poison it. A frozen property also forbids the plain
// assignment of a method of the same name on any other object (which date libraries do), so the
// built-in methods first become accessors whose setter defines the method on the object itself.
;(() => {
  const proto = Object.prototype
  for (const key of Reflect.ownKeys(proto)) {
    const own = Object.getOwnPropertyDescriptor(proto, key)
    if (!own.configurable || !('value' in own)) continue
    Object.defineProperty(proto, key, {
      get: () => own.value,
      set(value) {
        if (this === proto) throw new TypeError(`Object.prototype.${String(key)} is frozen`)
        Object.defineProperty(this, key, { value, writable: true, configurable: true, enumerable: true })
      },
      configurable: false,
      enumerable: false,
    })
  }
  Object.freeze(proto)
})()

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
