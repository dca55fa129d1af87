import type { ErrorEvent as TimelineError } from '@playhead/protocol'
import { PlayheadError } from '../playhead-error.ts'
import type { ReportedError } from '../recording.ts'
import { describeError, describeRelated } from './describe-error.ts'
import { countDropped, limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** The same error within this long of the first is counted, not recorded. */
const duplicateMs = 5_000
const maxRemembered = 50

export interface ErrorTracker extends Tracker {
  /** Records an error that the application reported. */
  capture(reported: ReportedError): void
}

/** Errors nobody caught, rejections nobody handled, and what the application reports. */
export function trackErrors(emit: EmitTimeline, scope: CaptureScope): ErrorTracker {
  const rate = limitRate('timeline', emit, scope, { count: 100 })
  const duplicates = countDropped('timeline', 'duplicate', emit, scope)
  const recent = new Map<string, number>()

  function emitError(
    kind: TimelineError['kind'],
    thrown: unknown,
    more: { at: number; fallback?: string; context?: ReportedError['context'] },
  ): void {
    const { at, fallback, context } = more
    if (!rate.take()) return
    scope.policy.clean(
      (rules) => ({
        described: describeError(thrown, rules, fallback),
        related: describeRelated(thrown, rules),
      }),
      ({ described, related }) => {
        // Often reported first and then thrown on; with what the application says of it, it is news.
        if (isRepeated(JSON.stringify(described), at) && kind !== 'reported') duplicates.add()
        else
          emit({ type: 'error', at, kind, ...described, ...related, ...(context && { context }) })
      },
    )
  }

  function isRepeated(key: string, at: number): boolean {
    if (at - (recent.get(key) ?? -Infinity) < duplicateMs) return true
    if (recent.size === maxRemembered) recent.clear()
    recent.set(key, at)
    return false
  }

  const stops = [
    scope.listen(window, 'error', (event) => {
      // A picture that does not load also arrives here, as a plain Event.
      if (event instanceof ErrorEvent) {
        const thrown: unknown = event.error ?? undefined
        emitError('uncaught', thrown, { at: scope.clock.now(), fallback: event.message })
      }
    }),
    scope.listen<PromiseRejectionEvent>(window, 'unhandledrejection', ({ reason }) => {
      emitError('unhandled-rejection', reason, { at: scope.clock.now() })
    }),
  ]
  return {
    capture({ error, at, context }) {
      try {
        emitError('reported', error, { at, context })
      } catch (cause) {
        scope.report(new PlayheadError('not_recorded', 'An error cannot be read.', { cause }))
      }
    },
    drain() {
      rate.drain()
      duplicates.drain()
    },
    stop() {
      rate.stop()
      duplicates.stop()
      stops.forEach((stop) => stop())
    },
  }
}
