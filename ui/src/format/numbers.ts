/** Money, phones and counts as the office writes them. */

/** Money in fen as yuan: `1,234.50`; whole yuan without decimals. */
export function yuan(fen: number | null | undefined): string {
  if (fen == null) return '—'
  const sign = fen < 0 ? '-' : ''
  const abs = Math.abs(fen)
  const cents = abs % 100
  const whole = grouped((abs - cents) / 100)
  return `${sign}${whole}${cents ? `.${String(cents).padStart(2, '0')}` : ''}`
}

/** Money in fen in words of the trade: `300 万元`, `4200 元`. */
export function yuanWords(fen: number | null | undefined): string {
  if (fen == null) return '—'
  const tenThousand = fen / 1_000_000
  return Math.abs(tenThousand) >= 1 && Number.isInteger(tenThousand * 100)
    ? `${grouped(tenThousand)} 万元`
    : `${yuan(fen)} 元`
}

/** Reads typed yuan (`1,234.5`, `300万`) into fen; null when it is no amount. */
export function parseYuan(text: string): number | null {
  const t = text.normalize('NFKC').replace(/[\s,元]/g, '')
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?(万|亿)?$/.exec(t)
  if (!match) return null
  const power = match[3] === '亿' ? 10 : match[3] === '万' ? 6 : 2
  const decimals = match[2] ?? ''
  if (decimals.length > power) return null
  const fen = Number(match[1] + decimals.padEnd(power, '0'))
  return Number.isSafeInteger(fen) ? fen : null
}

/** Reads a typed count (`1,200`, `１２ 人`, `5 个工作日`); null when it is no whole number. */
export function parseCount(text: string): number | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(/(人|家|个?工作日)$/, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null
}

/** Thousands apart: `12,345`. */
export function grouped(n: number): string {
  const [whole = '', part] = String(n).split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? spaced : `${spaced}.${part}`
}

/** `139****0021`; fixed lines keep the area code and the last two digits. */
export function maskPhone(phone: string | null | undefined): string {
  if (!phone) return '—'
  const p = phone.trim()
  if (/^1\d{10}$/.test(p)) return `${p.slice(0, 3)}****${p.slice(-4)}`
  const fixed = /^(0\d{2,3}-?)?(\d{5,8})$/.exec(p)
  if (fixed) {
    const rest = fixed[2] ?? ''
    return `${fixed[1] ?? ''}${'*'.repeat(rest.length - 2)}${rest.slice(-2)}`
  }
  return p.length <= 4 ? '*'.repeat(p.length) : `${'*'.repeat(p.length - 2)}${p.slice(-2)}`
}

/** A rate with its parts: `83.3%`; `—` when nothing is counted. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`
}

/** `12.4 MB` for an attachment. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kb = bytes / 1024
  return kb < 1024 ? `${Math.round(kb)} KB` : `${(kb / 1024).toFixed(1)} MB`
}
