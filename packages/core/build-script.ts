// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and `playhead-recorder.js`, which it imports from its own directory when it is needed. For
// the npm package it replaces the one module that imports rrweb by the trimmed rrweb itself.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { trimRrweb } from './build/trim-rrweb.ts'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/**
 * `import()` in a classic script resolves against that script's own address (HTML standard,
 * "HostLoadImportedModule"), so the recorder is found wherever the two files are served.
 */
const recorderBesideIt: Plugin = {
  name: 'recorder-beside-it',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/start-replay\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './playhead-recorder.js', external: true } : undefined,
    )
  },
}

const common = {
  absWorkingDir: packageRoot,
  bundle: true,
  minify: true,
  target: 'es2022',
  conditions: ['@playhead/source'] as string[],
  legalComments: 'none',
  logLevel: 'warning',
} as const

/** Writes both files into a directory. */
export async function buildScript(directory: string): Promise<void> {
  await Promise.all([
    build({
      ...common,
      entryPoints: ['src/script.ts'],
      outfile: join(directory, 'playhead.js'),
      format: 'iife',
      plugins: [recorderBesideIt],
    }),
    build({
      ...common,
      entryPoints: ['src/start-replay.ts'],
      outfile: join(directory, 'playhead-recorder.js'),
      format: 'esm',
      plugins: [trimRrweb],
    }),
  ])
}

/** Writes the trimmed rrweb over the module that `tsc` wrote. */
async function buildRrweb(): Promise<void> {
  await build({
    ...common,
    entryPoints: ['src/capture/rrweb.ts'],
    outfile: 'dist/capture/rrweb.js',
    format: 'esm',
    plugins: [trimRrweb],
    banner: { js: '// A trimmed @rrweb/record, MIT licensed: see THIRD-PARTY-LICENSES.md.' },
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await Promise.all([buildScript(join(packageRoot, 'dist/script')), buildRrweb()])
}
