import { describeElement, targetOf } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** That something was copied, cut or pasted, and where. The content is not looked at. */
export function trackClipboard(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const stops = (['copy', 'cut', 'paste'] as const).map((action) =>
    scope.listen(document, action, (event) => {
      const target = targetOf(event, scope)
      if (!target) return
      emit({
        type: 'clipboard',
        at: scope.clock.now(),
        action,
        element: describeElement(target, scope),
      })
    }),
  )
  return { stop: () => stops.forEach((stop) => stop()) }
}
