// Finds a Chromium for the browser tests; `ensure-chromium.mjs` installs one where there is none.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

// Debian's `chromium-headless-shell`: the same engine without the windows around it. A new page costs
// it a quarter of the CPU time (0.15 s against 0.7 s), but it has no back/forward cache.
const shellPath = '/usr/bin/chromium-headless-shell'

/** Flags for a machine without a GPU, a sandbox for root, or a network. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else the system's, else Playwright's own download.
 * @returns undefined if there is none.
 */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted) {
    if (existsSync(wanted)) return wanted
    throw new Error(`CHROMIUM_PATH is ${wanted}, and there is no such file.`)
  }
  return systemPaths.find((path) => existsSync(path)) ?? findPlaywrightChromium()
}

/** The Chromium that opens pages fastest: `CHROMIUM_PATH`, else a headless shell, else the one there is. */
export function findFastChromium() {
  return !process.env.CHROMIUM_PATH && existsSync(shellPath) ? shellPath : findChromium()
}

function findPlaywrightChromium() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
