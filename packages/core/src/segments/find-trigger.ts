import type { TimelineEvent } from '@playhead/protocol'
import { isSampledOnError } from '../session/sampling.ts'
import type { SamplingOptions } from '../session/sampling-options.ts'

/** @returns what in this event begins the recording of a session that is kept back; null if nothing. */
export function findTrigger(
  event: TimelineEvent,
  { onError = 0, urls = [], events = [], flags = [], onFrustration }: SamplingOptions,
  sessionId: string,
): string | null {
  switch (event.type) {
    case 'error':
      return isSampledOnError(sessionId, onError) ? 'an error' : null
    case 'navigation': {
      const found = urls.find((url) => isAt(url))
      return found === undefined ? null : `the page ${found}`
    }
    case 'custom':
      return events.includes(event.name) ? `the event ${event.name}` : null
    case 'frustration': {
      const isWanted = onFrustration === true || (onFrustration || []).includes(event.kind)
      return isWanted ? `a ${event.kind}` : null
    }
    case 'flags': {
      const found = flags.find((flag) => Boolean(event.flags[flag]))
      return found === undefined ? null : `the flag ${found}`
    }
    default:
      return null
  }
}

function isAt(url: string | RegExp): boolean {
  const { href, pathname } = location
  return typeof url === 'string'
    ? pathname.startsWith(url) || href.startsWith(url)
    : // Not `test`, which remembers its place in a global expression.
      href.search(url) >= 0
}
