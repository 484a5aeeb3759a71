/** A limit said in words beside the one that is set: the unit reads both on its slip. */

const DIGITS = '零一二三四五六七八九'
/** 每周 and 第三个工作日 are no limits. */
const SAID =
  /(?<![每第\d〇零一二三四五六七八九十百])([0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3})\s*个?\s*工作日/g

/** 十五, 二十, 两 or figures of either width, as a number; 0 for anything else. */
function numberOf(words: string): number {
  const plain = words.normalize('NFKC').replace('两', '二')
  if (/^\d+$/.test(plain)) return Number(plain)
  const parts = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(plain)
  if (!parts) return 0
  const [, tens = '', ten = '', ones = ''] = parts
  if (!ten) return tens && ones ? 0 : DIGITS.indexOf(tens || ones)
  return 10 * (tens ? DIGITS.indexOf(tens) : 1) + (ones ? DIGITS.indexOf(ones) : 0)
}

/** The working days a text speaks of, each once. */
export function limitsSaid(text: string): number[] {
  const said = [...text.matchAll(SAID)].map((m) => numberOf(m[1] ?? ''))
  return [...new Set(said.filter((n) => n > 0))]
}

/** Where words stand, and the words. */
export type Said = readonly [where: string, text: string]

/**
 * Says that words and limit differ, naming both; undefined where they agree or one is silent. A
 * text that names several limits agrees when the one set is among them.
 */
export function limitContradicted(
  limit: number | null,
  texts: readonly Said[],
): string | undefined {
  if (limit === null) return undefined
  for (const [where, text] of texts) {
    const said = limitsSaid(text)
    if (said.length > 0 && !said.includes(limit)) {
      return `${where}里写的是 ${said.join('、')} 个工作日，时限是 ${limit} 个工作日。`
    }
  }
  return undefined
}
