import { describeElement, heardElement } from './describe-element.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** How the page is held and shown: orientation, full screen, print. */
export function trackPageMode(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const { listen, clock } = scope
  const stops = [
    listen(window, ['beforeprint', 'afterprint'], ({ type }) =>
      emit({ type: 'print', at: clock.now(), phase: type === 'beforeprint' ? 'before' : 'after' }),
    ),
    listen(document, 'fullscreenchange', () => {
      const filling = document.fullscreenElement
      const element = filling && heardElement(filling, scope)
      if (filling && !element) return
      emit({
        type: 'fullscreen',
        at: clock.now(),
        element: element && describeElement(element, scope),
      })
    }),
  ]
  // Missing in Safari before 16.4.
  const orientation: ScreenOrientation | undefined = screen.orientation
  if (orientation) {
    stops.push(
      listen(orientation, 'change', () =>
        emit({
          type: 'orientation',
          at: clock.now(),
          orientation: orientation.type.startsWith('portrait') ? 'portrait' : 'landscape',
          angle: orientation.angle,
        }),
      ),
    )
  }
  return { stop: () => stops.forEach((stop) => stop()) }
}
