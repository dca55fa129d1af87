import { fileURLToPath } from 'node:url'
import type { Peer } from './peer.ts'

const built = fileURLToPath(new URL('../../packages/core/dist/index.js', import.meta.url))

/** As published, with its defaults: everything that it tracks, and all text masked. */
export const playhead: Peer = {
  entry: (ingestUrl) => `
import { start } from ${JSON.stringify(built)}
const replay = start({ endpoint: '${ingestUrl}/api/replay', onError: (error) => console.error(error) })
window.flushReplay = () => replay.flush()`,
  isReplay: (url) => url.endsWith('/segments'),
  answer: () => ({ status: 202, json: { status: 'stored' } }),
}
