import type { FrameEvent } from '@playhead/protocol'
import { canvasPicture } from '@playhead/protocol/parts'
import { PlayheadError } from '../../playhead-error.ts'
import type { CaptureScope, Tracker } from '../scope.ts'
import type { CanvasOptions } from './canvas-options.ts'
import { createPictureSource } from './picture-source.ts'

export interface CanvasRecording extends Tracker {
  /** Looks at a frame of the page: after a full snapshot every picture is to be told again. */
  look(frame: FrameEvent): void
}

/** Of all canvases together: drawing that never rests must not fill the session. */
const maxCharactersPerMinute = 4_000_000

/**
 * Records what canvases in safe regions show, 2D and WebGL, while they can be seen: as an attribute that
 * the player makes a background of, since the page is rebuilt where no script can draw.
 */
export function recordCanvases(
  emit: (frame: FrameEvent) => void,
  scope: CaptureScope,
  options: CanvasOptions,
): CanvasRecording {
  const { budget, clock, policy, report } = scope
  const source = createPictureSource(options)
  const unreadable = new WeakSet<HTMLCanvasElement>()
  let shown = new WeakMap<HTMLCanvasElement, string>()
  let minute = clock.now()
  let characters = 0
  let isStopped = false
  const periodMs = 1_000 / Math.min(Math.max(options.maxFps ?? 2, 0.1), 30)
  let timer = setTimeout(wait, periodMs)

  /**
   * A callback that is asked for outside of a frame runs after those of the application, which asks for
   * its next one while it draws: what it has drawn is there.
   */
  function wait(): void {
    requestAnimationFrame(() => {
      if (isStopped) return
      const taken = budget.charge(() => readable().map(take))
      void goOnAfter(taken)
    })
  }

  async function goOnAfter(taken: readonly Promise<void>[]): Promise<void> {
    await Promise.all(taken)
    if (!isStopped) timer = setTimeout(wait, periodMs)
  }

  function readable(): HTMLCanvasElement[] {
    if (clock.now() - minute > 60_000) {
      minute = clock.now()
      characters = 0
    }
    if (budget.leavesOut('canvas') || characters > maxCharactersPerMinute) return []
    return [...document.getElementsByTagName('canvas')].filter(
      (canvas) =>
        !unreadable.has(canvas) &&
        canvas.width > 0 &&
        canvas.height > 0 &&
        isInView(canvas) &&
        scope.nodeId(canvas) !== undefined &&
        policy.levelOf(canvas) === 'safe',
    )
  }

  async function take(canvas: HTMLCanvasElement): Promise<void> {
    try {
      const picture = await source.take(canvas)
      // It may have been marked, or gone, while it was encoded.
      const id = scope.nodeId(canvas)
      if (isStopped || picture === null || id === undefined) return
      if (shown.get(canvas) === picture || policy.levelOf(canvas) !== 'safe') return
      shown.set(canvas, picture)
      characters += picture.length
      const attributes = [{ id, attributes: { [canvasPicture]: picture } }]
      emit({
        type: 3,
        timestamp: clock.now(),
        data: { source: 0, texts: [], removes: [], adds: [], attributes },
      })
    } catch (cause) {
      unreadable.add(canvas)
      if (cause instanceof DOMException && cause.name === 'SecurityError') return
      report(new PlayheadError('capture_failed', 'A canvas could not be read.', { cause }))
    }
  }

  return {
    look({ type }) {
      if (type === 2) shown = new WeakMap()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

function isInView(canvas: HTMLCanvasElement): boolean {
  const { left, top, right, bottom } = canvas.getBoundingClientRect()
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
}
