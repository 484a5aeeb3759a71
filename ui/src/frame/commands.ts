/** What `Ctrl K` offers: screens, commands, and everything the office has written. */
import {
  Bell,
  Calendar,
  Download,
  FolderChecked,
  Key,
  Moon,
  OfficeBuilding,
  Plus,
  Stamp,
  Switch,
  Tickets,
  Upload,
  User,
  ZoomIn,
  ChatLineSquare,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import { size, theme } from '@/appearance'
import { LABELS, type SearchGroup, type SearchTarget } from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { innerEntries, navEntries, settingsEntry } from '@/nav'
import { backUpNow } from '@/office'
import { registerPaletteSource, type PaletteItem } from '@/palette'
import { targetOf } from '@/targets'

/** Fewer keystrokes ask the store when a word is typed in one go. */
const PAUSE_MS = 16
const HITS = 5

const ORDER: SearchTarget[] = [
  'enterprise',
  'unit',
  'leader',
  'demand',
  'slip',
  'reception',
  'entry',
]
const ICONS: Record<SearchTarget, Component> = {
  enterprise: OfficeBuilding,
  unit: OfficeBuilding,
  leader: User,
  demand: Tickets,
  slip: Stamp,
  reception: Calendar,
  entry: ChatLineSquare,
}

/** What the directory keeps. */
const DIRECTORY = [
  { kind: 'enterprise', name: '企业', initials: 'qy' },
  { kind: 'unit', name: '单位', initials: 'dw' },
  { kind: 'leader', name: '领导', initials: 'ld' },
] as const

/** Both ways of a packet, named as the buttons of 督办 are. */
const PACKETS = [
  { way: 'send', label: '发工作包', initials: 'fgzb', icon: Upload },
  { way: 'take', label: '收回工作包', initials: 'shgzb', icon: Download },
] as const

interface Command extends PaletteItem {
  /** Initials of the label in pinyin. */
  initials: string
}

/** Whether a label or its initials hold the query; an empty query holds in all. */
export function matches(query: string, label: string, initials: string): boolean {
  const q = query.toLowerCase().replace(/\s/g, '')
  return label.toLowerCase().includes(q) || initials.startsWith(q)
}

export interface FrameActs {
  router: Router
  switchClerk: () => void
  keySheet: () => void
}

function commands({ router, switchClerk, keySheet }: FrameActs): Command[] {
  const isLarge = size.value === 'large'
  const isDark = document.documentElement.dataset.theme === 'dark'
  return [
    {
      id: 'register',
      label: '登记诉求',
      initials: 'djsq',
      icon: Plus,
      caps: 'Ctrl N',
      run: () => void router.push({ name: 'ledger', query: { new: '1' } }),
    },
    {
      id: 'reception',
      label: '新建接待活动',
      initials: 'xjjdhd',
      icon: Plus,
      run: () => void router.push({ name: 'schedule', query: { form: 'new' } }),
    },
    ...DIRECTORY.map(({ kind, name, initials }) => ({
      id: `new-${kind}`,
      label: `新建${name}`,
      initials: `xj${initials}`,
      icon: Plus,
      run: () => void router.push({ name: 'directory', params: { kind, id: 'new' } }),
    })),
    ...PACKETS.map(({ way, label, initials, icon }) => ({
      id: `packets-${way}`,
      label,
      initials,
      icon,
      run: () => void router.push({ name: 'supervision', query: { packets: way } }),
    })),
    {
      id: 'clerk',
      label: '切换经办人',
      initials: 'qhjbr',
      icon: Switch,
      caps: 'Ctrl J',
      run: switchClerk,
    },
    {
      id: 'backup',
      label: '立即备份',
      initials: 'ljbf',
      icon: FolderChecked,
      run: () => {
        void backUpNow()
        void router.push({ name: 'settings', params: { section: 'backup' } })
      },
    },
    {
      id: 'size',
      label: isLarge ? '改用标准字号' : '改用大字',
      initials: isLarge ? 'gybzzh' : 'gydz',
      icon: ZoomIn,
      run: () => (size.value = isLarge ? 'normal' : 'large'),
    },
    {
      id: 'theme',
      label: isDark ? '改用浅色' : '改用深色',
      initials: isDark ? 'gyqs' : 'gyss',
      icon: Moon,
      run: () => (theme.value = isDark ? 'light' : 'dark'),
    },
    {
      id: 'verify',
      label: '校验经过记录',
      initials: 'jyjgjl',
      icon: Bell,
      run: () => void router.push({ name: 'settings', params: { section: 'journal' } }),
    },
    { id: 'keys', label: '全部按键', initials: 'qbaj', icon: Key, caps: 'Ctrl /', run: keySheet },
  ]
}

/** One question to the store per query, shared by the groups of its answer. */
export function sharedSearch(pause = PAUSE_MS): (query: string) => Promise<SearchGroup[]> {
  let asked: { query: string; answer: Promise<SearchGroup[]> } | null = null
  return (query) => {
    if (asked?.query === query) return asked.answer
    const mine = { query, answer: Promise.resolve<SearchGroup[]>([]) }
    asked = mine
    mine.answer = new Promise((r) => setTimeout(r, pause)).then(async () => {
      // Typed on meanwhile: nobody waits for this answer.
      if (asked !== mine || query === '') return []
      return (await call('search_everything', { query, limit: HITS })).groups
    })
    return mine.answer
  }
}

/** Registers all sources; the returned function takes them away. */
export function installCommands(acts: FrameActs): () => void {
  const search = sharedSearch()
  const stops = [
    registerPaletteSource({
      id: 'screens',
      title: '前往',
      search: (query) => [
        ...[...navEntries, settingsEntry]
          .filter((e) => matches(query, e.title, e.initials))
          .map((e) => ({
            id: e.name,
            label: e.title,
            icon: e.icon,
            run: () => void acts.router.push({ name: e.name }),
          })),
        ...innerEntries
          .filter((e) => query !== '' && matches(query, e.title, e.initials))
          .map(({ name, title, icon, params, query: asked }) => ({
            id: `inner-${title}`,
            label: title,
            icon,
            run: () => void acts.router.push({ name, params, query: asked }),
          })),
        // The screen's own name does not tell that leaders are kept there.
        ...DIRECTORY.map((d) => ({ ...d, label: `${d.name}名录`, initials: `${d.initials}ml` }))
          .filter((d) => query !== '' && matches(query, d.label, d.initials))
          .map(({ kind, label }) => ({
            id: `directory-${kind}`,
            label,
            icon: ICONS[kind],
            run: () => void acts.router.push({ name: 'directory', params: { kind } }),
          })),
      ],
    }),
    registerPaletteSource({
      id: 'commands',
      title: '执行',
      search: (query) => commands(acts).filter((c) => matches(query, c.label, c.initials)),
    }),
    ...ORDER.map((target) =>
      registerPaletteSource({
        id: target,
        title: LABELS.SearchTarget[target],
        search: async (query) => {
          const group = (await search(query)).find((g) => g.target === target)
          return (group?.hits ?? []).map((hit) => ({
            id: `${target}-${hit.id}`,
            label: hit.title,
            spans: hit.spans,
            detail: hit.note,
            icon: ICONS[target],
            run: () => void acts.router.push(targetOf(target, hit.id)),
          }))
        },
      }),
    ),
  ]
  return () => stops.forEach((stop) => stop())
}
