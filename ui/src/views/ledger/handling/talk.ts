/** The four fields of a talk with the enterprise, wherever an act records one. */
import type { Contact, ContactWay } from '@/bridge/bindings'
import type { Field } from '@/components/form/form'
import { termOptions } from '@/labels'

export interface Talk {
  talk_on: string | null
  talk_way: ContactWay
  talk_person: string
  talk_words: string
}

export const newTalk = (today: string | null, person: string): Talk => ({
  talk_on: today,
  talk_way: 'phone',
  talk_person: person,
  talk_words: '',
})

interface Words {
  heading?: string
  on: string
  person: string
  words: string
}

/** Fields of the talk at `path` of the input (`body.contact`). */
export function talkFields<V extends Talk>(
  path: string,
  words: Words,
  when?: (values: V) => boolean,
): Field<V>[] {
  const field = (part: keyof Talk, more: Omit<Field<V>, 'name' | 'at' | 'when'>): Field<V> => ({
    name: part as Extract<keyof V, string>,
    at: `${path}.${part.replace('talk_', '')}`,
    when,
    ...more,
  })
  return [
    field('talk_on', {
      label: words.on,
      control: { kind: 'date' },
      required: true,
      half: true,
      heading: words.heading,
    }),
    field('talk_person', {
      label: words.person,
      control: { kind: 'line' },
      required: true,
      half: true,
    }),
    field('talk_way', {
      label: '方式',
      control: { kind: 'choice', options: termOptions('ContactWay') },
    }),
    field('talk_words', { label: words.words, control: { kind: 'text' } }),
  ]
}

export const talkOf = (v: Talk): Contact => ({
  on: v.talk_on ?? '',
  way: v.talk_way,
  person: v.talk_person,
  words: v.talk_words,
})

/** The fields of a talk already recorded. */
export const talkFrom = (c: Contact): Talk => ({
  talk_on: c.on,
  talk_way: c.way,
  talk_person: c.person,
  talk_words: c.words,
})
