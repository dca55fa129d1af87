import type { FlagsEvent, IdentifyEvent, TimelineEvent } from '@playhead/protocol'

const maxFlags = 500

/** What the application said once and what holds in the sessions that follow, too. */
export interface Standing {
  /** @returns what is news of it; null if nothing is. */
  hear(event: TimelineEvent): TimelineEvent | null
  /** What holds now, for a session that begins. */
  tell(at: number): TimelineEvent[]
}

/** Remembers the user and the variants of feature flags. */
export function createStanding(): Standing {
  let identity: IdentifyEvent | null = null
  let flags: FlagsEvent['flags'] = {}

  return {
    hear(event) {
      if (event.type === 'identify') identity = event
      if (event.type !== 'flags') return event
      const changed = Object.entries(event.flags).filter(
        ([name, variant]) => (Object.hasOwn(flags, name) ? flags[name] : null) !== variant,
      )
      if (changed.length === 0) return null
      const all = { ...flags, ...Object.fromEntries(changed) }
      flags = Object.fromEntries(
        Object.entries(all)
          .filter(([, variant]) => variant !== null)
          .slice(-maxFlags),
      )
      return { ...event, flags: Object.fromEntries(changed) }
    },
    tell(at) {
      return [
        ...(identity ? [{ ...identity, at }] : []),
        ...(Object.keys(flags).length > 0 ? [{ type: 'flags' as const, at, flags }] : []),
      ]
    },
  }
}
