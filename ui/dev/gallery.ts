/** Every shared component on one page, for the eye; served by `vite`, never built. */
import 'element-plus/theme-chalk/base.css'
import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/element.css'
import { createApp } from 'vue'
import { installImeGuard } from '@/ime'
import { installKeys } from '@/keys'
import { router } from '@/router'
import Gallery from './Gallery.vue'

const look = new URLSearchParams(location.search)
document.documentElement.dataset.size = look.get('size') ?? 'normal'
document.documentElement.dataset.theme = look.get('theme') ?? 'light'
installImeGuard()
installKeys()
createApp(Gallery).use(router).mount('#app')
