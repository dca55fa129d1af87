// Replaces dist/static-files.js by one that carries the viewer and the script build inside it. Last step
// of this package's build; under turbo the two have been built by then.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const target = join(packages, 'server/dist/static-files.js')
const folders = { viewer: 'viewer/dist', script: 'core/dist/script' }
const needed = [
  'viewer/dist/index.html',
  'core/dist/script/playhead.js',
  'core/dist/script/playhead-recorder.js',
  'core/dist/script/playhead-hold.js',
  'core/dist/script/playhead-seldom.js',
  'core/dist/script/playhead-frustration.js',
  'core/dist/script/playhead-detectors.js',
  'core/dist/script/playhead-overload.js',
  'core/dist/script/playhead-stored.js',
  'core/dist/script/playhead-sha256.js',
  'core/dist/script/playhead-network.js',
  'core/dist/script/playhead-canvas.js',
  'core/dist/script/playhead-rules.js',
  'core/dist/script/playhead-sheets.js',
  'core/dist/script/playhead-rare.js',
  'core/dist/script/playhead-frames.js',
  'core/dist/script/playhead-frame.js',
  'core/dist/script/playhead-frame-recorder.js',
]

const missing = needed.filter((file) => !existsSync(join(packages, file)))
if (missing.length === 0) {
  embed()
} else if (process.env.TURBO_HASH) {
  console.error(`Nothing to embed: packages/${missing.join(', packages/')} is missing.`)
  process.exitCode = 1
} else {
  console.warn(
    `Not embedded, read from disk instead: packages/${missing.join(', packages/')} is missing. ` +
      'Run `npx turbo run build --filter=@playhead/server` to build them first.',
  )
}

function embed() {
  const entries = Object.entries(folders).flatMap(([prefix, folder]) =>
    listFiles(join(packages, folder)).map((name) => {
      const bytes = readFileSync(join(packages, folder, name))
      return [`${prefix}/${name}`, brotliCompressSync(bytes).toString('base64')]
    }),
  )
  writeFileSync(target, toModule(entries))
  rmSync(`${target}.map`, { force: true })
  const kilobytes = Math.round(entries.reduce((sum, [, text]) => sum + text.length, 0) / 1000)
  console.log(`Embedded ${entries.length} files, ${kilobytes} kB.`)
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

function toModule(entries) {
  return `// Written by scripts/embed-static-files.mjs.
import { brotliDecompressSync } from 'node:zlib'

const files = new Map(${JSON.stringify(entries, null, 2)})
const opened = new Map()

export async function readStaticFile(name) {
  const known = opened.get(name)
  if (known) return known
  const text = files.get(name)
  if (text === undefined) return null
  const bytes = Uint8Array.from(brotliDecompressSync(Buffer.from(text, 'base64')))
  opened.set(name, bytes)
  return bytes
}
`
}
