/** Which forms a screen offers (F2 登记表, F3 接待记录, F7 进展反馈表). */
import type { DemandDetail, FormChoice, ReceptionDetail } from '@/bridge/bindings'

export interface NamedForm {
  /** On its button. */
  label: string
  /** Of the dialog and the file. */
  name: string
  form: FormChoice
}

export const BLANK_REGISTRATION: NamedForm = {
  label: '空白登记表',
  name: '空白登记表',
  form: { of: 'blank_registration' },
}
export const BLANK_PROGRESS: NamedForm = {
  label: '空白反馈表',
  name: '空白进展反馈表',
  form: { of: 'blank_progress' },
}

/** The registration of a demand, and a progress form for each unit that still handles it. */
export function formsOfDemand(d: DemandDetail): NamedForm[] {
  const registration: NamedForm = {
    label: '登记表',
    name: `登记表 ${d.number}`,
    form: { of: 'registration', demand_id: d.id },
  }
  const live = d.tasks.filter((t) => t.state !== 'recalled')
  const progress = live.map((t): NamedForm => ({
    label: `进展反馈表（${t.unit_name}）`,
    name: `进展反馈表 ${d.number} ${t.unit_name}`,
    form: { of: 'progress', task_id: t.id },
  }))
  return [registration, ...progress, ...(live.length > 0 ? [BLANK_PROGRESS] : [])]
}

/** 会前简报: a page on each enterprise that is to come. */
export const briefsOf = (reception: ReceptionDetail): NamedForm[] =>
  reception.guests.map((g) => ({
    label: g.enterprise_short_name || g.enterprise_name,
    name: `会前简报 ${g.enterprise_name}`,
    form: { of: 'brief', guest_id: g.id ?? '' },
  }))

/** For an enterprise to write its demand on, with what is known of it or quite blank. */
export const formsOfEnterprise = (id: string, name: string): NamedForm[] => [
  {
    label: '登记表',
    name: `登记表 ${name}`,
    form: { of: 'enterprise_registration', enterprise_id: id },
  },
  BLANK_REGISTRATION,
]
