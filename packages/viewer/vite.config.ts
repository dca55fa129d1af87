import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  // The server puts its own base path in this placeholder's place when it serves the files.
  base: '/__playhead_base__/viewer/',
  plugins: [react()],
  resolve: { conditions: ['@playhead/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // Its Content-Security-Policy lets in no `data:` script, and an icon of its own can be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
