import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Whether there is a network. */
export function trackConnection(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const emitState = (): void =>
    emit({
      type: 'connection',
      at: scope.clock.now(),
      state: navigator.onLine ? 'online' : 'offline',
    })
  return {
    begin() {
      if (!navigator.onLine) emitState()
    },
    stop: scope.listen(window, ['online', 'offline'], emitState),
  }
}
