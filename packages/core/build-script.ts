// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and the parts that it imports from its own directory when they are needed.
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type BuildOptions, type Plugin, type StdinOptions } from 'esbuild'
import { minify } from 'terser'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/** Each part that is loaded by itself, by the name of its source. */
const parts: Readonly<Record<string, string>> = {
  'start-replay': 'playhead-recorder.js',
  hold: 'playhead-hold.js',
  seldom: 'playhead-seldom.js',
  judge: 'playhead-frustration.js',
  detectors: 'playhead-detectors.js',
  overload: 'playhead-overload.js',
  'read-stored': 'playhead-stored.js',
  sha256: 'playhead-sha256.js',
  'record-canvases': 'playhead-canvas.js',
  'own-rules': 'playhead-rules.js',
  'by-option': 'playhead-network.js',
  'write-long-sheets': 'playhead-sheets.js',
  'record-animations': 'playhead-animations.js',
  'record-frames': 'playhead-frames.js',
}

/** The same of a page in a frame, which loads no recorder besides: what that loads later is in its own. */
const frameParts: Readonly<Record<string, string>> = {
  'record-into-parent': 'playhead-frame-recorder.js',
}

/** What the recorder lends to the parts that it loads, which would otherwise carry it a second time. */
const lent = ['capture/describe-element', 'capture/limit-rate', 'transport/send-segment']

/**
 * `import()` in a classic script resolves against that script's own address (HTML standard,
 * "HostLoadImportedModule"), so the parts are found wherever the files are served.
 */
const partsBesideIt = (of: Readonly<Record<string, string>>): Plugin => ({
  name: 'parts-beside-it',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      const part = of[basename(path, '.ts')]
      return kind === 'dynamic-import' && part ? { path: `./${part}`, external: true } : undefined
    })
  },
})

/** For a part that the recorder loads. */
const lentByRecorder: Plugin = {
  name: 'lent-by-recorder',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.ts$/ }, ({ resolveDir, path }) => {
      const name = relative(join(packageRoot, 'src'), join(resolveDir, path)).slice(0, -3)
      return lent.includes(name)
        ? { path: `./${parts['start-replay']}`, external: true }
        : undefined
    })
  },
}

const common = {
  absWorkingDir: packageRoot,
  bundle: true,
  minify: true,
  write: false,
  target: 'es2022',
  conditions: ['@playhead/source'] as string[],
  legalComments: 'none',
  logLevel: 'warning',
} as const

/** Terser after esbuild makes 6 % less for the page to load: 2.3 kB of gzip. */
async function bundle(
  options: BuildOptions & { write: false },
  { isClassic = false } = {},
): Promise<void> {
  const { outputFiles } = await build(options)
  for (const { path, text } of outputFiles) {
    const { code = '' } = await minify(text, {
      module: options.format === 'esm',
      ecma: 2020,
      // No getter that is read for the sake of what it does is among what this may leave out.
      compress: { passes: 3, inline: 1, pure_getters: true, unsafe_arrows: true },
    })
    await mkdir(dirname(path), { recursive: true })
    // Not esbuild's `iife`, which adds helpers that nothing here uses, a tenth of the entry.
    await writeFile(path, isClassic ? `"use strict";(()=>{${code}})()` : code)
  }
}

/**
 * Puts modules into the order of their names, as far as they do not need one another: files of a kind begin
 * alike (`track-`, `watch-`), are written alike, and gzip looks back 32 kB only. It makes 0.3 kB.
 */
async function inOrderOfNames(
  options: BuildOptions & { stdin: StdinOptions },
): Promise<StdinOptions> {
  const { metafile } = await build({ ...options, write: false, metafile: true })
  const names = Object.keys(metafile.inputs)
    .filter((path) => path.endsWith('.ts'))
    .toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1))
  const { stdin } = options
  const imports = names.map((name) => `import ${JSON.stringify(`./${name}`)}\n`)
  return { ...stdin, contents: imports.join('') + stdin.contents }
}

/** Writes the files of a page that records itself into a directory. */
export async function buildScript(directory: string): Promise<void> {
  const into = (file: string) => ({ outfile: join(directory, file), format: 'esm' }) as const
  const contents = ['start-replay', ...lent].map((name) => `export * from './src/${name}.ts'\n`)
  const recorder = {
    ...common,
    ...into('playhead-recorder.js'),
    stdin: { contents: contents.join(''), resolveDir: packageRoot },
    plugins: [partsBesideIt(parts)],
  }
  await Promise.all([
    bundle(
      {
        ...common,
        ...into('playhead.js'),
        entryPoints: ['src/script.ts'],
        plugins: [partsBesideIt(parts)],
      },
      { isClassic: true },
    ),
    // The imports that only put things in order are said to do nothing else.
    bundle({ ...recorder, stdin: await inOrderOfNames(recorder), logLevel: 'error' }),
    bundle({ ...common, ...into('playhead-hold.js'), entryPoints: ['src/segments/hold.ts'] }),
    bundle({
      ...common,
      ...into('playhead-seldom.js'),
      entryPoints: ['src/seldom.ts'],
      plugins: [lentByRecorder],
    }),
    bundle({
      ...common,
      ...into('playhead-frustration.js'),
      entryPoints: ['src/frustration/judge.ts'],
      plugins: [lentByRecorder],
    }),
    bundle({
      ...common,
      ...into('playhead-detectors.js'),
      entryPoints: ['src/privacy/detectors.ts'],
    }),
    bundle({ ...common, ...into('playhead-overload.js'), entryPoints: ['src/budget/overload.ts'] }),
    bundle({
      ...common,
      ...into('playhead-canvas.js'),
      entryPoints: ['src/capture/canvas/record-canvases.ts'],
    }),
    bundle({
      ...common,
      ...into('playhead-sheets.js'),
      entryPoints: ['src/dom/write-long-sheets.ts'],
    }),
    bundle({
      ...common,
      ...into('playhead-animations.js'),
      entryPoints: ['src/dom/record-animations.ts'],
    }),
    bundle({
      ...common,
      ...into('playhead-stored.js'),
      entryPoints: ['src/transport/read-stored.ts'],
    }),
    bundle({ ...common, ...into('playhead-sha256.js'), entryPoints: ['src/session/sha256.ts'] }),
    bundle({
      ...common,
      ...into('playhead-network.js'),
      entryPoints: ['src/capture/network/by-option.ts'],
    }),
    bundle({
      ...common,
      ...into('playhead-rules.js'),
      entryPoints: ['src/privacy/own-rules.ts'],
    }),
  ])
}

/** And those of pages in frames of another origin: a recorder of their own, and what takes theirs in. */
export async function buildFrameScripts(directory: string): Promise<void> {
  const into = (file: string) => ({ outfile: join(directory, file), format: 'esm' }) as const
  await Promise.all([
    bundle({
      ...common,
      ...into('playhead-frames.js'),
      entryPoints: ['src/frames/record-frames.ts'],
    }),
    bundle(
      {
        ...common,
        ...into('playhead-frame.js'),
        entryPoints: ['src/frame-script.ts'],
        plugins: [partsBesideIt(frameParts)],
      },
      { isClassic: true },
    ),
    bundle({
      ...common,
      ...into('playhead-frame-recorder.js'),
      entryPoints: ['src/frames/record-into-parent.ts'],
    }),
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildScript(join(packageRoot, 'dist/script'))
  await buildFrameScripts(join(packageRoot, 'dist/script'))
}
