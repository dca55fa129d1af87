// Makes sure that a Chromium is there: an existing one, else the distribution's package, else
// Playwright's own download.
import { spawnSync } from 'node:child_process'
import { findChromium } from './chromium.mjs'

/** @returns its path. @throws if none can be had, saying what was tried. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  console.log('No Chromium found; installing one for the browser tests …')
  const tried = []
  for (const [name, commands] of installers()) {
    tried.push(name)
    if (commands.every(([command, ...args]) => run(command, args))) {
      const installed = findChromium()
      if (installed) return installed
    }
  }
  throw new Error(
    `No Chromium to run the browser tests with (tried: ${tried.join(', ')}). Install one, or set CHROMIUM_PATH to it.`,
  )
}

function installers() {
  return [
    ...(process.platform === 'linux'
      ? [
          ["the distribution's packages", apt('chromium', 'chromium-headless-shell')],
          ["the distribution's package", apt('chromium')],
        ]
      : []),
    ["Playwright's download", [['npx', 'playwright-core', 'install', 'chromium']]],
  ]
}

function apt(...packages) {
  const commands = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]
  return process.getuid?.() === 0 ? commands : commands.map((line) => ['sudo', '-n', ...line])
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}
