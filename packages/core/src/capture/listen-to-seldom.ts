import type { ToldTracker } from './late.ts'
import type { CaptureScope, EmitTimeline } from './scope.ts'
import { trackClipboard } from './track-clipboard.ts'
import { trackDrag } from './track-drag.ts'
import { trackPageMode } from './track-page-mode.ts'
import { trackPolicyViolations } from './track-policy-violations.ts'
import { trackResourceErrors } from './track-resource-errors.ts'
import { trackSelection } from './track-selection.ts'
import { trackTouch } from './track-touch.ts'

/**
 * The trackers of what most visits never see. They do not listen themselves: they are told, and what
 * happened before they were there as of then.
 */
export function listenToSeldom(emit: EmitTimeline, scope: CaptureScope): ToldTracker<Event> {
  const listeners: [types: string | readonly string[], listener: (event: never) => void][] = []
  let happenedAt = 0
  const told: CaptureScope = {
    ...scope,
    clock: { now: () => happenedAt },
    listen: (_, types, listener) => {
      listeners.push([types, listener])
      return () => undefined
    },
  }
  const trackers = [
    trackTouch,
    trackClipboard,
    trackDrag,
    trackPageMode,
    trackPolicyViolations,
    trackResourceErrors,
    trackSelection,
  ].map((track) => track(emit, told))
  return {
    hear(event, at = scope.clock.now()) {
      happenedAt = at
      for (const [types, listener] of listeners) {
        if ([types].flat().includes(event.type)) listener(event as never)
      }
    },
    drain() {
      happenedAt = scope.clock.now()
      trackers.forEach((tracker) => tracker.drain?.())
    },
    stop: () => trackers.forEach((tracker) => tracker.stop()),
  }
}
