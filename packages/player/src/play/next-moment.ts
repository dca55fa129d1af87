import type { PlayerGap } from '../track.ts'
import type { TimeSpan } from './inactive-spans.ts'

export interface Advance {
  /** ms since the Unix epoch. */
  at: number
  /** Recorded time that has passed, ms. */
  by: number
  endedAt: number
  /** Stretches to jump over; empty to see everything. */
  inactive: readonly TimeSpan[]
  gaps: readonly PlayerGap[]
}

/** Silence that is still shown at both ends of a stretch that is jumped over, ms. */
const marginMs = 1_000

/** Where the playhead stands next. A gap stops every jump at its start: none is passed over unseen. */
export function toNextMoment({ at, by, endedAt, inactive, gaps }: Advance): {
  at: number
  skipped: TimeSpan | null
} {
  const plain = Math.min(at + by, endedAt)
  const isInGap = gaps.some((gap) => gap.startedAt <= at && at < gap.endedAt)
  const span = isInGap ? undefined : inactive.find((one) => isJumpable(one, plain))
  const next = span ? Math.max(plain, toTarget(span, endedAt)) : plain
  const gap = gaps.find(({ startedAt }) => startedAt > at && startedAt < next)
  if (gap) return { at: gap.startedAt, skipped: null }
  return { at: next, skipped: span ? { startedAt: plain, endedAt: next } : null }
}

function isJumpable(span: TimeSpan, at: number): boolean {
  return at >= span.startedAt + marginMs && at < span.endedAt - marginMs
}

/** A recording that ends in silence has nothing after it to lead up to. */
function toTarget(span: TimeSpan, endedAt: number): number {
  return span.endedAt >= endedAt ? endedAt : span.endedAt - marginMs
}
