import 'element-plus/theme-chalk/base.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/element.css'
import { createApp } from 'vue'
import App from './App.vue'
import { installAppearance } from './appearance'
import { installFaults } from './faults'
import { installFocusKeeper } from './frame/focusKeeper'
import { installImeGuard } from './ime'
import { installKeys } from './keys'
import { router } from './router'

installAppearance()
installImeGuard()
installKeys()
installFocusKeeper()
const app = createApp(App)
installFaults(app, router)
app.use(router).mount('#app')
