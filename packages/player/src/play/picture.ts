import type { SegmentSummary, TabManifest } from '@playhead/protocol'
import { type Checkpoint, createCheckpoints } from '../derive/checkpoints.ts'
import { derivePage } from '../derive/derive-page.ts'
import type { SegmentLoader } from '../load/segment-loader.ts'
import type { ReplayedPage } from '../page/replayed-page.ts'
import { PlayerError } from '../player-error.ts'
import type { Step } from '../read-frames.ts'
import type { PointerLayer } from '../stage/pointer-layer.ts'
import type { Viewport } from '../stage/stage.ts'
import { createTrack, type Keyframe, type Track } from '../track.ts'
import { createPointerTrail } from './pointer-trail.ts'
import { createSegmentSteps } from './segment-steps.ts'
import { countDue, findSnapshot, type Place, takeNext } from './place.ts'

/** What one tab shows at a moment. */
export interface Picture {
  /** Changes when a segment turns out to be damaged. */
  readonly track: Track
  /** Sequence numbers of segments that do not decode. */
  readonly damaged: readonly number[]
  /** Segments needed to draw a moment and not at hand. */
  missing(at: number): SegmentSummary[]
  /** So much lies between what is shown and that moment that `load` takes its time. */
  isFar(at: number): boolean
  /**
   * Fetches all that `missing` names, and derives the page if it is far. Rejects with a `PlayerError`,
   * or the signal's reason.
   *
   * @param onProgress told from time to time which part of the page is derived, from 0 to 1.
   */
  load(at: number, signal: AbortSignal, onProgress: (share: number) => void): Promise<void>
  /** Draws a moment for which nothing is missing. Forwards it goes on, otherwise it starts at a keyframe. */
  draw(at: number, speed: number): void
  /** Segments after what is shown, up to a moment. */
  ahead(until: number): SegmentSummary[]
}

interface Position extends Place {
  keyframe: Keyframe
  at: number
}

export interface PictureOptions {
  tab: TabManifest
  loader: SegmentLoader
  page: ReplayedPage
  pointer: PointerLayer
  /** What is further away is derived. */
  maxChangesAtOnce: number
  onViewport: (viewport: Viewport) => void
}

export function createPicture(options: PictureOptions): Picture {
  const { tab, loader, page, pointer, maxChangesAtOnce, onViewport } = options
  const damaged = new Set<number>()
  const steps = createSegmentSteps(loader, tab.id)
  const trail = createPointerTrail(page)
  const checkpoints = createCheckpoints()
  let track = createTrack(tab, damaged)
  let position: Position | null = null

  /** Moving on from what is shown gives the same as building up from the keyframe: the queue is one. */
  function goesOn(keyframe: Keyframe, at: number): boolean {
    if (!position || at < position.at) return false
    return position.keyframe.piece === keyframe.piece && position.keyframe.index === keyframe.index
  }

  const isFarFrom = (place: Place, at: number): boolean =>
    countDue(track, stepsOf, place, at) > maxChangesAtOnce

  /** Where the page of a moment is begun with: what is shown, if that is near, or what is nearest. */
  function placeFor(keyframe: Keyframe, at: number): Place {
    if (position && goesOn(keyframe, at) && !isFarFrom(position, at)) return position
    const checkpoint = checkpoints.before(keyframe, at)
    return checkpoint ? { ...checkpoint, isBuilt: true } : { ...keyframe, step: 0, isBuilt: false }
  }

  function needed(at: number): SegmentSummary[] {
    const keyframe = track.keyframeFor(at)
    if (!keyframe) return []
    const first = placeFor(keyframe, at).piece
    const segments: SegmentSummary[] = []
    for (const [offset, piece] of track.pieces.slice(first).entries()) {
      if (piece.kind === 'gap' || (offset > 0 && piece.startedAt > at)) break
      segments.push(piece.segment)
    }
    return segments
  }

  const missing = (at: number): SegmentSummary[] =>
    needed(at).filter((segment) => steps.get(segment) === null)

  function isFar(at: number): boolean {
    const keyframe = track.keyframeFor(at)
    return keyframe !== null && isFarFrom(placeFor(keyframe, at), at)
  }

  function stepsOf(piece: number): readonly Step[] | null {
    const found = track.pieces[piece]
    return found?.kind === 'segment' ? steps.get(found.segment) : null
  }

  function begin(keyframe: Keyframe, isForward: boolean): Position {
    const all = stepsOf(keyframe.piece) ?? []
    const step = findSnapshot(all, keyframe.index)
    const before = all.slice(0, step)
    const viewport = before.findLast((earlier) => earlier.kind === 'viewport')
    if (viewport) onViewport(viewport)
    trail.restart(before, isForward)
    return { keyframe, piece: keyframe.piece, step, isBuilt: false, at: keyframe.at }
  }

  /** Shows a page that was derived. */
  function jump({ keyframe, piece, step, at, page: derived }: Checkpoint): Position {
    if (derived.viewport) onViewport(derived.viewport)
    page.rebuild(derived.snapshot, derived.broken)
    trail.forgetHover()
    page.apply(derived.after)
    trail.restart([], false)
    trail.add(derived.pointers)
    return { keyframe, piece, step, isBuilt: true, at }
  }

  /** What is built on: what is shown, a page that was derived, or the keyframe. */
  function move(keyframe: Keyframe, at: number): Position {
    const from = position && goesOn(keyframe, at) ? position : null
    const checkpoint = checkpoints.before(keyframe, at)
    const isAhead = checkpoint && (!from || isFarFrom(from, checkpoint.at))
    if (checkpoint && isAhead) return jump(checkpoint)
    return from ?? begin(keyframe, position !== null && at >= position.at)
  }

  /** Takes the steps that are due, piece by piece, until one is not. */
  function takeDue(from: Position, at: number): Step[] {
    const due: Step[] = []
    for (let next = takeNext(track, stepsOf, from, at); next;) {
      due.push(next)
      next = takeNext(track, stepsOf, from, at)
    }
    return due
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
    isFar,
    async load(at, signal, onProgress) {
      for (;;) {
        if (track.keyframes.length === 0) throw noSnapshot(tab)
        const segments = missing(at)
        if (segments.length === 0) break
        const results = await Promise.all(segments.map((segment) => steps.load(segment, signal)))
        signal.throwIfAborted()
        const broken = segments.filter((_, index) => !results[index])
        if (broken.length === 0) continue
        for (const { sequence } of broken) damaged.add(sequence)
        track = createTrack(tab, damaged)
        checkpoints.clear()
        position = null
      }
      const keyframe = track.keyframeFor(at)
      if (!keyframe || !isFar(at)) return
      await derivePage({ track, stepsOf, checkpoints, keyframe, at, signal, onProgress })
    },
    draw(at, speed) {
      const keyframe = track.keyframeFor(at)
      if (!keyframe) {
        position = null
        page.clear()
        pointer.draw({ at, path: [], clicks: [], speed })
        return
      }
      position = move(keyframe, at)
      apply(takeDue(position, at))
      position.at = at
      const piece = track.pieces[position.piece]
      if (piece?.kind === 'segment') steps.releaseAround(piece.segment.sequence)
      const next = (stepsOf(position.piece) ?? []).slice(position.step)
      pointer.draw({ at, ...trail.read(next), speed })
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

function noSnapshot(tab: TabManifest): PlayerError {
  return new PlayerError(
    'no_snapshot',
    `The recording of tab ${tab.id} has no full snapshot that can be read, so there is no page to show. The segment that held it never arrived or is damaged; the timeline is still complete.`,
  )
}
