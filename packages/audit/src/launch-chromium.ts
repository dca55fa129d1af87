import { existsSync } from 'node:fs'
import type { Browser, BrowserType } from 'playwright-core'
import { AuditError } from './audit-error.ts'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @param hosts the only ones that have an address, whatever a redirect, a worker or a prefetch asks for. */
export async function launchChromium(
  hosts: readonly string[],
  executablePath?: string,
): Promise<Browser> {
  const { chromium } = await loadPlaywright()
  const wanted =
    executablePath ?? process.env.CHROMIUM_PATH ?? systemPaths.find((path) => existsSync(path))
  const found = wanted ?? chromium.executablePath()
  if (!existsSync(found)) {
    throw new AuditError(
      'no_browser',
      `There is no Chromium at ${found}. Install one with \`npx playwright-core install chromium\`, or name yours in CHROMIUM_PATH.`,
    )
  }
  const isRoot = process.getuid?.() === 0
  const known = hosts.map((host) => `EXCLUDE ${host}`)
  return chromium.launch({
    executablePath: found,
    args: [
      // Root has no sandbox, and small machines no shared memory to speak of.
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      `--host-resolver-rules=${['MAP * ~NOTFOUND', ...known].join(', ')}`,
    ],
  })
}

/** An optional peer: who serves and erases on the command line needs no browser. */
async function loadPlaywright(): Promise<{ chromium: BrowserType }> {
  try {
    return await import('playwright-core')
  } catch (cause) {
    throw new AuditError(
      'no_browser',
      'An audit drives a Chromium by playwright-core, which is not installed: `npm install --save-dev playwright-core`.',
      { cause },
    )
  }
}
