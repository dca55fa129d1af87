import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { anyDraft } from './arbitrary-segment.test-support.ts'
import {
  decodeSegment,
  encodeSegment,
  encodeSegmentNow,
  readSegmentHeader,
  type SegmentDraft,
} from './index.ts'

it('comes back as it was written, in a browser', async () => {
  await fc.assert(
    fc.asyncProperty(anyDraft, async ({ draft, timeline, frames }) => {
      const segment = await decodeSegment((await encodeSegment(draft)).bytes)
      expect(segment.timeline).toEqual(timeline)
      expect(segment.frames).toEqual(frames)
    }),
    { numRuns: 50 },
  )
})

it('is written uncompressed where the browser cannot deflate', async () => {
  const draft: SegmentDraft = {
    session: '0'.repeat(32),
    tab: '1'.repeat(16),
    sequence: 0,
    previous: null,
    startedAt: 1,
    endedAt: 1,
    policy: '2'.repeat(16),
    release: null,
    timeline: [],
    frames: Array<string>(50).fill('{"type":3,"timestamp":1,"data":null}'),
  }
  vi.stubGlobal('CompressionStream', undefined)
  try {
    const { bytes } = await encodeSegment(draft)
    expect(bytes).toEqual(encodeSegmentNow(draft).bytes)
    expect(readSegmentHeader(bytes).header.codec).toBe('identity')
  } finally {
    vi.unstubAllGlobals()
  }
})
