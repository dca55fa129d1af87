import type { ErrorEvent as TimelineError } from '@playhead/protocol'
import { scrubText } from '../privacy/scrub-text.ts'
import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import { toText } from './to-text.ts'

const maxMessageLength = 2_000
const maxStackLength = 16_000

/** Errors nobody caught, and rejections nobody handled. */
export function trackErrors(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('timeline', emit, scope, { count: 100 })
  const scrub = (text: string, length: number): string =>
    scrubText(text.slice(0, length), scope.policy.scrubUrl)

  function emitError(kind: TimelineError['kind'], thrown: unknown, fallback: string): void {
    if (!rate.take()) return
    const error = thrown instanceof Error ? thrown : null
    const message = error ? String(error.message) : thrown === undefined ? fallback : toText(thrown)
    emit({
      type: 'error',
      at: scope.clock.now(),
      kind,
      name: error ? String(error.name).slice(0, 200) : 'Error',
      message: scrub(message, maxMessageLength),
      stack: typeof error?.stack === 'string' ? scrub(error.stack, maxStackLength) : null,
    })
  }

  const stops = [
    scope.listen(window, 'error', (event) => {
      // A picture that does not load also arrives here, as a plain Event.
      if (event instanceof ErrorEvent)
        emitError('uncaught', event.error ?? undefined, event.message)
    }),
    scope.listen<PromiseRejectionEvent>(window, 'unhandledrejection', (event) => {
      emitError('unhandled-rejection', event.reason, 'undefined')
    }),
  ]
  return {
    drain: rate.drain,
    stop() {
      rate.stop()
      stops.forEach((stop) => stop())
    },
  }
}
