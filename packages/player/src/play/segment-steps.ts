import type { Segment, SegmentSummary } from '@playhead/protocol'
import type { SegmentLoader } from '../load/segment-loader.ts'
import { PlayerError } from '../player-error.ts'
import { readFrames, type Step } from '../read-frames.ts'

/** The steps of a tab's segments, as far as they are at hand. */
export interface SegmentSteps {
  /** The steps, if the segment is at hand. A damaged segment is not. */
  get(segment: SegmentSummary): readonly Step[] | null
  /** @returns false if the segment is damaged. Rejects with any other failure, or the signal's reason. */
  load(segment: SegmentSummary, signal: AbortSignal): Promise<boolean>
  /** Lets go of what is not soon played from here; the loader's cache may still have it. */
  releaseAround(sequence: number): void
}

const maxAhead = 32

export function createSegmentSteps(loader: SegmentLoader, tab: string): SegmentSteps {
  const held = new Map<number, readonly Step[]>()

  function accept(summary: SegmentSummary, segment: Segment): readonly Step[] | null {
    const steps = readFrames(segment.frames)
    const snapshots = steps.filter(({ kind }) => kind === 'snapshot').length
    // The manifest and the segment disagree: playback would begin at a snapshot that is not there.
    if (snapshots < summary.keyframes.length) return null
    held.set(summary.sequence, steps)
    return steps
  }

  return {
    get(summary) {
      const known = held.get(summary.sequence)
      if (known) return known
      const segment = loader.peekSegment(tab, summary.sequence)
      return segment ? accept(summary, segment) : null
    },
    async load(summary, signal) {
      try {
        const segment = await loader.loadSegment(tab, summary.sequence, { signal })
        return accept(summary, segment) !== null
      } catch (error) {
        if (error instanceof PlayerError && error.code === 'damaged_segment') return false
        throw error
      }
    },
    releaseAround(sequence) {
      for (const known of held.keys()) {
        if (known < sequence || known > sequence + maxAhead) held.delete(known)
      }
    },
  }
}
