/**
 * The attribute of an element in the frames that code animates: JSON of `RecordedAnimation[]`. What it looks
 * like at a moment follows from it, so nothing more is told while an animation runs.
 */
export const animated = 'data-playhead-animated'

export interface RecordedAnimation {
  keyframes: readonly Readonly<Record<string, string | number | null>>[]
  timing: Readonly<Record<string, string | number>>
  pseudo?: string
  /** Its own time, ms, at `since`. */
  time: number
  /** How fast its time passes; 0 while it stands. */
  rate: number
  /** ms since the Unix epoch, to the base of 36: a long number might be somebody's. */
  since: string
}
