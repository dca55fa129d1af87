import type { SegmentSummary, TabManifest } from '@playhead/protocol'
import type { SegmentLoader } from '../load/segment-loader.ts'
import type { ReplayedPage } from '../page/replayed-page.ts'
import { PlayerError } from '../player-error.ts'
import type { Step } from '../read-frames.ts'
import type { PointerLayer } from '../stage/pointer-layer.ts'
import type { Viewport } from '../stage/stage.ts'
import { createTrack, type Keyframe, type Track } from '../track.ts'
import { createPointerTrail } from './pointer-trail.ts'
import { createSegmentSteps } from './segment-steps.ts'

/** What one tab shows at a moment. */
export interface Picture {
  /** Changes when a segment turns out to be damaged. */
  readonly track: Track
  /** Sequence numbers of segments that do not decode. */
  readonly damaged: readonly number[]
  /** Segments needed to draw a moment and not at hand. */
  missing(at: number): SegmentSummary[]
  /** Fetches all that `missing` names. Rejects with a `PlayerError`, or the signal's reason. */
  load(at: number, signal: AbortSignal): Promise<void>
  /** Draws a moment for which nothing is missing. Forwards it goes on, otherwise it starts at a keyframe. */
  draw(at: number, speed: number): void
  /** Segments after what is shown, up to a moment. */
  ahead(until: number): SegmentSummary[]
}

interface Position {
  keyframe: Keyframe
  /** Index into the track's pieces. */
  piece: number
  /** Steps of the piece that have been applied, or were passed over. */
  step: number
  isBuilt: boolean
  at: number
}

export interface PictureOptions {
  tab: TabManifest
  loader: SegmentLoader
  page: ReplayedPage
  pointer: PointerLayer
  onViewport: (viewport: Viewport) => void
}

export function createPicture({ tab, loader, page, pointer, onViewport }: PictureOptions): Picture {
  const damaged = new Set<number>()
  const steps = createSegmentSteps(loader, tab.id)
  const trail = createPointerTrail(page)
  let track = createTrack(tab, damaged)
  let position: Position | null = null

  /** Moving on from what is shown gives the same as building up from the keyframe: the queue is one. */
  function goesOn(keyframe: Keyframe, at: number): boolean {
    if (!position || at < position.at) return false
    return position.keyframe.piece === keyframe.piece && position.keyframe.index === keyframe.index
  }

  function needed(at: number): SegmentSummary[] {
    const keyframe = track.keyframeFor(at)
    if (!keyframe) return []
    const first = position && goesOn(keyframe, at) ? position.piece : keyframe.piece
    const segments: SegmentSummary[] = []
    for (const [offset, piece] of track.pieces.slice(first).entries()) {
      if (piece.kind === 'gap' || (offset > 0 && piece.startedAt > at)) break
      segments.push(piece.segment)
    }
    return segments
  }

  const missing = (at: number): SegmentSummary[] =>
    needed(at).filter((segment) => steps.get(segment) === null)

  function stepsOf(piece: number): readonly Step[] {
    const found = track.pieces[piece]
    return found?.kind === 'segment' ? (steps.get(found.segment) ?? []) : []
  }

  function begin(keyframe: Keyframe, isForward: boolean): Position {
    const all = stepsOf(keyframe.piece)
    const step = findSnapshot(all, keyframe.index)
    const before = all.slice(0, step)
    const viewport = before.findLast((earlier) => earlier.kind === 'viewport')
    if (viewport) onViewport(viewport)
    trail.restart(before, isForward)
    return { keyframe, piece: keyframe.piece, step, isBuilt: false, at: keyframe.at }
  }

  /** Takes the steps that are due, piece by piece, until one is not. */
  function takeDue(from: Position, at: number): Step[] {
    const due: Step[] = []
    for (;;) {
      const all = stepsOf(from.piece)
      for (let next = all[from.step]; next; next = all[from.step]) {
        // The snapshot is always due: the first one stands in for the moments before it.
        if (from.isBuilt && next.at > at) break
        due.push(next)
        from.step++
        from.isBuilt = true
      }
      if (from.step < all.length) return due
      const following = track.pieces[from.piece + 1]
      if (following?.kind !== 'segment' || following.startedAt > at) return due
      from.piece++
      from.step = 0
    }
  }

  function apply(due: readonly Step[]): void {
    const snapshot = due.findLastIndex(({ kind }) => kind === 'snapshot')
    const frame = due[snapshot]
    if (frame?.kind === 'snapshot') {
      page.rebuild(frame.frame)
      trail.forgetHover()
    }
    const viewport = due.findLast((step) => step.kind === 'viewport')
    if (viewport) onViewport(viewport)
    const changes = due.slice(snapshot + 1)
    if (changes.length > 0) page.apply(changes)
    trail.add(changes)
  }

  return {
    get track() {
      return track
    },
    get damaged() {
      return [...damaged].sort((one, other) => one - other)
    },
    missing,
    async load(at, signal) {
      for (;;) {
        if (track.keyframes.length === 0) throw noSnapshot(tab)
        const segments = missing(at)
        if (segments.length === 0) return
        const results = await Promise.all(segments.map((segment) => steps.load(segment, signal)))
        signal.throwIfAborted()
        const broken = segments.filter((_, index) => !results[index])
        if (broken.length === 0) continue
        for (const { sequence } of broken) damaged.add(sequence)
        track = createTrack(tab, damaged)
        position = null
      }
    },
    draw(at, speed) {
      const keyframe = track.keyframeFor(at)
      if (!keyframe) {
        position = null
        page.clear()
        pointer.draw({ at, path: [], clicks: [], speed })
        return
      }
      const isForward = position !== null && at >= position.at
      if (!position || !goesOn(keyframe, at)) position = begin(keyframe, isForward)
      apply(takeDue(position, at))
      position.at = at
      const piece = track.pieces[position.piece]
      if (piece?.kind === 'segment') steps.releaseAround(piece.segment.sequence)
      pointer.draw({ at, ...trail.read(stepsOf(position.piece).slice(position.step)), speed })
    },
    ahead(until) {
      return track.pieces
        .slice(position?.piece ?? 0)
        .flatMap((piece) =>
          piece.kind === 'segment' && piece.startedAt <= until ? [piece.segment] : [],
        )
    },
  }
}

function findSnapshot(steps: readonly Step[], nth: number): number {
  let seen = -1
  return steps.findIndex(({ kind }) => kind === 'snapshot' && ++seen === nth)
}

function noSnapshot(tab: TabManifest): PlayerError {
  return new PlayerError(
    'no_snapshot',
    `The recording of tab ${tab.id} has no full snapshot that can be read, so there is no page to show. The segment that held it never arrived or is damaged; the timeline is still complete.`,
  )
}
