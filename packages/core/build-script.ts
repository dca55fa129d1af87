// Builds the script-tag version: `dist/script/playhead.js`, a classic script that defines the global
// `Playhead`, and the parts that it imports from its own directory when they are needed.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './build/bundle.ts'
import { parts } from './build/parts.ts'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/**
 * Writes the files of a page that records itself into a directory.
 *
 * `import()` in a classic script resolves against that script's own address (HTML standard,
 * "HostLoadImportedModule"), so the parts are found wherever the files are served.
 *
 * @param options.hasFrames also those of pages in frames of another origin, which have a recorder of their own.
 */
export async function buildScript(directory: string, { hasFrames = false } = {}): Promise<void> {
  const source = (name: string): string => join(packageRoot, 'src', `${name}.ts`)
  const frames = hasFrames ? { [source('frame-script')]: 'playhead-frame' } : {}
  const named = Object.entries(parts).map(([name, part]) => [name, `playhead-${part}`])
  await bundle({
    directory,
    entries: { [source('script')]: 'playhead', ...frames },
    recorder: 'playhead-recorder',
    parts: Object.fromEntries(named),
    // A frame's own origin serves the two files, and no more.
    alone: ['playhead-frame-recorder'],
    classic: ['playhead', 'playhead-frame'],
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildScript(join(packageRoot, 'dist/script'), { hasFrames: true })
}
