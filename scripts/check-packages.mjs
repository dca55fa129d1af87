// Packs every public package as npm would and asks publint and attw whether its users can import it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './ensure-installed.mjs'

const folder = mkdtempSync(join(tmpdir(), 'playhead-pack-'))
const failures = []

for (const name of readdirSync(`${root}packages`)) {
  const { private: isPrivate } = JSON.parse(
    readFileSync(`${root}packages/${name}/package.json`, 'utf8'),
  )
  if (isPrivate) continue
  const packed = spawnSync(
    'npm',
    ['pack', '--json', '--pack-destination', folder, '--loglevel=error'],
    {
      cwd: `${root}packages/${name}`,
      encoding: 'utf8',
    },
  )
  if (packed.status !== 0) {
    failures.push(`${name}: npm pack failed\n${packed.stderr}`)
    continue
  }
  const tarball = join(folder, readFilename(packed.stdout))
  // ESM only, by design: a CommonJS user gets it through `require(esm)` of Node 22.12 or later.
  for (const [command, ...args] of [
    ['publint', 'run', tarball, '--strict'],
    ['attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color'],
  ]) {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
    console.log(`${status === 0 ? '✓' : '✗'} ${command} @playhead/${name}`)
    if (status !== 0) failures.push(`${name}: ${command}\n${stdout}${stderr}`)
  }
}

rmSync(folder, { recursive: true, force: true })
for (const failure of failures) console.error(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

/** npm 11 prints a list; npm 12 an object by package name. */
function readFilename(json) {
  const [{ filename }] = Object.values(JSON.parse(json))
  return filename
}
