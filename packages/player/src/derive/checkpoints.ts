import type { Keyframe } from '../track.ts'
import type { DerivedPage } from './page-deriver.ts'

/** A page that was derived, and where the recording goes on from it. */
export interface Checkpoint {
  keyframe: Keyframe
  /** Index into the track's pieces. */
  piece: number
  /** Steps of the piece that are in it. */
  step: number
  /** ms since the Unix epoch: of the last step in it. */
  at: number
  page: DerivedPage
}

/** Pages derived so far, from which a seek can begin. */
export interface Checkpoints {
  add(checkpoint: Checkpoint): void
  /** The last one at or before a moment that builds on this keyframe. */
  before(keyframe: Keyframe, at: number): Checkpoint | null
  clear(): void
}

/** Nodes and steps in all of them together: some 100 MB. */
const maxSize = 400_000

export function createCheckpoints(): Checkpoints {
  let all: Checkpoint[] = []

  return {
    add(checkpoint) {
      if (all.some(({ piece, step }) => piece === checkpoint.piece && step === checkpoint.step))
        return
      all = [...all, checkpoint].sort((one, other) => one.at - other.at)
      // Every second one goes, so that those that stay are spread as evenly as before.
      while (all.length > 1 && all.reduce((sum, { page }) => sum + page.size, 0) > maxSize) {
        all = all.filter((_, index) => index % 2 === 1)
      }
    },
    before: ({ piece, index }, at) =>
      all.findLast(
        ({ keyframe, at: reached }) =>
          reached <= at && keyframe.piece === piece && keyframe.index === index,
      ) ?? null,
    clear() {
      all = []
    },
  }
}
