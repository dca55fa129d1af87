import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium, findFastChromium } from './scripts/chromium.mjs'

const chromiumPath = findFastChromium()
const fullChromiumPath = findChromium()
const env = {
  ...(chromiumPath && { CHROMIUM_PATH: chromiumPath }),
  ...(fullChromiumPath && { FULL_CHROMIUM_PATH: fullChromiumPath }),
}
// Workspace packages resolve to their source, so no test needs a build of them.
const resolve = { conditions: ['@playhead/source'] }
const ssr = {
  resolve: { conditions: ['@playhead/source'], externalConditions: ['@playhead/source'] },
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          env,
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
          testTimeout: 30_000,
          // Some bundle a page and start a Chromium, side by side with others that do.
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'browser',
          include: ['packages/*/src/**/*.browser.test.{ts,tsx}'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { executablePath: chromiumPath, args: chromiumArguments },
            }),
          },
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          env,
          include: ['e2e/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
