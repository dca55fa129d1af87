import { followReplay, type Replay, type ReplaySource } from '@playhead/core'
import type { ErrorEvent } from '@playhead/protocol'
import type { LogRocketInstance } from './logrocket-shapes.ts'
import { quietly } from './quietly.ts'

export interface LogRocketReplayOptions {
  /** Whether `replay.identify` also identifies the user to LogRocket. Default false. */
  identify?: boolean
  /** The name under which LogRocket lists our sessions. Default `Playhead session`. */
  eventName?: string
  /** Whether LogRocket is told of each error with its moment here, as `Playhead error`. Default true. */
  errors?: boolean
}

/** LogRocket takes every custom event for a fact to keep: an error in a loop is told of once a session. */
const maxErrors = 50

/** Where the present moment can be seen; null where there is no recording (yet). */
export interface SessionLinks {
  playhead: string | null
  logrocket: string | null
}

export interface LogRocketReplay {
  /**
   * Both links, for an error tracker's event. Never waits.
   * @param at the moment, ms since the Unix epoch. Default now.
   */
  links(at?: number): SessionLinks
  stop(): void
}

/**
 * Links each session to LogRocket's recording of it, and LogRocket's to ours, whenever either begins
 * anew. LogRocket that is blocked is LogRocket that says nothing: nothing waits for it, and nothing is
 * thrown.
 *
 * @param replay the handle of `start`, or `getReplay` for a recording that starts later or elsewhere.
 * @param logRocket LogRocket itself, initialised by the application.
 * @example
 * LogRocket.init('acme/shop', toLogRocketOptions(privacy))
 * const both = logRocketReplay(getReplay, LogRocket)
 * Sentry.init({ dsn, beforeSend: (event) => ({ ...event, extra: { ...event.extra, ...both.links() } }) })
 */
export function logRocketReplay(
  replay: ReplaySource,
  logRocket: LogRocketInstance,
  options: LogRocketReplayOptions = {},
): LogRocketReplay {
  const { eventName = 'Playhead session', errors = true } = options
  let followed: Replay | null = null
  let theirs: string | null = null
  /** What each side was told last. */
  let linked = ''
  let tracked = ''
  let identified = ''
  let told = new Set<string>()
  let isStopped = false

  function tell(): void {
    if (isStopped || !followed || !isRecorded(followed)) return
    const { sessionId } = followed
    if (tracked !== `${sessionId} ${theirs}`) {
      tracked = `${sessionId} ${theirs}`
      const url = followed.url()
      quietly(() => logRocket.track(eventName, { playheadUrl: url, playheadSession: sessionId }))
    }
    if (theirs !== null && linked !== `${sessionId} ${theirs}`) {
      linked = `${sessionId} ${theirs}`
      followed.link({
        tool: 'logrocket',
        subject: 'session',
        id: theirs.slice(-100),
        url: theirs,
        status: 'confirmed',
      })
    }
  }

  function tellError({ at, name, message }: ErrorEvent): void {
    if (!errors || !followed || !isRecorded(followed)) return
    const { sessionId } = followed
    const key = `${sessionId} ${name} ${message}`
    if (told.size >= maxErrors) told = new Set([...told].filter((one) => one.startsWith(sessionId)))
    if (told.has(key) || told.size >= maxErrors) return
    told.add(key)
    logRocket.track('Playhead error', {
      name,
      message,
      playheadUrl: followed.url({ at }),
      playheadSession: sessionId,
    })
  }

  function follow(next: Replay): () => void {
    followed = next
    const stopWatching = next.subscribe(() => quietly(tell))
    const stopListening = next.onEvent((event) => {
      if (event.type === 'error') quietly(() => tellError(event))
      if (event.type !== 'identify' || !options.identify) return
      const said = JSON.stringify([event.user, event.traits])
      if (said === identified) return
      identified = said
      quietly(() => logRocket.identify(event.user, flatten(event.traits)))
    })
    quietly(tell)
    return () => {
      stopWatching()
      stopListening()
    }
  }

  const stopFollowing = quietly(() => followReplay(replay, follow))
  quietly(() =>
    logRocket.getSessionURL((url) => {
      if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) return
      theirs = url
      quietly(tell)
    }),
  )

  return {
    links(at = Date.now()) {
      const ours = followed && isRecorded(followed) ? followed.url({ at }) : null
      return { playhead: ours, logrocket: theirs }
    },
    stop() {
      isStopped = true
      stopFollowing?.()
    },
  }
}

/** A buffer that may never be sent is nothing to link to. */
function isRecorded(replay: Replay): boolean {
  return replay.getState().name === 'recording'
}

/** LogRocket takes no objects and no lists as traits. */
function flatten(traits: { readonly [name: string]: unknown }): {
  [name: string]: string | number | boolean
} {
  const flat: { [name: string]: string | number | boolean } = {}
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      flat[name] = value
    }
  }
  return flat
}
