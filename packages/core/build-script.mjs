// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and `playhead-recorder.js`, which it imports from its own directory when it is needed.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * `import()` in a classic script resolves against that script's own address (HTML standard,
 * "HostLoadImportedModule"), so the recorder is found wherever the two files are served.
 */
const recorderBesideIt = {
  name: 'recorder-beside-it',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/start-replay\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './playhead-recorder.js', external: true } : undefined,
    ),
}

const common = {
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  bundle: true,
  minify: true,
  target: 'es2022',
  conditions: ['@playhead/source'],
  legalComments: 'none',
  logLevel: 'warning',
}

await Promise.all([
  build({
    ...common,
    entryPoints: ['src/script.ts'],
    outfile: 'dist/script/playhead.js',
    format: 'iife',
    plugins: [recorderBesideIt],
  }),
  build({
    ...common,
    entryPoints: ['src/start-replay.ts'],
    outfile: 'dist/script/playhead-recorder.js',
    format: 'esm',
  }),
])
