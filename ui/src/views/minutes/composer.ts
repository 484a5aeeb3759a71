/** The entry being typed: whose words, the text, and what its signs mean for a demand. */
import { computed, reactive, ref } from 'vue'
import type { DemandFields, Entry, Speaker } from '@/bridge/bindings'
import { contentOf } from './autosave'
import { fieldsFrom, intentPatch, isEmptyIntent, noIntent, type Intent, type Named } from './fields'
import { uuidv7 } from './ids'
import { voiceOf, type Voice } from './people'
import type { Sitting } from './sitting'
import { charsBefore } from './text'

export type Composer = ReturnType<typeof createComposer>

const SIGN_FIELDS = [
  'lead_unit',
  'lead_unit_name',
  'assisting_units',
  'assisting_unit_names',
  'category',
  'urgency',
  'limit',
  // The core clears it with the lead unit.
  'responsible_person',
] as const satisfies (keyof DemandFields)[]

const SETTLED = '这句话已经办过。要另记成诉求，请选中这句话再按 Ctrl Enter。'
const UNTAKEN = '还没有选诉求，主办、时限等没有记上。'

/** The composer of a sitting; `resume` takes over a draft that was there before. */
export function createComposer(sitting: Sitting) {
  const text = ref('')
  const voice = ref<Voice>({ speaker: 'enterprise', name: '', ref: null })
  const intent = ref<Intent>(noIntent())
  let id = ''
  let version = 0
  /** When the first character was typed; empty while nothing is. */
  const spokenAt = ref('')
  let lastUnit: Voice | null = null
  /** Signs of an ended entry wait here in case it becomes a demand after all. */
  const intents = new Map<string, Intent>()
  /** A demand the leader's signs went to at once, with its fields before. */
  let applied: {
    demandId: string
    back: Partial<DemandFields>
    acts: ReturnType<Sitting['patchDemand']>[]
  } | null = null

  const isEmpty = computed(() => text.value.trim() === '')
  /** Whether the leader names units and limits while no demand is there to take them. */
  const isAstray = computed(
    () =>
      voice.value.speaker === 'leader' &&
      (!sitting.focus || sitting.focus.guest_id !== sitting.section),
  )

  function fresh(): void {
    text.value = ''
    intent.value = noIntent()
    applied = null
    id = ''
    version = 0
    spokenAt.value = ''
  }

  function entryNow(isDraft: boolean): Entry {
    id ||= uuidv7()
    spokenAt.value ||= new Date().toISOString()
    return {
      id,
      guest_id: sitting.section,
      speaker: voice.value.speaker,
      speaker_name: voice.value.name.trim(),
      speaker_ref: voice.value.ref,
      text: isDraft ? text.value : text.value.trim(),
      spoken_at: spokenAt.value,
      position: Number.MAX_SAFE_INTEGER,
      is_draft: isDraft,
      version,
    }
  }

  /** Hands what is typed to the queue. An empty composer that never was saved has nothing. */
  function touch(): void {
    if (isEmpty.value && id === '') return
    sitting.autosave.touch(contentOf(entryNow(true), sitting.id), version)
    // Words typed after the others were taken out are said at a time of their own.
    if (isEmpty.value) spokenAt.value = ''
  }

  function setText(next: string): void {
    text.value = next
    touch()
  }

  /** The words are taken back: what their signs meant is no part of the next ones. */
  function forget(): void {
    intent.value = noIntent()
    applied = null
  }

  function setVoice(next: Voice): void {
    voice.value = next
    if (next.speaker === 'unit' && next.name) lastUnit = next
    touch()
  }

  /** The key of a speaker was struck. */
  function speak(speaker: Speaker): void {
    const reception = sitting.minutes?.reception
    if (!reception) return
    setVoice(voiceOf(speaker, reception, sitting.guest, voice.value, lastUnit))
  }

  /** Ends the entry: it joins the record at once, the save follows by itself. */
  function end(): Entry | null {
    if (isEmpty.value || !sitting.minutes) return null
    const entry = entryNow(false)
    sitting.notice = ''
    sitting.minutes.entries.push(entry)
    sitting.autosave.touch(contentOf(entry, sitting.id), version, true)
    if (!isEmptyIntent(intent.value)) {
      intents.set(entry.id, intent.value)
      if (isAstray.value) sitting.notice = UNTAKEN
    }
    void sitting.undo.did(sitting.takenBack(entry.id, '撤销刚才的记录'))
    fresh()
    return entry
  }

  /** Takes a sign's meaning: to the demand in focus when the leader speaks, else to keep. */
  function mean(part: Partial<Intent>): void {
    const next = merged(intent.value, part)
    const demand = sitting.focus
    intent.value = next
    if (isAstray.value) sitting.notice = UNTAKEN
    if (voice.value.speaker !== 'leader' || !demand || isAstray.value) return
    if (applied?.demandId !== demand.id) {
      const back: Partial<DemandFields> = {}
      for (const key of SIGN_FIELDS) Object.assign(back, { [key]: demand.fields[key] })
      applied = { demandId: demand.id, back, acts: [] }
    }
    // The whole intent, not the part alone: a save still under way may not show in `fields`.
    const patch = intentPatch({ ...demand.fields, ...applied.back }, next)
    applied.acts.push(sitting.patchDemand(demand.id, patch))
  }

  /** Names a unit with `@`. Without any text in a unit's entry it says who speaks. */
  function nameUnit(unit: Named, role: 'lead' | 'assist'): 'speaker' | 'text' {
    if (voice.value.speaker === 'unit' && !voice.value.ref) {
      const person = sitting.minutes?.reception.participants.find((p) => p.unit_id === unit.id)
      setVoice({
        speaker: 'unit',
        name: [unit.name, person?.person].filter(Boolean).join(' '),
        ref: unit.id,
      })
      return 'speaker'
    }
    mean(role === 'lead' ? { lead: unit } : { assists: [unit] })
    return 'text'
  }

  /** Demands whose entry is still being saved. */
  let underWay = 0

  /**
   * Makes a demand of the composer's words, or of the stretch `[from, to)` in UTF-16 offsets;
   * with an empty composer, of the last entry of the section unless it is one already or went
   * into another act, so that the key struck twice makes one demand, and none after an answer.
   */
  async function raise(from: number, to: number): Promise<boolean> {
    if (!sitting.section) {
      sitting.notice = '这里没有到会企业。请先用 Ctrl ↓ 转到一家企业，再把话记成诉求。'
      return false
    }
    if (isEmpty.value) {
      const entry = sitting.sectionEntries.at(-1)
      if (!entry || underWay > 0) return false
      if (entry.id === sitting.settledId) {
        sitting.notice = SETTLED
        return false
      }
      const known = sitting.demands.find((d) => d.quotes.some((q) => q.entry_id === entry.id))
      if (known) sitting.focusId = known.id
      return known ? false : raiseFrom(entry, 0, entry.text.length)
    }
    const back = applied
    const meant = intent.value
    const typed = text.value
    const ended = end()
    if (!ended) return false
    const shift = typed.length - typed.trimStart().length
    const [a, b] = from < to ? [from - shift, to - shift] : [0, ended.text.length]
    // The leader's signs were meant for this new demand, not for the one before.
    for (const act of back?.acts.reverse() ?? []) void sitting.undo.retract(act)
    return raiseFrom(ended, a, b, meant)
  }

  async function raiseFrom(entry: Entry, from: number, to: number, meant?: Intent) {
    const guestId = entry.guest_id
    if (!guestId) return false
    const raw = entry.text.slice(Math.max(0, from), to)
    const words = raw.trim()
    if (!words) return false
    const start = Math.max(0, from) + raw.indexOf(words)
    const range: [number, number] = [
      charsBefore(entry.text, start),
      charsBefore(entry.text, start + words.length),
    ]
    const fields = fieldsFrom(entry.speaker, words, meant ?? intents.get(entry.id) ?? noIntent())
    underWay += 1
    try {
      return (await sitting.raise(entry.id, guestId, range, fields, uuidv7())) !== null
    } finally {
      underWay -= 1
    }
  }

  /** Puts a draft of before back; its words are where they were. */
  function resume(draft: Entry): void {
    fresh()
    id = draft.id
    version = draft.version
    spokenAt.value = draft.text ? draft.spoken_at : ''
    text.value = draft.text
    voice.value = {
      speaker: draft.speaker,
      name: draft.speaker_name,
      ref: draft.speaker_ref,
    }
  }

  return reactive({
    text,
    voice,
    intent,
    spokenAt,
    isEmpty,
    isAstray,
    setText,
    forget,
    setVoice,
    speak,
    end,
    mean,
    nameUnit,
    raise,
    raiseFrom,
    resume,
  })
}

function merged(a: Intent, b: Partial<Intent>): Intent {
  const lead = b.lead ?? a.lead
  const assists = [...a.assists, ...(b.assists ?? [])].filter(
    (u, i, all) => u.id !== lead?.id && all.findIndex((v) => v.id === u.id) === i,
  )
  return {
    lead,
    assists,
    category: b.category ?? a.category,
    urgency: [...new Set([...a.urgency, ...(b.urgency ?? [])])],
    limit: b.limit ?? a.limit,
  }
}
