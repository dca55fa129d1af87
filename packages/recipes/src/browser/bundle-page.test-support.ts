import { build } from 'esbuild'

/** @param source TypeScript of a page; it imports what stands beside this file, and packages as their source. */
export async function bundlePage(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@playhead/source'],
  })
  return outputFiles[0]?.text ?? ''
}
