// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and the parts that it imports from its own directory when they are needed. For the npm
// package it replaces the one module that imports rrweb by the trimmed rrweb itself.
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { trimRrweb } from './build/trim-rrweb.ts'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/** Each part that is loaded by itself, by the name of its source. */
const parts: Readonly<Record<string, string>> = {
  'start-replay': 'playhead-recorder.js',
  hold: 'playhead-hold.js',
}

/**
 * `import()` in a classic script resolves against that script's own address (HTML standard,
 * "HostLoadImportedModule"), so the parts are found wherever the files are served.
 */
const partsBesideIt: Plugin = {
  name: 'parts-beside-it',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      const part = parts[basename(path, '.ts')]
      return kind === 'dynamic-import' && part ? { path: `./${part}`, external: true } : undefined
    })
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

/** Writes all files into a directory. */
export async function buildScript(directory: string): Promise<void> {
  await Promise.all([
    build({
      ...common,
      entryPoints: ['src/script.ts'],
      outfile: join(directory, 'playhead.js'),
      format: 'iife',
      plugins: [partsBesideIt],
    }),
    build({
      ...common,
      entryPoints: {
        'playhead-recorder': 'src/start-replay.ts',
        'playhead-hold': 'src/segments/hold.ts',
      },
      outdir: directory,
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
