import type { CapturedEvent } from './posthog-shapes.ts'
import { isObject } from './posthog-shapes.ts'
import type { ForwardedEvent } from './choose-event.ts'

/** PostHog's own events that say the same as ours. */
const same: Readonly<Record<string, string>> = {
  'rage-click': '$rageclick',
  'dead-click': '$dead_click',
}

/** What PostHog has captured by itself lately, so that it is not told the same again. */
export interface AutocaptureLog {
  hear(captured: CapturedEvent): void
  /** Whether it has this one. Each of its exceptions stands for one of our errors. */
  take(forwarded: ForwardedEvent): boolean
}

/** Two observers of one moment: PostHog tells of a dead click some seconds after it. */
export const togetherMs = 5_000

export function createAutocaptureLog(now: () => number = Date.now): AutocaptureLog {
  let seen: { key: string; at: number }[] = []
  return {
    hear({ event, properties }) {
      const keys = event === '$exception' ? exceptionKeys(properties) : [event]
      seen = seen.filter(({ at }) => now() - at <= 2 * togetherMs)
      for (const key of keys) {
        if (event === '$exception' || Object.values(same).includes(key))
          seen.push({ key, at: now() })
      }
    },
    take(forwarded) {
      if (forwarded.kind === 'custom') return false
      const key =
        forwarded.kind === 'error' ? `error:${forwarded.event.name}` : same[forwarded.event.kind]
      const found = seen.find((entry) => entry.key === key)
      if (found && forwarded.kind === 'error') seen = seen.filter((entry) => entry !== found)
      return found !== undefined
    },
  }
}

/** By class: the message that PostHog has is not scrubbed, and ours is. */
function exceptionKeys({ $exception_list: list }: CapturedEvent['properties']): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown) =>
    isObject(entry) && typeof entry.type === 'string' ? [`error:${entry.type}`] : [],
  )
}
