/** The notice of the selected reception (F1): written beside it, and seen once it went out. */
import { nextTick, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import type { Announcement } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { CommandError } from '@/bridge/errors'
import type { AnyForm } from '@/components/form/form'
import { outputAnnouncement, type PaperUse } from '@/printing'
import { announcementForm } from './rotaForms'
import type { Year } from './year'

/** `current` is the reception selected by the address, `year` the year it is in. */
export function createNotice(year: Year, current: Ref<string | null>) {
  const form = shallowRef<AnyForm<Announcement> | null>(null)
  const isShown = ref(false)

  async function begin() {
    const d = year.selected
    if (!d || d.state !== 'planned') return
    try {
      form.value = announcementForm(await call('get_announcement', { id: d.id }), year.today)
    } catch (cause) {
      year.error = CommandError.from(cause)
    }
  }
  async function done() {
    form.value = null
    if (current.value) await year.loadDetail(current.value)
    await nextTick()
    document.querySelector<HTMLElement>('[data-test=see-announcement]')?.focus()
  }
  const close = () => (form.value = null)
  const paper = () => call('preview_announced', { id: current.value ?? '' })
  const put = (use: PaperUse) =>
    outputAnnouncement(current.value ?? '', use, `${year.selected?.title ?? ''}通告`)
  watch(current, close)

  return reactive({ form, isShown, begin, done, close, paper, put })
}
