/** Moving about in a running sitting: the composer, the enterprises, the fields of a demand. */
import { nextTick, type Ref } from 'vue'
import type { Entry, MissingField } from '@/bridge/bindings'
import type { Composer } from './composer'
import { markedQuote } from './marked'
import { unitVoices } from './people'
import type { Sitting } from './sitting'

export type Moving = ReturnType<typeof createMoving>

/** `root` holds the demand blocks; `focus` puts the caret into the composer. */
export function createMoving(
  sitting: Sitting,
  composer: Composer,
  root: Ref<HTMLElement | undefined>,
  focus: () => void,
) {
  let jumpAt = 0

  function toComposer() {
    sitting.editing = null
    void nextTick(focus)
  }

  /** Shows another part of the record; the entry being typed ends where it was begun. */
  function turnTo(guestId: string | null) {
    if (guestId === sitting.section) return
    composer.end()
    sitting.goTo(guestId)
    composer.speak(guestId ? 'enterprise' : 'leader')
  }

  function go(guestId: string | null) {
    turnTo(guestId)
    toComposer()
  }

  function step(by: 1 | -1) {
    const guest = sitting.neighbour(by)
    if (guest) go(guest.id)
    else sitting.notice = by > 0 ? '后面没有企业了。' : '前面没有企业了。'
  }

  /** The fields of the demand in focus, from the title on or from the one named. */
  function toField(name = 'title', demandId = sitting.focusId) {
    const block = root.value?.querySelector(`[data-demand="${demandId}"]`)
    const field = block?.querySelector<HTMLElement>(`[data-field="${name}"]`)
    ;(field ?? block?.querySelector<HTMLElement>('[data-field]'))?.focus()
  }

  async function jump(missing: MissingField) {
    const demand = sitting.demands.find((d) => d.id === missing.demand_id)
    if (!demand) return
    if (demand.guest_id !== sitting.section) {
      composer.end()
      sitting.goTo(demand.guest_id)
    }
    sitting.focusId = demand.id
    await nextTick()
    toField(missing.field.split('.').at(-1), demand.id)
  }

  function jumpNext() {
    const all = sitting.missing
    const at = all[jumpAt % Math.max(1, all.length)]
    jumpAt += 1
    if (at) void jump(at)
  }

  function older() {
    sitting.editing = sitting.sectionEntries.at(-1)?.id ?? null
  }

  async function raiseFromEntry(entry: Entry, from: number, to: number) {
    const [a, b] = from < to ? [from, to] : [0, entry.text.length]
    if (await composer.raiseFrom(entry, a, b)) toComposer()
  }

  /** Words marked in the record with the mouse become a demand as well. */
  function raiseMarked(): boolean {
    const marked = markedQuote()
    const entry = sitting.entries.find((e) => e.id === marked?.quote.entry_id)
    if (!marked || !entry) return false
    const from = [...entry.text].slice(0, marked.quote.from).join('').length
    void raiseFromEntry(entry, from, from + marked.words.length)
    return true
  }

  function focusDemand(by: 1 | -1) {
    const own = sitting.sectionDemands
    const at = own.findIndex((d) => d.id === sitting.focusId)
    sitting.focusId = own[at + by]?.id ?? sitting.focusId
  }

  function speakAs(i: number) {
    const reception = sitting.minutes?.reception
    const voice = reception ? unitVoices(reception)[i] : undefined
    if (voice) composer.setVoice(voice)
    toComposer()
  }

  return {
    toComposer,
    turnTo,
    go,
    step,
    toField,
    jump,
    jumpNext,
    older,
    raiseFromEntry,
    raiseMarked,
    focusDemand,
    speakAs,
  }
}
