import { isFresh, type ServerEvents, type ToldEvent } from './server-events.ts'

/** @param isKnown whether a segment of the session has come. */
export function createMemoryServerEvents(isKnown: (session: string) => boolean): ServerEvents {
  let all: ToldEvent[] = []
  const isWaiting = ({ session }: ToldEvent): boolean => session === null || !isKnown(session)
  const of = (session: string): ToldEvent[] => all.filter((told) => told.session === session)

  return {
    append(told, limits) {
      const { session, receivedAt } = told
      if (session !== null && of(session).length >= limits.maxServerEventsPerSession) return 'full'
      if (isWaiting(told)) {
        all = all.filter((other) => !isWaiting(other) || isFresh(other, receivedAt, limits))
        const waiting = all.filter(isWaiting)
        const [oldest] = waiting
        if (waiting.length >= limits.maxWaitingServerEvents) {
          all = all.filter((other) => other !== oldest)
        }
      }
      all.push(told)
      return 'stored'
    },

    claim(session, digest, now, limits) {
      const fresh = all.filter((told) => told.event.digest === digest && isFresh(told, now, limits))
      const held = of(session)
      if (held.length >= limits.maxServerEventsPerSession) return false
      if (fresh.some((told) => told.session === session)) return false
      const found = fresh.findLast((told) => told.session === null)
      if (found) found.session = session
      return found !== undefined
    },

    read: (session) => of(session).map(({ event }) => event),

    erase(session) {
      all = all.filter((told) => told.session !== session)
    },
  }
}
