/** The entries of the navigation, in the order of a clerk's day. */
import {
  AlarmClock,
  Calendar,
  DataAnalysis,
  Microphone,
  Odometer,
  OfficeBuilding,
  Setting,
  Stamp,
  Tickets,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

export interface NavEntry {
  /** Route name. */
  name: string
  title: string
  /** Initials of the title in pinyin, for the palette. */
  initials: string
  icon: Component
}

export const navEntries: NavEntry[] = [
  { name: 'home', title: '工作台', initials: 'gzt', icon: Odometer },
  { name: 'schedule', title: '接待日程', initials: 'jdrc', icon: Calendar },
  { name: 'minutes', title: '现场记录', initials: 'xcjl', icon: Microphone },
  { name: 'ledger', title: '诉求台账', initials: 'sqtz', icon: Tickets },
  { name: 'slips', title: '交办单', initials: 'jbd', icon: Stamp },
  { name: 'supervision', title: '督办', initials: 'db', icon: AlarmClock },
  { name: 'directory', title: '企业与单位', initials: 'qyydw', icon: OfficeBuilding },
  { name: 'reports', title: '报表', initials: 'bb', icon: DataAnalysis },
]

/** A screen below an entry. */
export interface InnerEntry extends NavEntry {
  /** Of the route, where its name alone does not lead there. */
  params?: Record<string, string>
  query?: Record<string, string>
}

const register = (kind: string, title: string, initials: string): InnerEntry => ({
  name: 'directory',
  title,
  initials,
  icon: OfficeBuilding,
  params: { kind },
})

/** Screens below an entry, which the palette finds by name. */
export const innerEntries: InnerEntry[] = [
  { name: 'bulletins', title: '专报、纪要', initials: 'zbjy', icon: DataAnalysis },
  {
    name: 'schedule',
    title: '年度安排',
    initials: 'ndap',
    icon: Calendar,
    query: { view: 'rota' },
  },
  register('link', '联系服务', 'lxfw'),
  register('channel', '快捷通道', 'kjtd'),
  register('supervisor', '监督员', 'jdy'),
  register('issue', '共性问题', 'gxwt'),
]

export const settingsEntry: NavEntry = {
  name: 'settings',
  title: '设置',
  initials: 'sz',
  icon: Setting,
}
