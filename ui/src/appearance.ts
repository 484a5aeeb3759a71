/** How this machine likes to look: colours, size, navigation. Kept in the browser store. */
import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Size = 'normal' | 'large'

const KEY = 'reception.appearance'

interface Saved {
  theme: Theme
  size: Size
  /** Null: each screen chooses for itself. */
  nav: 'wide' | 'narrow' | null
}

function load(): Saved {
  const saved: Saved = { theme: 'light', size: 'normal', nav: null }
  try {
    return { ...saved, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Saved>) }
  } catch {
    // A damaged or forbidden browser store only costs the remembered look.
    return saved
  }
}

const start = load()

export const theme = ref<Theme>(start.theme)
export const size = ref<Size>(start.size)
/** The clerk's own choice of navigation width; null leaves it to the screen. */
export const navChoice = ref<Saved['nav']>(start.nav)

/** Writes the look to the page and remembers it; call once at start. */
export function installAppearance(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const systemDark = ref(dark.matches)
  dark.addEventListener('change', (e) => {
    systemDark.value = e.matches
  })
  watchEffect(() => {
    const isDark = theme.value === 'dark' || (theme.value === 'system' && systemDark.value)
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.dataset.size = size.value
    try {
      localStorage.setItem(
        KEY,
        JSON.stringify({ theme: theme.value, size: size.value, nav: navChoice.value }),
      )
    } catch {
      // As in load().
    }
  })
}
