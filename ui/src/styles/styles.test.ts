import { expect, test } from 'vitest'

const sheets = import.meta.glob<string>(['../**/*.vue', './*.css'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Classes a file styles at the head of a rule: `.page-head {`, `.a,`. */
function styledBy(path: string, text: string): string[] {
  const css = path.endsWith('.vue') ? (/<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '') : text
  return [...css.matchAll(/^(\.[a-z][\w-]*)(?= \{|,$)/gm)].map((m) => m[1] ?? '')
}

// Styles are global: once two screens were visited, both sheets apply to both.
test('no class is styled in two files', () => {
  const owners = new Map<string, Set<string>>()
  for (const [path, text] of Object.entries(sheets)) {
    for (const name of styledBy(path, text)) {
      owners.set(name, (owners.get(name) ?? new Set()).add(path))
    }
  }
  const shared = [...owners].filter(([, files]) => files.size > 1)
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([])
  // The reading itself must find something.
  expect(owners.size).toBeGreaterThan(200)
})
