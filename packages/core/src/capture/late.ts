import type { DroppedEvent } from '@playhead/protocol'
import { PlayheadError } from '../playhead-error.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** A tracker that does not listen itself: it is told what happened. */
export interface ToldTracker<E> extends Tracker {
  /** @param at when it happened, which may be a while ago. */
  hear(event: E, at?: number): void
  drain(): void
}

export interface LateTracker<E> extends ToldTracker<E> {
  settle(): Promise<void>
  /** What may turn out to matter: it waits, and loads nothing. */
  keep(event: E): void
  /** What waits does not matter. */
  forget(): void
  /** What waits does: the code is loaded, and told of it. @returns whether it is there, or on its way. */
  wake(): boolean
  isAwake(): boolean
  isLoaded(): boolean
}

const maxWaiting = 2_000
const retryAfterMs = 60_000

/**
 * Stands in for a tracker whose code is loaded when the first event comes. What comes meanwhile waits
 * for it; if it cannot be loaded, that is reported, and tried again later.
 *
 * @param onLost the page is left before the code is there: so many events are not told.
 */
export function startLate<E>(
  load: () => Promise<ToldTracker<E>>,
  { clock, report, listen }: Pick<CaptureScope, 'clock' | 'report' | 'listen'>,
  onLost: (count: number) => void = () => undefined,
): LateTracker<E> {
  let waiting: [event: E, at: number][] = []
  let tracker: ToldTracker<E> | null = null
  let loading: Promise<void> | null = null
  let isAwake = false
  let isStopped = false

  async function fetchIt(): Promise<void> {
    isAwake = true
    try {
      const loaded = await load()
      if (isStopped) return loaded.stop()
      tracker = loaded
      for (const [event, at] of waiting) loaded.hear(event, at)
    } catch (cause) {
      report(new PlayheadError('capture_failed', 'A part of the recorder failed.', { cause }))
      isAwake = false
      setTimeout(() => {
        loading = null
      }, retryAfterMs)
    }
    waiting = []
  }

  const stopListening = listen(globalThis, 'pagehide', () => {
    if (isAwake && waiting.length > 0) onLost(waiting.length)
    waiting = []
  })

  function keep(event: E, at = clock.now()): void {
    if (tracker) tracker.hear(event, at)
    else if (waiting.length < maxWaiting) waiting.push([event, at])
  }

  function wake(): boolean {
    loading ??= fetchIt()
    return isAwake
  }

  return {
    keep,
    wake,
    isAwake: () => isAwake,
    isLoaded: () => tracker !== null,
    hear(event, at) {
      keep(event, at)
      wake()
    },
    forget() {
      waiting = []
    },
    drain: () => tracker?.drain(),
    settle: async () => loading ?? undefined,
    stop() {
      isStopped = true
      stopListening()
      tracker?.stop()
    },
  }
}

/** Puts it on the timeline how much was lost. */
export function tellLost(
  what: DroppedEvent['what'],
  emit: EmitTimeline,
  { clock }: Pick<CaptureScope, 'clock'>,
): (count: number) => void {
  return (count) => emit({ type: 'dropped', at: clock.now(), what, count, reason: 'not-loaded' })
}
