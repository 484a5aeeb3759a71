import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementPlus from 'unplugin-element-plus/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // elementPlus adds the style sheet of each `import { ElX } from 'element-plus'`,
  // so only what a view uses is shipped.
  plugins: [vue(), elementPlus({})],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Relative addresses: the desktop shell and a loopback HTTP shell serve the same files.
  base: './',
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  // Element Plus pulls in hundreds of modules; without this a dev start reloads several times.
  optimizeDeps: { include: ['element-plus', 'element-plus/es/locale/lang/zh-cn'] },
  build: {
    // The oldest engines supported: WebView2 109 and WebKitGTK of the Safari 15 era.
    target: ['chrome109', 'safari15'],
    // An inlined data: script or style would need a wider CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    // What every start needs comes as one chunk: each further one is a round through three processes.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'start', test: /\/src\/main\.ts$/ }] } },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
