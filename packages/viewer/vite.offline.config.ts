import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** The page of an exported recording: one script and one stylesheet, to be written into one file. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@playhead/source', ...defaultClientConditions] },
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist/offline',
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      input: 'src/offline.tsx',
      output: {
        codeSplitting: false,
        entryFileNames: 'viewer.js',
        assetFileNames: 'viewer[extname]',
      },
    },
  },
})
