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
    const url = mayTell(element, scope) ? urlOf(element) : null
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

/**
 * The application's own code and styles are the same for everybody; a picture may be somebody's, and its
 * address is in the frames only where it is safe, too.
 */
function mayTell(element: Element, { policy }: CaptureScope): boolean {
  const level = policy.levelOf(element)
  return level === 'safe' || (level !== 'block' && /^(?:script|link)$/i.test(element.tagName))
}

function urlOf(element: Element): string | null {
  // What an image or a film chose from its sources.
  const chosen = 'currentSrc' in element && String(element.currentSrc)
  return chosen || (element.getAttribute('src') ?? element.getAttribute('href'))
}
