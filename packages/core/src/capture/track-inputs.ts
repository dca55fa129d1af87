import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** A change counts as one while it goes on with pauses shorter than this. */
const pauseMs = 500

/** That a field's value changed: once per run of changes, when the run ends. */
export function trackInputs(emit: EmitTimeline, scope: CaptureScope): Tracker {
  let changing: { target: Element; at: number } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (!changing) return
    const { target, at } = changing
    changing = null
    emit({ type: 'input', at, element: describeElement(target, scope) })
  }

  const stops = [
    scope.listen(document, 'input', (event) => {
      const target = targetOf(event, scope)
      if (!target) return
      if (changing?.target !== target) drain()
      changing = { target, at: scope.clock.now() }
      clearTimeout(timer)
      timer = setTimeout(drain, pauseMs)
    }),
    // The field was left, or a choice was made: nothing more will follow.
    scope.listen(document, 'change', drain),
  ]
  return {
    drain,
    stop() {
      clearTimeout(timer)
      stops.forEach((stop) => stop())
    },
  }
}
