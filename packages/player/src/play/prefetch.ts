import type { SegmentSummary } from '@playhead/protocol'
import type { SegmentLoader } from '../load/segment-loader.ts'

/** Brings segments into the loader's cache before the playhead reaches them. */
export interface Prefetch {
  /** Each segment is asked for once until `stop`. Failures show when the segment is needed. */
  request(tab: string, segments: readonly SegmentSummary[]): void
  stop(): void
}

export function createPrefetch(loader: SegmentLoader): Prefetch {
  let controller = new AbortController()
  const requested = new Set<number>()

  return {
    request(tab, segments) {
      for (const { sequence } of segments) {
        if (requested.has(sequence)) continue
        requested.add(sequence)
        if (loader.peekSegment(tab, sequence)) continue
        loader.loadSegment(tab, sequence, { signal: controller.signal }).catch(() => undefined)
      }
    },
    stop() {
      controller.abort()
      controller = new AbortController()
      requested.clear()
    },
  }
}
