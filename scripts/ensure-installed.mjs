// Installs the dependencies if they are missing or older than the lock file, then goes on under the
// Node that came with them. Runs on the machine's own Node (20 or later), so it imports no package.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const bundledNode = `${root}node_modules/node/bin/node`
const stamp = `${root}node_modules/.installed-lock`

/**
 * `npm install --no-save`, not `npm ci`: both keep to the lock file, but `npm ci` refuses a lock that
 * lacks the native binaries of other platforms, which is what npm writes where a registry mirror does
 * not carry them.
 *
 * @throws if the install fails; npm has said why.
 */
export function ensureInstalled() {
  const lock = readFileSync(`${root}package-lock.json`, 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing dependencies (once; a minute or two) …')
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...options], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('npm install failed; its messages are above.')
  writeFileSync(stamp, lock)
}

/**
 * Starts this same script again under the Node of `node_modules`, unless it already is that one, and
 * hands on the signals it gets. Ends with the other's exit code.
 * @returns true in the process that only waits for the other.
 */
export async function continueOnBundledNode() {
  if (process.env.PLAYHEAD_NODE === 'bundled' || !existsSync(bundledNode)) return false
  const child = spawn(bundledNode, process.argv.slice(1), {
    stdio: 'inherit',
    env: {
      ...process.env,
      PLAYHEAD_NODE: 'bundled',
      PATH: `${root}node_modules/.bin:${root}node_modules/node/bin:${process.env.PATH}`,
      NEXT_TELEMETRY_DISABLED: '1',
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name))
  const [code, signal] = await once(child, 'exit')
  process.exitCode = signal ? 128 + constants.signals[signal] : code
  return true
}
