import { describeElement } from '../capture/describe-element.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { defaultThresholds } from './frustration-options.ts'
import type { TellFrustration } from './signal.ts'
import type { LastClick, News } from './watch-clicks.ts'

/** Errors told apart that come without a click. */
const maxKnown = 50

/**
 * Error clicks: an error, or a request that the server could not answer, right after a click. For a
 * link any page that is refused counts.
 */
export function judgeErrors(
  tell: TellFrustration,
  scope: CaptureScope,
  { withinMs }: typeof defaultThresholds.errorClick,
): (news: Extract<News, { type: 'event' }>) => void {
  /** What also goes wrong when nobody clicks is no answer to a click. */
  const known = new Set<string>()
  let told: LastClick | null = null

  return ({ event, click }) => {
    const { at } = event
    const isNear = click !== null && at >= click.at && at - click.at <= withinMs
    if (event.type === 'error') {
      if (event.kind === 'reported') return
      const text = `${event.name} ${event.message}`
      if (!isNear && known.size < maxKnown) known.add(text)
      if (!isNear || click === told || known.has(text)) return
      tell({ kind: 'error-click', ...tellOf(click, at), cause: 'error' })
    } else {
      if (!isNear || click === told || event.initiator === 'beacon') return
      const isLink = (click.target.deref()?.closest('a[href]') ?? null) !== null
      const status = event.status ?? (event.failure === 'network' ? 599 : 0)
      if (status < (isLink ? 400 : 500)) return
      tell({
        kind: 'error-click',
        ...tellOf(click, at + event.durationMs),
        cause: isLink ? 'broken-link' : 'error',
        url: event.url,
        ...(event.status !== null && { status }),
      })
    }
    told = click
  }

  function tellOf({ at, target }: LastClick, until: number) {
    const element = target.deref()
    return { at, element: element ? describeElement(element, scope) : null, delayMs: until - at }
  }
}
