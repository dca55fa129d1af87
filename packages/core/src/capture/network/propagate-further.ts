import { replayIdBaggageKey, replayIdHeader } from '@playhead/protocol/parts'
import type { Propagate } from './propagate.ts'
import type { PropagateOptions } from './propagate-options.ts'

/** W3C Baggage, section 3.3.2: what is longer may be dropped whole on the way. */
const maxBaggageLength = 8_192

/**
 * To other hosts as well, or in `baggage`: a part that most applications do not load.
 *
 * @param readId `<session>.<tab>`; null while nothing is recorded.
 */
export function propagateFurther(
  readId: () => string | null,
  { hosts = [], baggage = false }: PropagateOptions,
): Propagate {
  function mayKnow(url: string): boolean {
    const { origin, host, protocol } = new URL(url, document.baseURI)
    if (origin === location.origin) return true
    const isListed = hosts.some((known) =>
      typeof known === 'string' ? known === host : host.search(known) >= 0,
    )
    return isListed && /^https?:$/.test(protocol)
  }

  return (url, header) => {
    const id = mayKnow(url) ? readId() : null
    if (id === null) return []
    const set: [string, string][] = []
    if (header(replayIdHeader) === null) set.push([replayIdHeader, id])
    const known = header('baggage') ?? ''
    const member = `${replayIdBaggageKey}=${id}`
    const merged = known === '' ? member : `${known},${member}`
    if (baggage && !known.includes(`${replayIdBaggageKey}=`) && merged.length <= maxBaggageLength) {
      set.push(['baggage', merged])
    }
    return set
  }
}
