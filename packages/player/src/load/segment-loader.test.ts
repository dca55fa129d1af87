import { expect, it } from 'vitest'
import { element, meta, snapshot } from '../frames.test-support.ts'
import { serveRecording, sessionId, tabId } from '../serve-recording.test-support.ts'
import { createSegmentLoader } from './segment-loader.ts'

/** Three segments of some 400 bytes each, once inflated. */
const served = await serveRecording({
  segments: [1_000, 2_000, 3_000].map((at) => [meta(at), snapshot(at, [element(10, 'p')])]),
})
const options = { basePath: '/api/replay', session: sessionId, fetch: served.fetch }

it('shares one request among those who want the same segment', async () => {
  const before = served.requests.length
  const loader = createSegmentLoader(options)
  const [one, other] = await Promise.all([
    loader.loadSegment(tabId, 1),
    loader.loadSegment(tabId, 1),
  ])
  expect(one).toBe(other)
  expect(served.requests.length - before).toBe(1)
})

it('lets go of what was used longest ago', async () => {
  const { header } = await createSegmentLoader(options).loadSegment(tabId, 0)
  const maxCachedBytes = header.framesInflatedBytes * 2.5
  const loader = createSegmentLoader({ ...options, maxCachedBytes })
  for (const sequence of [0, 1, 0, 2]) await loader.loadSegment(tabId, sequence)
  expect([0, 1, 2].map((sequence) => loader.peekSegment(tabId, sequence) !== undefined)).toEqual([
    true,
    false,
    true,
  ])
})

it('counts a segment once that was given up while it decoded and asked for again', async () => {
  const { header } = await createSegmentLoader(options).loadSegment(tabId, 0)
  const controller = new AbortController()
  const loader = createSegmentLoader({
    ...options,
    maxCachedBytes: header.framesInflatedBytes * 2.5,
    async fetch(input, init) {
      const response = await served.fetch(input, init)
      const bytes = await response.arrayBuffer()
      return Object.assign(new Response(bytes), {
        async arrayBuffer() {
          // By the time this is seen, the bytes are being decoded.
          setTimeout(() => controller.abort(), 0)
          return bytes
        },
      })
    },
  })
  const givenUp = loader.loadSegment(tabId, 0, { signal: controller.signal })
  await Promise.allSettled([givenUp])
  await loader.loadSegment(tabId, 0)
  await loader.loadSegment(tabId, 1)
  expect(loader.peekSegment(tabId, 0)).toBeDefined()
})

it('takes a segment that is another one for damaged', async () => {
  const other = 'ffffffffffffffffffffffffffffffff'
  await expect(
    createSegmentLoader({ ...options, session: other }).loadSegment(tabId, 0),
  ).rejects.toMatchObject({ code: 'damaged_segment' })
})
