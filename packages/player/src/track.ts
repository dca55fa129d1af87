import type { SegmentSummary, TabManifest } from '@playhead/protocol'

/** A stretch of the recording that cannot be shown. */
export interface PlayerGap {
  /** ms since the Unix epoch. */
  startedAt: number
  /** ms since the Unix epoch: where the next full snapshot stands, or the tab's end. */
  endedAt: number
  /**
   * `missing`: segments never arrived. `damaged`: a segment is there and does not decode.
   * `no-snapshot`: segments are there, and no full snapshot before them to build on.
   */
  reason: 'missing' | 'damaged' | 'no-snapshot'
}

type Piece =
  | { kind: 'segment'; startedAt: number; segment: SegmentSummary }
  | { kind: 'gap'; startedAt: number; reason: 'missing' | 'damaged' }

/** A full snapshot: playback can begin there. */
export interface Keyframe {
  /** Index into `pieces`. */
  piece: number
  /** Which of the piece's snapshots, from 0. */
  index: number
  /** ms since the Unix epoch. */
  at: number
}

/** A tab's recording in order: what is there and what is missing. */
export interface Track {
  readonly pieces: readonly Piece[]
  /** By time, never overlapping. */
  readonly gaps: readonly PlayerGap[]
  readonly keyframes: readonly Keyframe[]
  /** Where to begin in order to show `at`; null if there is no picture for it. */
  keyframeFor(at: number): Keyframe | null
  /** The gap that `at` lies in. */
  gapAt(at: number): PlayerGap | null
}

/** @param damaged sequence numbers that turned out not to decode. */
export function createTrack(tab: TabManifest, damaged: ReadonlySet<number>): Track {
  const pieces = toPieces(tab, damaged)
  const keyframes = pieces.flatMap((piece, index) => toKeyframes(piece, index))
  const gaps = toGaps(tab, pieces, keyframes)
  const isLeadingGap = gaps[0] !== undefined && gaps[0].startedAt <= tab.startedAt

  return {
    pieces,
    gaps,
    keyframes,
    keyframeFor(at) {
      const found = keyframes.findLast((keyframe) => keyframe.at <= at)
      // While the first page loads there is nothing to see yet: its first picture stands in.
      return found ?? (isLeadingGap ? null : (keyframes[0] ?? null))
    },
    gapAt(at) {
      // A gap holds its end only where nothing follows it: not even a snapshot at that very moment.
      const isEnd = at === tab.endedAt && keyframes.at(-1)?.at !== at
      const isIn = ({ startedAt, endedAt }: PlayerGap): boolean =>
        startedAt <= at && (at < endedAt || (at === endedAt && isEnd))
      return gaps.find(isIn) ?? null
    },
  }
}

function toPieces(tab: TabManifest, damaged: ReadonlySet<number>): Piece[] {
  const segments = tab.segments.map((segment) => ({
    sequence: segment.sequence,
    piece: toPiece(segment, damaged.has(segment.sequence)),
  }))
  const missing = tab.gaps.map(({ fromSequence, startedAt }) => ({
    sequence: fromSequence,
    piece: { kind: 'gap', startedAt, reason: 'missing' } satisfies Piece,
  }))
  return [...segments, ...missing]
    .sort((one, other) => one.sequence - other.sequence)
    .map(({ piece }) => piece)
}

function toPiece(segment: SegmentSummary, isDamaged: boolean): Piece {
  const { startedAt } = segment
  return isDamaged
    ? { kind: 'gap', startedAt, reason: 'damaged' }
    : { kind: 'segment', startedAt, segment }
}

function toKeyframes(piece: Piece, index: number): Keyframe[] {
  if (piece.kind === 'gap') return []
  return piece.segment.keyframes.map((at, nth) => ({ piece: index, index: nth, at }))
}

/** What follows a gap builds on it, so nothing can be shown before the next full snapshot. */
function toGaps(
  tab: TabManifest,
  pieces: readonly Piece[],
  keyframes: readonly Keyframe[],
): PlayerGap[] {
  const gaps: PlayerGap[] = []
  const [first] = keyframes
  const isIntact = pieces.slice(0, first?.piece ?? 0).every(({ kind }) => kind === 'segment')
  if (!first || !isIntact) {
    const endedAt = first?.at ?? tab.endedAt
    const reason = pieces[0]?.kind === 'gap' ? pieces[0].reason : 'no-snapshot'
    if (endedAt > tab.startedAt) gaps.push({ startedAt: tab.startedAt, endedAt, reason })
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'segment') return
    const next = keyframes.find((keyframe) => keyframe.piece > index)
    const startedAt = Math.max(piece.startedAt, gaps.at(-1)?.endedAt ?? tab.startedAt)
    const endedAt = next?.at ?? tab.endedAt
    if (endedAt > startedAt) gaps.push({ startedAt, endedAt, reason: piece.reason })
  })
  return gaps
}
