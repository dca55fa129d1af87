// Bundles what the audit runs inside pages. As the build's last step, writes it into
// dist/page-scripts.js; from source, src/page-scripts.ts calls it on the spot.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const packageRoot = fileURLToPath(new URL('.', import.meta.url))

/** @param isSource whether other packages are taken from source. Default: as they were built. */
export async function bundlePageScripts(isSource = false): Promise<string> {
  const settings = isSource ? { conditions: ['@playhead/source'] } : {}
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = JSON.stringify(await bundlePageScripts())
  await writeFile(
    join(packageRoot, 'dist/page-scripts.js'),
    `export async function readPageScripts() { return ${text} }\n`,
  )
}
