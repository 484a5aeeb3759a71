/**
 * The four signs of live typing: `@` a name, `#` a category, `!` urgency, `/15` working days.
 * A sign is found only where no ordinary text would have it: `3#厂房`, `元/吨`, an address
 * with `@` and a sentence that ends in `！` stay text. Offsets are UTF-16, as in a text field.
 */
import { LABELS, type Category, type UrgencyTag } from '@/bridge/bindings'

export type SignKind = 'name' | 'category' | 'urgency' | 'limit'

export interface Sign {
  kind: SignKind
  /** Where the sign stands, and where what was typed after it ends. */
  from: number
  to: number
  query: string
}

/** What `#` and `!` offer; names come from the core. */
export interface Term<T extends string> {
  code: T
  label: string
}

const KINDS: Record<string, SignKind> = {
  '@': 'name',
  '＠': 'name',
  '#': 'category',
  '＃': 'category',
  '!': 'urgency',
  '！': 'urgency',
  '/': 'limit',
  '／': 'limit',
  // A Chinese input method writes 、 for the key of the slash.
  '、': 'limit',
}

/** Whether a character is one of the four signs. */
export const isSign = (char: string | undefined): boolean => char !== undefined && char in KINDS

/** Longest stretch after a sign that can still be a name. */
const QUERY_MAX = 24
const LETTER = /[\p{L}\p{M}]/u
const WORD_BEFORE = /[A-Za-z0-9]/

/** The sign the caret stands behind, or null. `kept` is the place of a sign kept as text. */
export function signAt(text: string, caret: number, kept: number | null = null): Sign | null {
  for (let at = caret - 1; at >= 0 && caret - at <= QUERY_MAX; at--) {
    const char = text[at] ?? ''
    const kind = KINDS[char]
    if (kind) {
      const sign = { kind, from: at, to: caret, query: text.slice(at + 1, caret) }
      return at !== kept && isMeant(text, sign, char) ? sign : null
    }
    if (!LETTER.test(char) && !/[\d０-９\ud800-\udfff]/.test(char)) return null
  }
  return null
}

function isMeant(text: string, sign: Sign, char: string): boolean {
  const before = text[sign.from - 1] ?? ''
  if (sign.kind === 'limit') {
    const days = sign.query.normalize('NFKC')
    return /^[1-9]\d{0,2}$/.test(days) && !WORD_BEFORE.test(before)
  }
  if (WORD_BEFORE.test(before) || /\d/.test(sign.query)) return false
  // 太感谢了！ ends a sentence; only after a space or at the start does it open a list.
  if (char === '！') return before === '' || /\s/.test(before)
  return true
}

/** Working days of a `/15`. */
export const daysOf = (sign: Sign): number => Number(sign.query.normalize('NFKC'))

/** Text with the sign replaced, and where the caret then stands. */
export function replaceSign(text: string, sign: Sign, by: string): { text: string; caret: number } {
  return {
    text: text.slice(0, sign.from) + by + text.slice(sign.to),
    caret: sign.from + by.length,
  }
}

const CATEGORY_SOUND: Record<Category, string> = {
  financing: 'rong zi',
  land: 'yong di',
  labour: 'yong gong',
  permits: 'shen pi ban zheng',
  policy_delivery: 'zheng ce dui xian',
  arrears: 'tuo qian zhang kuan',
  taxes: 'shui fei',
  utilities: 'shui dian qi lu',
  market: 'shi chang',
  talent: 'ke ji ren cai',
  justice: 'si fa wei quan',
  other: 'qi ta',
}
const URGENCY_SOUND: Record<UrgencyTag, string> = {
  urgent: 'ji',
  weighty: 'zhong',
  difficult: 'nan',
}

function soundsLike(sound: string, query: string): boolean {
  const initials = sound
    .split(' ')
    .map((s) => s[0])
    .join('')
  return initials.startsWith(query) || sound.replaceAll(' ', '').startsWith(query)
}

function matching<T extends string>(
  labels: Record<T, string>,
  sounds: Record<T, string>,
  query: string,
): Term<T>[] {
  const q = query.normalize('NFKC').toLowerCase()
  return (Object.keys(labels) as T[])
    .filter((code) => q === '' || labels[code].includes(q) || soundsLike(sounds[code], q))
    .map((code) => ({ code, label: labels[code] }))
}

/** Categories by characters, initials or full pinyin. */
export const categoriesFor = (query: string): Term<Category>[] =>
  matching<Category>(LABELS.Category, CATEGORY_SOUND, query)

/** 急 重 难 by character or initial. */
export const urgenciesFor = (query: string): Term<UrgencyTag>[] =>
  matching<UrgencyTag>(LABELS.UrgencyTag, URGENCY_SOUND, query)
