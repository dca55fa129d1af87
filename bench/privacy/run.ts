// What SDKs at their defaults upload of a page full of canaries: see ../README.md.
import { createHaystack } from '../../e2e/canaries/search.ts'
import { bundlePeer } from '../measure/bundle.ts'
import { serve } from '../measure/serve.ts'
import { visit } from '../measure/visit.ts'
import { datadog } from '../peers/datadog.ts'
import type { Peer } from '../peers/peer.ts'
import { playhead } from '../peers/playhead.ts'
import { posthog } from '../peers/posthog.ts'
import { rrweb } from '../peers/rrweb.ts'
import { sentry } from '../peers/sentry.ts'
import { plantPage } from './page.ts'
import { readUpload } from './read-upload.ts'

const peers: Readonly<Record<string, Peer>> = {
  Playhead: playhead,
  'Sentry Replay': sentry,
  Datadog: datadog,
  PostHog: posthog,
  // Its own default masks no field but passwords.
  rrweb: { ...rrweb, entry: (url) => rrweb.entry(url).replace(', maskAllInputs: true', '') },
}

const servers = await serve()
const page = plantPage()
const readable = new Map<string, Map<string, number>>()
try {
  for (const [name, peer] of Object.entries(peers)) {
    console.error(name)
    const bundle = await bundlePeer(peer, servers.ingestUrl)
    const stage = { peer, workload: page, bundle, uploads: [], scriptBytes: 0 }
    await visit(stage, servers)
    readable.set(name, await countReadable(stage.uploads))
  }
} finally {
  servers.close()
}
console.log(toTable())

/** By channel, how many canaries are in the uploads in any writing. */
async function countReadable(
  uploads: readonly { url: string; body: Buffer }[],
): Promise<Map<string, number>> {
  const haystack = createHaystack()
  for (const { url, body } of uploads) {
    haystack.addBytes(body)
    haystack.addValue(url)
    for (const value of await readUpload(body)) haystack.addValue(value)
  }
  if (uploads.length === 0) throw new Error('Nothing was uploaded: the SDK has recorded nothing.')
  return new Map(
    [...page.planted].map(([channel, canaries]) => [channel, haystack.find(canaries).length]),
  )
}

function toTable(): string {
  const names = Object.keys(peers)
  const countOf = (name: string, channel: string): number => readable.get(name)?.get(channel) ?? 0
  const rows = [...page.planted].map(([channel, { size }]) => [
    channel,
    size,
    ...names.map((name) => countOf(name, channel)),
  ])
  const sums = rows[0]
    ?.slice(1)
    .map((_, at) => rows.reduce((sum, row) => sum + Number(row[at + 1]), 0))
  const lines = [
    ['readable in what was uploaded', 'planted', ...names],
    ['---', ...['planted', ...names].map(() => '---:')],
    ...rows,
    ['**all**', ...(sums ?? [])],
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
