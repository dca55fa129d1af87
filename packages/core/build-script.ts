// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and `playhead-recorder.js`, which it imports from its own directory when it is needed.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

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

/** Writes both files into a directory. */
export async function buildScript(directory: string): Promise<void> {
  const common = {
    absWorkingDir: packageRoot,
    bundle: true,
    minify: true,
    target: 'es2022',
    conditions: ['@playhead/source'] as string[],
    legalComments: 'none',
    logLevel: 'warning',
  } as const
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
    }),
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildScript(join(packageRoot, 'dist/script'))
}
