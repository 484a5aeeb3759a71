/** Warns while typing of characters that no font can print. */
import { ref, watch } from 'vue'
import { call } from '@/bridge/call'

const WAIT_MS = 300

/** Follows `text`; `warning` is a sentence, empty when everything can be printed. */
export function useGlyphs(text: () => string) {
  const warning = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let round = 0

  async function check() {
    const mine = ++round
    const asked = text()
    try {
      const { missing } = asked.trim()
        ? await call('check_glyphs', { text: asked })
        : { missing: [] }
      if (mine === round) warning.value = glyphWords(missing)
    } catch {
      // The papers check again before they are printed.
    }
  }
  watch(
    text,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void check(), WAIT_MS)
    },
    { immediate: true },
  )
  return warning
}

/** The warning for these characters. */
export const glyphWords = (missing: string[]): string =>
  missing.length > 0
    ? `“${missing.join('”“')}”没有字体能印，印出来会缺字，请核对是否写错；确是本字，请管理员装字库。`
    : ''
