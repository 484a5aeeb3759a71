import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import HomeView from './views/home/HomeView.vue'

/** Width of the navigation a screen asks for: narrow when it has a third pane. */
export type NavWidth = 'wide' | 'narrow'

declare module 'vue-router' {
  interface RouteMeta {
    /** Title in the navigation, the palette and the window. */
    title: string
    nav: NavWidth
    /** Name of the screen in the navigation it stands under, where it has no entry of its own. */
    under?: string
  }
}

/**
 * The screens. A view may add children or a `:id` of its own here; names stay the code
 * names of the trade (home, schedule, minutes, ledger, slips, supervision, …).
 */
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  {
    path: '/home',
    name: 'home',
    meta: { title: '工作台', nav: 'wide' },
    // Every start shows it: a chunk of its own would only come later.
    component: HomeView,
  },
  {
    path: '/schedule/:id?',
    name: 'schedule',
    meta: { title: '接待日程', nav: 'wide' },
    component: () => import('./views/schedule/ScheduleView.vue'),
  },
  {
    path: '/minutes/:id?',
    name: 'minutes',
    meta: { title: '现场记录', nav: 'narrow' },
    component: () => import('./views/minutes/MinutesView.vue'),
  },
  {
    path: '/ledger/:id?',
    name: 'ledger',
    meta: { title: '诉求台账', nav: 'narrow' },
    component: () => import('./views/ledger/LedgerView.vue'),
  },
  {
    path: '/slips/:id?',
    name: 'slips',
    meta: { title: '交办单', nav: 'narrow' },
    component: () => import('./views/slips/SlipsView.vue'),
  },
  {
    path: '/supervision',
    name: 'supervision',
    meta: { title: '督办', nav: 'narrow' },
    component: () => import('./views/supervision/SupervisionView.vue'),
  },
  {
    path: '/directory/:kind?/:id?',
    name: 'directory',
    meta: { title: '企业与单位', nav: 'wide' },
    component: () => import('./views/directory/DirectoryView.vue'),
  },
  {
    path: '/reports',
    name: 'reports',
    meta: { title: '报表', nav: 'narrow' },
    component: () => import('./views/reports/ReportsView.vue'),
  },
  {
    path: '/reports/bulletins/:id?',
    name: 'bulletins',
    meta: { title: '专报', nav: 'narrow', under: 'reports' },
    component: () => import('./views/reports/bulletins/BulletinsView.vue'),
  },
  {
    path: '/settings/:section?',
    name: 'settings',
    meta: { title: '设置', nav: 'wide' },
    component: () => import('./views/settings/SettingsView.vue'),
  },
]

export const router = createRouter({ history: createWebHashHistory(), routes })

// The list has a third pane, one demand does not.
router.beforeEach((to) => {
  if (to.name === 'ledger') to.meta.nav = to.params.id ? 'wide' : 'narrow'
})

router.afterEach((to) => {
  document.title = `${to.meta.title} - 企业接待日`
})
