/** The list under the composer: which sign is being typed, what it offers, what is chosen. */
import { computed, ref, shallowRef } from 'vue'
import { LABELS, type Category, type NameHit, type UrgencyTag } from '@/bridge/bindings'
import type { Names } from './names'
import { categoriesFor, daysOf, signAt, urgenciesFor, type Sign } from './signs'

interface Row {
  key: string
  label: string
  spans?: [number, number][]
  short?: string
  /** Words at the right. */
  detail: string
}
export type Choice = Row &
  (
    | { kind: 'name'; hit: NameHit }
    | { kind: 'category'; code: Category }
    | { kind: 'urgency'; code: UrgencyTag }
    | { kind: 'limit'; days: number }
  )

const nameChoice = (hit: NameHit): Choice => ({
  kind: 'name',
  key: `${hit.kind}:${hit.id}`,
  label: hit.name,
  spans: hit.spans,
  short: hit.short_name === hit.name ? '' : hit.short_name,
  detail: [LABELS.NameKind[hit.kind], hit.note].filter(Boolean).join('　'),
  hit,
})

export type Completion = ReturnType<typeof useCompletion>

/** Follows the text and the caret; call `update` on every change that is not composing. */
export function useCompletion(names: Names) {
  const sign = shallowRef<Sign | null>(null)
  const choices = shallowRef<Choice[]>([])
  const at = ref(0)
  let kept: number | null = null
  let pending: Promise<void> | null = null
  let round = 0

  const isOpen = computed(() => sign.value !== null && choices.value.length > 0)

  function update(text: string, caret: number): void {
    // The sign kept as text is gone or moved: what stands there now is a new one.
    if (kept !== null && !/[@＠#＃!！/／、]/.test(text[kept] ?? '')) kept = null
    const now = signAt(text, caret, kept)
    const same = now && sign.value && now.from === sign.value.from && now.query === sign.value.query
    sign.value = now
    if (same) return
    round += 1
    pending = null
    at.value = 0
    choices.value = now ? offered(now) : []
  }

  function offered(now: Sign): Choice[] {
    switch (now.kind) {
      case 'category':
        return categoriesFor(now.query).map((t) => ({
          kind: 'category',
          key: t.code,
          label: t.label,
          detail: '分类',
          code: t.code,
        }))
      case 'urgency':
        return urgenciesFor(now.query).map((t) => ({
          kind: 'urgency',
          key: t.code,
          label: t.label,
          detail: '急重难',
          code: t.code,
        }))
      case 'limit': {
        const days = daysOf(now)
        return [{ kind: 'limit', key: 'limit', label: `${days} 个工作日`, detail: '时限', days }]
      }
      case 'name': {
        const { hits, isFinal } = names.instant(now.query)
        if (!isFinal) ask(now.query)
        return hits.map(nameChoice)
      }
    }
  }

  function ask(query: string): void {
    const mine = round
    pending = names
      .find(query)
      .then((hits) => {
        if (mine !== round) return
        choices.value = hits.map(nameChoice)
        at.value = 0
      })
      // No list is no harm: the sign stays as text, and saving says by itself what is wrong.
      .catch(() => undefined)
      .finally(() => {
        if (mine === round) pending = null
      })
  }

  return {
    sign,
    choices,
    at,
    isOpen,
    update,
    /** Whether the list shown may still be that of an older keystroke. */
    isPending: () => pending !== null,
    settled: () => pending ?? Promise.resolve(),
    move: (step: number) => {
      const n = choices.value.length
      if (n > 0) at.value = (at.value + step + n) % n
    },
    /** Esc: the sign is text. */
    keep: () => {
      kept = sign.value?.from ?? null
      sign.value = null
      choices.value = []
      round += 1
    },
    close: () => {
      sign.value = null
      choices.value = []
      round += 1
      pending = null
    },
  }
}
