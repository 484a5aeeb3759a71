/** Telephone numbers, checked before a record is sent. */
import { CommandError } from '@/bridge/errors'

/** What is wrong with a telephone number; undefined when nothing is. Empty is no fault. */
export function phoneFault(phone: string): string | undefined {
  const isWordsOnly = phone.trim() !== '' && !/\d/.test(phone.normalize('NFKC'))
  return isWordsOnly ? '电话里没有数字，请核对。' : undefined
}

/**
 * Throws a refusal that names each wrong number by its path: `<under>.<row>.phone`, or `phone`
 * without `under`.
 */
export function checkPhones(people: readonly { phone: string }[], under: string): void {
  const fields = people.flatMap(({ phone }, i) => {
    const message = phoneFault(phone)
    return message ? [{ field: under ? `${under}.${i}.phone` : 'phone', message }] : []
  })
  if (fields.length > 0) throw new CommandError('validation', '', '', fields)
}
