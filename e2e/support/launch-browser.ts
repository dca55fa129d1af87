import { type Browser, chromium } from 'playwright-core'

/** The Chromium at `CHROMIUM_PATH`, which the callers set to the one they found; else Playwright's. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH
  return chromium.launch({
    ...(executablePath && { executablePath }),
    // Root has no sandbox, and small machines no shared memory to speak of.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}
