import { observeCall } from '../dom/observe-call.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * That the page changes what it shows by a view transition. Its promises are left alone: one that
 * somebody waits for counts as handled, and a failure in it would not reach `unhandledrejection`.
 */
export function trackViewTransitions(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const stop = observeCall(document, 'startViewTransition', () =>
    emit({ type: 'view-transition', at: scope.clock.now() }),
  )
  return { stop }
}
