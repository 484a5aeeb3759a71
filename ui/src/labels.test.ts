import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lightWord, termLabel, termOptions, terms } from './labels'

/** The `terms!` tables of the Rust domain: name → code → word. */
function domainTerms(): Record<string, Record<string, string>> {
  const dir = join(import.meta.dirname, '../../src-tauri/crates/domain/src')
  const found: Record<string, Record<string, string>> = {}
  for (const file of readdirSync(dir).filter((f) => f.endsWith('.rs'))) {
    const text = readFileSync(join(dir, file), 'utf8')
    for (const table of text.matchAll(/^ {4}pub enum (\w+) \{(.*?)^ {4}\}/gms)) {
      const items = [...(table[2] ?? '').matchAll(/\w+ = "([^"]+)", "([^"]+)";/g)]
      if (items.length > 0) {
        found[table[1] ?? ''] = Object.fromEntries(items.map((i) => [i[1], i[2]]))
      }
    }
  }
  return found
}

test('the words are those of the domain', () => {
  const { Light: light, ...domain } = domainTerms()
  expect(Object.keys(domain).length).toBeGreaterThan(10)
  expect(lightWord).toEqual(light)
  for (const name of Object.keys(terms) as (keyof typeof terms)[]) {
    expect({ [name]: terms[name] }).toEqual({ [name]: domain[name] })
  }
})

test('options keep the order of the trade', () => {
  expect(termOptions('UrgencyTag').map((o) => o.label)).toEqual(['急', '重', '难'])
  expect(termLabel('DemandState', 'in_progress')).toBe('办理中')
})
