import { findSnapshot, type Place, countDue, type StepsOf, takeNext } from '../play/place.ts'
import type { Keyframe, Track } from '../track.ts'
import type { Checkpoints } from './checkpoints.ts'
import { createPageDeriver, type PageDeriver } from './page-deriver.ts'
import { doInSlices } from './slices.ts'

/** A checkpoint each so many steps: what is between two is followed in some ten ms. */
const stepsBetween = 2_000

export interface DerivePageOptions {
  track: Track
  stepsOf: StepsOf
  /** Where to begin, and where what was derived is kept. */
  checkpoints: Checkpoints
  keyframe: Keyframe
  at: number
  signal: AbortSignal
  onProgress: (share: number) => void
}

/** Derives the page of a moment, in slices, and leaves it as a checkpoint. */
export async function derivePage(options: DerivePageOptions): Promise<void> {
  const { track, stepsOf, checkpoints, keyframe, at, signal, onProgress } = options
  const deriver = createPageDeriver()
  const from = checkpoints.before(keyframe, at)
  const place: Place = from ? { ...from, isBuilt: true } : begin(deriver, stepsOf, keyframe)
  if (from) deriver.start(from.page)
  const all = countDue(track, stepsOf, place, at)
  let taken = 0
  let reached = from?.at ?? keyframe.at

  function keep(): void {
    const { piece, step } = place
    checkpoints.add({ keyframe, piece, step, at: reached, page: deriver.save(reached) })
  }

  function takeOne(): boolean {
    const next = takeNext(track, stepsOf, place, at)
    if (!next) return false
    deriver.follow(next)
    reached = Math.max(reached, next.at)
    taken++
    if (taken % stepsBetween === 0) keep()
    return true
  }

  await doInSlices(takeOne, signal, () => onProgress(Math.min(taken / Math.max(all, 1), 1)))
  if (taken > 0) keep()
}

/** What was before the snapshot counts as far as it is not of the page. */
function begin(deriver: PageDeriver, stepsOf: StepsOf, keyframe: Keyframe): Place {
  const steps = stepsOf(keyframe.piece) ?? []
  const step = findSnapshot(steps, keyframe.index)
  for (const before of steps.slice(0, step)) {
    if (before.kind === 'viewport' || before.kind === 'pointer') deriver.follow(before)
  }
  return { piece: keyframe.piece, step, isBuilt: false }
}
