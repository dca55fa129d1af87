// Bundles what the audit runs inside pages. As the build's last step, writes it into
// dist/page-scripts.js; from source, src/page-scripts.ts calls it on the spot.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/** @param isSource whether other packages are taken from source. Default: as they were built. */
export async function bundlePageScripts(isSource = false): Promise<string> {
  const settings = isSource ? await sourceSettings() : {}
  const texts = await Promise.all(
    ['early', 'agent', 'recorder'].map(async (name) => {
      const { outputFiles } = await build({
        absWorkingDir: packageRoot,
        entryPoints: [`src/page/${name}.ts`],
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        ...settings,
        legalComments: 'none',
        logLevel: 'warning',
      })
      return outputFiles[0]?.text ?? ''
    }),
  )
  return texts.join('\n')
}

/** Core records by an rrweb that its build trims: the one on npm sees no change of a page under it. */
export async function sourceSettings(): Promise<{ conditions: string[]; plugins: Plugin[] }> {
  // Not by name: packages import nothing of each other's build.
  const core: unknown = await import(new URL('../core/build/trim-rrweb.ts', import.meta.url).href)
  if (!hasPlugin(core)) throw new TypeError('Core has no plugin that trims rrweb.')
  return { conditions: ['@playhead/source'], plugins: [core.trimRrweb] }
}

function hasPlugin(value: unknown): value is { trimRrweb: Plugin } {
  return typeof value === 'object' && value !== null && 'trimRrweb' in value
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = JSON.stringify(await bundlePageScripts())
  await writeFile(
    join(packageRoot, 'dist/page-scripts.js'),
    `export async function readPageScripts() { return ${text} }\n`,
  )
}
