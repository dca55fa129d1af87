import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { addAnnotation } from './annotate.ts'

const require = createRequire(import.meta.url)
const annotate = join(import.meta.dirname, '../../annotate/src/loader.ts')

/** The webpack that `next build --webpack` runs. Next's types leave it untyped. */
const bundler: {
  webpack: (config: object, done: (failed: Error | null, stats: Stats) => void) => void
} = require('next/dist/compiled/webpack/webpack.js')

interface Stats {
  toString(): string
  hasErrors(): boolean
}

it('webpack names components in the project’s files, before anything compiles them, and in no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-webpack-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  write('card.tsx', `export function Card(): unknown { return <article>Lamp</article> }`)
  write('entry.ts', `export * from './card.tsx'; export * from './plain.ts'`)
  write('plain.ts', `export const plain: string = '<article>'`)
  const compile = write(
    'compile.cjs',
    `const { transformSync } = require(${JSON.stringify(require.resolve('esbuild'))})
    module.exports = function (code) {
      return transformSync(code, { loader: 'tsx', jsx: 'transform', jsxFactory: 'make' }).code
    }`,
  )
  const config = {
    mode: 'production',
    context: folder,
    entry: './entry.ts',
    output: { path: folder, filename: 'built.js', library: { type: 'module' } },
    experiments: { outputModule: true },
    optimization: { minimize: false },
    module: { rules: [{ test: /\.tsx?$/, use: compile }] },
  }
  const { webpack } = addAnnotation({}, annotate)
  Reflect.apply(webpack ?? String, null, [config, {}])
  await new Promise<void>((resolve, reject) => {
    bundler.webpack(config, (failed, stats) => {
      if (failed ?? stats.hasErrors()) reject(failed ?? new Error(stats.toString()))
      else resolve()
    })
  })
  const built = readFileSync(join(folder, 'built.js'), 'utf8')
  expect(built).toMatch(/make\("article", \{\s*"data-component": "Card"\s*\}/)
  expect(built).toContain(`'<article>'`.replaceAll("'", '"'))
})
