import type { ElementReference } from '@playhead/protocol'
import { describeElement, targetOf } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { defaultThresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'

/** Errors told apart that come without a click. */
const maxKnown = 50

/**
 * Error clicks: an error, or a request that the server could not answer, right after a click. For a
 * link any page that is refused counts.
 */
export function watchErrors(
  tell: TellFrustration,
  scope: CaptureScope,
  { withinMs }: typeof defaultThresholds.errorClick,
): Signal {
  let last: { at: number; element: ElementReference; isLink: boolean } | null = null
  /** What also goes wrong when nobody clicks is no answer to a click. */
  const known = new Set<string>()

  const stop = scope.listen(document, 'click', (event) => {
    const target = targetOf(event, scope)
    last = target && {
      at: scope.clock.now(),
      element: describeElement(target, scope),
      isLink: target.closest('a[href]') !== null,
    }
  })

  return {
    stop,
    look(event) {
      const isError = event.type === 'error' && event.kind !== 'reported'
      if (!isError && event.type !== 'network') return
      const { at } = event
      const isNear = last !== null && at >= last.at && at - last.at <= withinMs
      if (event.type === 'error') {
        const text = `${event.name} ${event.message}`
        if (!isNear && known.size < maxKnown) known.add(text)
        if (!last || !isNear || known.has(text)) return
        tell({ kind: 'error-click', at: last.at, ...tellOf(last, at), cause: 'error' })
      } else {
        const status = event.status ?? (event.failure === 'network' ? 599 : 0)
        if (!last || !isNear || event.initiator === 'beacon') return
        if (status < (last.isLink ? 400 : 500)) return
        tell({
          kind: 'error-click',
          at: last.at,
          ...tellOf(last, at + event.durationMs),
          cause: last.isLink ? 'broken-link' : 'error',
          url: event.url,
          ...(event.status !== null && { status }),
        })
      }
      last = null
    },
  }

  function tellOf(click: { at: number; element: ElementReference }, at: number) {
    return { element: click.element, delayMs: at - click.at }
  }
}
