import type { Step } from '../read-frames.ts'
import type { Track } from '../track.ts'

/** How far a recording has been followed. */
export interface Place {
  /** Index into the track's pieces. */
  piece: number
  /** Steps of the piece that have been taken, or were passed over. */
  step: number
  /** Whether the snapshot it begins with has been taken. */
  isBuilt: boolean
}

/** The steps of a piece; null if they are not at hand. */
export type StepsOf = (piece: number) => readonly Step[] | null

/** Takes the next step that is due at a moment, piece by piece, and moves the place on. */
export function takeNext(
  track: Track,
  stepsOf: StepsOf,
  place: Place,
  at: number,
): Step | undefined {
  for (;;) {
    const all = stepsOf(place.piece) ?? []
    const next = all[place.step]
    if (next) {
      // The snapshot is always due: the first one stands in for the moments before it.
      if (place.isBuilt && next.at > at) return undefined
      place.step++
      place.isBuilt = true
      return next
    }
    const following = track.pieces[place.piece + 1]
    if (following?.kind !== 'segment' || following.startedAt > at) return undefined
    place.piece++
    place.step = 0
  }
}

/** How many steps are due, about: of what is not at hand the manifest tells how much it is. */
export function countDue(track: Track, stepsOf: StepsOf, place: Place, at: number): number {
  let due = -place.step
  for (let index = place.piece; ; index++) {
    const piece = track.pieces[index]
    if (piece?.kind !== 'segment' || (index > place.piece && piece.startedAt > at)) return due
    const all = stepsOf(index)
    due += all ? all.findLastIndex((step) => step.at <= at) + 1 : piece.segment.frames
  }
}

/** Index of the nth full snapshot. */
export function findSnapshot(steps: readonly Step[], nth: number): number {
  let seen = -1
  return steps.findIndex(({ kind }) => kind === 'snapshot' && ++seen === nth)
}
