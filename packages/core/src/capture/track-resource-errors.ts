import { describeElement, targetOf } from './describe-element.ts'
import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/** Images, scripts, stylesheets and media that did not load. */
export function trackResourceErrors(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('timeline', emit, scope, { count: 50 })
  const stop = scope.listen(window, 'error', (event) => {
    // Errors of scripts are fired at the window itself.
    const element = event instanceof ErrorEvent ? null : targetOf(event, scope)
    if (!element || !rate.take()) return
    const url = scope.policy.levelOf(element) === 'block' ? null : urlOf(element)
    emit({
      type: 'resource-error',
      at: scope.clock.now(),
      url: url === null ? null : scope.policy.scrubUrl(url).slice(0, 4_000),
      element: describeElement(element, scope),
    })
  })
  return {
    drain: rate.drain,
    stop() {
      rate.stop()
      stop()
    },
  }
}

function urlOf(element: Element): string | null {
  // What an image or a film chose from its sources.
  const chosen = 'currentSrc' in element && String(element.currentSrc)
  return chosen || (element.getAttribute('src') ?? element.getAttribute('href'))
}
