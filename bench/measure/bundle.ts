import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import type { Peer } from '../peers/peer.ts'

/** The files of an SDK by path, as a production build would make them. */
export type Bundle = ReadonlyMap<string, Buffer>

export async function bundlePeer(peer: Peer, ingestUrl: string): Promise<Bundle> {
  const here = fileURLToPath(new URL('..', import.meta.url))
  const { outputFiles } = await build({
    stdin: { contents: peer.entry(ingestUrl), resolveDir: here, sourcefile: 'entry.js' },
    outdir: `${here}dist`,
    entryNames: 'entry',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    write: false,
  })
  return new Map(
    outputFiles.map(({ path, contents }) => [
      `/sdk/${path.split('/').at(-1)}`,
      Buffer.from(contents),
    ]),
  )
}
