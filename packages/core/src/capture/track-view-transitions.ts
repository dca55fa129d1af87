import { patch } from '../page/patch.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * That the page changes what it shows by a view transition. Its promises are left alone: one that
 * somebody waits for counts as handled, and a failure in it would not reach `unhandledrejection`.
 */
export function trackViewTransitions(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const stop = patch(
    document,
    'startViewTransition',
    (original, isActive) =>
      function (this: Document, ...args) {
        const transition = Reflect.apply(original, this, args)
        if (isActive()) emit({ type: 'view-transition', at: scope.clock.now() })
        return transition
      },
  )
  return { stop }
}
