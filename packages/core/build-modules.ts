// Builds what npm users import: `dist/index.js` and the other entries, the recorder, and the parts that it
// imports when they are needed. Their types are of tsc.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './build/bundle.ts'
import { parts } from './build/parts.ts'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

const names = ['index', 'consent', 'frame', 'identity', 'overlay', 'policy', 'profiles']

export async function buildModules(directory: string): Promise<void> {
  const source = (name: string): string => join(packageRoot, 'src', `${name}.ts`)
  await bundle({
    directory,
    entries: Object.fromEntries(names.map((name) => [source(name), name])),
    // For `instanceof`.
    shared: { [source('playhead-error')]: 'errors' },
    recorder: 'recorder',
    parts,
    hasMaps: true,
    isBundledAgain: true,
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildModules(join(packageRoot, 'dist'))
}
