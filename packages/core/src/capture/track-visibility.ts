import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Whether anybody can see the page. */
export function trackVisibility(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const isHidden = (): boolean => document.visibilityState === 'hidden'
  const emitState = (): void =>
    emit({ type: 'visibility', at: scope.clock.now(), state: isHidden() ? 'hidden' : 'visible' })
  return {
    // A page that begins visible needs no word; one that is opened in the background does.
    begin() {
      if (isHidden()) emitState()
    },
    stop: scope.listen(document, 'visibilitychange', emitState),
  }
}
