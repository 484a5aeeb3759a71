/** The entries of the navigation, in the order of a clerk's day. */
import {
  Calendar,
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
  icon: Component
}

export const navEntries: NavEntry[] = [
  { name: 'home', title: '工作台', icon: Odometer },
  { name: 'schedule', title: '接待日程', icon: Calendar },
  { name: 'minutes', title: '现场记录', icon: Microphone },
  { name: 'ledger', title: '诉求台账', icon: Tickets },
  { name: 'slips', title: '交办单', icon: Stamp },
  { name: 'directory', title: '企业与单位', icon: OfficeBuilding },
]

export const settingsEntry: NavEntry = { name: 'settings', title: '设置', icon: Setting }
