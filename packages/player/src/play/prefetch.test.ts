import type { SegmentSummary } from '@playhead/protocol'
import { expect, it, vi } from 'vitest'
import { meta, snapshot } from '../frames.test-support.ts'
import { createSegmentLoader } from '../load/segment-loader.ts'
import {
  type ServedRecording,
  serveRecording,
  sessionId,
  tabId,
} from '../serve-recording.test-support.ts'
import { createPrefetch } from './prefetch.ts'

async function serve(): Promise<{
  served: ServedRecording
  segments: SegmentSummary[]
  loader: ReturnType<typeof createSegmentLoader>
}> {
  const served = await serveRecording({
    segments: [1_000, 2_000, 3_000].map((at) => [meta(at), snapshot(at, [])]),
  })
  const loader = createSegmentLoader({
    basePath: '/api/replay',
    session: sessionId,
    fetch: served.fetch,
  })
  return { served, segments: served.manifest.tabs[0]?.segments ?? [], loader }
}

it('asks for each segment once and leaves it in the cache', async () => {
  const { served, segments, loader } = await serve()
  const prefetch = createPrefetch(loader)
  prefetch.request(tabId, segments.slice(0, 2))
  prefetch.request(tabId, segments)
  await Promise.all(segments.map(({ sequence }) => loader.loadSegment(tabId, sequence)))
  expect(served.requests).toHaveLength(3)
  expect(loader.peekSegment(tabId, 2)?.header.sequence).toBe(2)
})

it('asks for nothing that is in the cache', async () => {
  const { served, segments, loader } = await serve()
  await loader.loadSegment(tabId, 0)
  createPrefetch(loader).request(tabId, segments.slice(0, 1))
  expect(served.requests).toHaveLength(1)
})

it('gives up what is under way when stopped, and may be asked again', async () => {
  const { served, segments } = await serve()
  const signals: (AbortSignal | null | undefined)[] = []
  const loader = createSegmentLoader({
    basePath: '/api/replay',
    session: sessionId,
    fetch(input, init) {
      signals.push(init?.signal)
      return served.fetch(input, init)
    },
  })
  const prefetch = createPrefetch(loader)
  served.hold = new Promise(() => undefined)
  prefetch.request(tabId, segments.slice(0, 1))
  prefetch.stop()
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true))
  served.hold = null
  prefetch.request(tabId, segments.slice(0, 1))
  await loader.loadSegment(tabId, 0)
  expect(served.requests).toHaveLength(2)
})

it('keeps a failure to itself: it shows when the segment is needed', async () => {
  const { served, segments, loader } = await serve()
  served.failWith = () => new TypeError('Failed to fetch')
  createPrefetch(loader).request(tabId, segments)
  await expect(loader.loadSegment(tabId, 0)).rejects.toMatchObject({ code: 'network' })
})
