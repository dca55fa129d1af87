// Packs every public package as npm would and asks publint and attw whether its users can import it.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './ensure-installed.mjs'

const folder = mkdtempSync(join(tmpdir(), 'playhead-pack-'))
const failures = []

const names = readdirSync(`${root}packages`).filter((name) => {
  const { private: isPrivate } = JSON.parse(
    readFileSync(`${root}packages/${name}/package.json`, 'utf8'),
  )
  return !isPrivate
})
await Promise.all(Array.from({ length: availableParallelism() }, checkNext))

/** Takes names until there are none left. */
async function checkNext() {
  for (let name = names.shift(); name; name = names.shift()) await check(name)
}

async function check(name) {
  const packed = await run(
    'npm',
    ['pack', '--json', '--pack-destination', folder, '--loglevel=error'],
    `${root}packages/${name}`,
  )
  if (packed.error) {
    failures.push(`${name}: npm pack failed\n${packed.stderr}`)
    return
  }
  const tarball = join(folder, readFilename(packed.stdout))
  // ESM only, by design: a CommonJS user gets it through `require(esm)` of Node 22.12 or later.
  for (const [command, ...args] of [
    ['publint', 'run', tarball, '--strict'],
    ['attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color'],
  ]) {
    const { error, stdout, stderr } = await run(command, args)
    console.log(`${error ? '✗' : '✓'} ${command} @playhead/${name}`)
    if (error) failures.push(`${name}: ${command}\n${error.message}\n${stdout}${stderr}`)
  }
}

function run(command, args, cwd) {
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, encoding: 'utf8', maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    )
  })
}

rmSync(folder, { recursive: true, force: true })
for (const failure of failures) console.error(`\n${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

/** npm 11 prints a list; npm 12 an object by package name. */
function readFilename(json) {
  const [{ filename }] = Object.values(JSON.parse(json))
  return filename
}
