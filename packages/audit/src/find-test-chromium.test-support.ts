import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright-core'

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The system's Chromium, else Playwright's. */
export function findTestChromium(): LaunchOptions {
  const executablePath = process.env.CHROMIUM_PATH ?? systemPaths.find((path) => existsSync(path))
  return {
    ...(executablePath && { executablePath }),
    // Root has no sandbox, and small machines no shared memory to speak of.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  }
}
