import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import type { Plugin } from 'rollup'

const protocol = '@playhead/protocol'
const isSource = /\.ts(?:\?|$)/

/** The path of a module, which stands before what else its id says. */
export const toPath = (id: string): string => id.replace(/\?.*$/, '')

/** Where a module that another one names has its source. Everything comes from this repository. */
export function findSource(specifier: string, importer: string): string {
  if (specifier.startsWith('.')) return resolve(dirname(toPath(importer)), specifier)
  if (!specifier.startsWith(protocol)) throw new Error(`${importer} imports ${specifier}.`)
  const entry = specifier.slice(protocol.length + 1) || 'index'
  return fileURLToPath(new URL(`../../protocol/src/${entry}.ts`, import.meta.url))
}

/** TypeScript as JavaScript, module by module. None does anything but define when it is imported. */
export const readSource: Plugin = {
  name: 'read-source',
  load: (id) => (isSource.test(id) ? readFile(toPath(id), 'utf8') : undefined),
  async transform(code, id) {
    if (!isSource.test(id)) return
    const { code: text, map } = await transform(code, {
      loader: 'ts',
      target: 'es2022',
      sourcefile: toPath(id),
      sourcemap: true,
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    })
    return { code: text, map, moduleSideEffects: false }
  },
}
