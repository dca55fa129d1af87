import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Root has no sandbox, and small machines no shared memory to speak of. */
export const chromiumArguments = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']

/** The system's Chromium, else Playwright's. */
export function findChromium(): string {
  const found = process.env.CHROMIUM_PATH ?? systemPaths.find((path) => existsSync(path))
  return found ?? chromium.executablePath()
}

/** A Chromium with a back/forward cache, which the headless shell has not. */
export function launchFullChromium(): Promise<Browser> {
  const executablePath = process.env.FULL_CHROMIUM_PATH ?? findChromium()
  // Playwright switches the cache off unless told otherwise.
  return launchChromium({
    executablePath,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
}

/** A Chromium for tests that need a server of their own. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: chromiumArguments, ...options })
}
