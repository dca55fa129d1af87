import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { type OutputChunk, type Plugin, rollup } from 'rollup'
import { minify } from 'terser'
import { assignFiles, type FilePlan, toFile } from './assign-files.ts'
import { readSource } from './read-source.ts'
import { listRecorderModules, recorderSource } from './recorder-modules.ts'

interface BundleOptions extends FilePlan {
  directory: string
  /** Files that are classic scripts. */
  classic?: readonly string[]
  /** Whether source maps are written beside. */
  hasMaps?: boolean
  /** Whether applications put the files together with theirs, and shorten names once more. */
  isBundledAgain?: boolean
}

const orderId = '\0in-order-of-names'

/**
 * Puts modules into the order of their names, as far as they do not need one another: files of a kind begin
 * alike (`track-`, `watch-`), are written alike, and gzip looks back 32 kB only. It makes 0.3 kB.
 */
const inOrderOfNames = (paths: readonly string[]): Plugin => ({
  name: 'in-order-of-names',
  load: (id) =>
    id === orderId
      ? paths
          .toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1))
          .map((path) => `import ${JSON.stringify(path)}\n`)
          .join('')
      : undefined,
})

/** Writes the files of a plan: one for each entry, the recorder, and each part. */
export async function bundle(options: BundleOptions): Promise<void> {
  const { directory, entries, recorder, hasMaps = false } = options
  const modules = await listRecorderModules()
  const input = Object.entries(entries).map(([path, file]) => [file, `${path}?${file}`])
  const made = await rollup({
    input: { order: orderId, [recorder]: recorderSource, ...Object.fromEntries(input) },
    plugins: [assignFiles(options, modules), inOrderOfNames([...modules.keys()]), readSource],
    preserveEntrySignatures: 'allow-extension',
    treeshake: { propertyReadSideEffects: false },
    onLog(_, log) {
      if (log.code !== 'EMPTY_BUNDLE') throw new Error(log.message)
    },
  })
  const { output } = await made.generate({
    dir: directory,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    minifyInternalExports: true,
    manualChunks: (id) => (id === orderId ? undefined : (toFile(id) ?? recorder)),
    sourcemap: hasMaps,
    sourcemapExcludeSources: true,
    sourcemapPathTransform: (path) => path.replace(/\?.*$/, ''),
  })
  await made.close()
  await mkdir(directory, { recursive: true })
  for (const chunk of output) {
    if (chunk.type === 'chunk' && chunk.name !== 'order') await write(chunk, options)
  }
}

async function write(
  { name, fileName, code: text, map: firstMap }: OutputChunk,
  { directory, entries, recorder, classic = [], hasMaps, isBundledAgain = false }: BundleOptions,
): Promise<void> {
  const flat = await flatten(firstMap ? `${text}//# sourceMappingURL=${firstMap.toUrl()}` : text)
  const { code = '', map } = await minify(flat.code, {
    module: true,
    ecma: 2020,
    // No getter that is read for the sake of what it does is among what this may leave out.
    compress: {
      passes: 5,
      inline: 3,
      lhs_constants: false,
      hoist_funs: name !== recorder,
      /*
       * Functions that are used once stay where they are: esbuild gives no name twice to what is nested, so
       * what would be written into others comes out 1.4 kB larger.
       */
      reduce_funcs: !isBundledAgain,
      hoist_props: !isBundledAgain,
      pure_getters: true,
      unsafe_arrows: true,
      // It adds texts by `+`, which no symbol stands: an application may hand one to an entry.
      unsafe: !Object.values(entries).includes(name),
    },
    ...(hasMaps && {
      sourceMap: { content: flat.map, filename: fileName, url: `${fileName}.map` },
    }),
  })
  const path = join(directory, fileName)
  await writeFile(path, classic.includes(name) ? `"use strict";(()=>{${code}})()` : code)
  if (typeof map === 'string') await writeFile(`${path}.map`, map)
}

/**
 * esbuild makes of the declarations of all modules `var`s, which terser then can join and reorder: 0.2 kB
 * of the recorder. And what terser makes of this is 6 % less than what esbuild makes by itself.
 */
async function flatten(contents: string): Promise<{ code: string; map: string }> {
  const { outputFiles } = await build({
    stdin: { contents, sourcefile: 'chunk.js' },
    outfile: 'chunk.js',
    bundle: true,
    external: ['./*'],
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    logLevel: 'warning',
  })
  const [code = '', map = ''] = ['.js', '.js.map'].map(
    (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text,
  )
  return { code, map }
}
