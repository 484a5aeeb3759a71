import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import skipFormatting from '@vue/eslint-config-prettier/skip-formatting'
import vue from 'eslint-plugin-vue'

const tauriOnlyInBridge = {
  patterns: [
    { group: ['@tauri-apps/*'], message: 'Only src/bridge/call.ts talks to the desktop shell.' },
  ],
}

export default defineConfigWithVueTs(
  { ignores: ['dist/**', 'node_modules/**', 'src/bridge/bindings.ts'] },
  vue.configs['flat/recommended'],
  vueTsConfigs.strict,
  skipFormatting,
  {
    rules: {
      // One-word names are our component vocabulary (Light, Kbd, Sheet).
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      // Text from users is data, never markup.
      'vue/no-v-html': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/define-macros-order': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
      'no-restricted-imports': ['error', tauriOnlyInBridge],
    },
  },
  { files: ['src/bridge/call.ts'], rules: { 'no-restricted-imports': 'off' } },
)
