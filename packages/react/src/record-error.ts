import { getReplay } from '@playhead/core'

const recorded = new WeakSet()
const maxComponentStack = 4_000

/** What a component has to do with an error. */
export interface ErrorPlace {
  /** Which part of React met it. */
  react: 'caught' | 'uncaught' | 'recoverable' | 'boundary' | 'hydration'
  componentStack?: string | null | undefined
  digest?: string | undefined
}

/**
 * Puts an error on the timeline, once: a boundary, the root's options and `useReplayError` may all meet
 * the same one.
 */
export function recordError(error: unknown, { react, componentStack, digest }: ErrorPlace): void {
  const replay = getReplay()
  if (!replay) return
  if (typeof error === 'object' && error !== null) {
    if (recorded.has(error)) return
    recorded.add(error)
  }
  const context = {
    react,
    ...(digest !== undefined && { digest }),
    ...(componentStack && { componentStack: componentStack.trim().slice(0, maxComponentStack) }),
  }
  replay.captureError(error, context, firstSeenAt(error))
}

/** React's name for an error of a server, of which the page is told nothing else. */
export function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error && error.digest
  return typeof digest === 'string' ? digest : undefined
}

const firstSeen = new WeakMap<object, number>()

/** Rendering comes before what records: the link and the timeline are to name one moment. */
function firstSeenAt(error: unknown): number {
  if (typeof error !== 'object' || error === null) return Date.now()
  const at = firstSeen.get(error) ?? Date.now()
  firstSeen.set(error, at)
  return at
}

/** A link to the moment when this error was first met; empty if nothing is recorded. */
export function linkTo(error: unknown): string {
  const replay = getReplay()
  if (!replay?.sessionId) return ''
  const isRemembered = typeof error === 'object' && error !== null
  return isRemembered ? replay.url({ at: firstSeenAt(error) }) : replay.url()
}
