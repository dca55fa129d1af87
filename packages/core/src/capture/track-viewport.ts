import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

const gatherMs = 250

/** The viewport's size, at the beginning and after it changed. */
export function trackViewport(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let timer: ReturnType<typeof setTimeout> | undefined

  function emitSize(): void {
    emit({ type: 'resize', at: scope.clock.now(), width: innerWidth, height: innerHeight })
  }

  function drain(): void {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    emitSize()
  }

  const stop = scope.listen(window, 'resize', () => {
    timer ??= setTimeout(drain, gatherMs)
  })
  return {
    begin: emitSize,
    drain,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}
