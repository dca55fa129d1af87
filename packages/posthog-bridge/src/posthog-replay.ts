import { followReplay, type Replay, type ReplaySource } from '@playhead/core'
import type { TimelineEvent } from '@playhead/protocol'
import { createAutocaptureLog, togetherMs } from './autocapture-log.ts'
import {
  chooseEvent,
  describeError,
  describeFrustration,
  type ForwardedEvent,
  type ForwardingOptions,
  fromPostHog,
} from './choose-event.ts'
import { type CapturedEvent, parseCaptured, type PostHogInstance } from './posthog-shapes.ts'
import { quietly } from './quietly.ts'
import { createThrottle } from './throttle.ts'

export interface PostHogReplayOptions extends ForwardingOptions {
  /** The names of PostHog's events that are put on our timeline. Default none. */
  mirror?: readonly string[]
  /** Whether an `identify` of either side is one of the other. Default false. */
  identify?: boolean
  /** Whether each side learns the other's feature flags. Default true. */
  flags?: boolean
}

/** Marks what this bridge has captured. */
const ownMark = 'playhead_forwarded'

/**
 * Links each of PostHog's events to its session's recording, and the recording to PostHog's; forwards
 * what PostHog cannot see by itself. Whatever goes wrong here, both go on.
 *
 * @param replay the handle of `start`, or `getReplay` for a recording that starts later or elsewhere.
 * @param posthog PostHog's client, initialised by the application.
 * @returns what ends it.
 * @example
 * posthog.init(key, { api_host })
 * postHogReplay(getReplay, posthog, { events: ['order placed'] })
 */
export function postHogReplay(
  replay: ReplaySource,
  posthog: PostHogInstance,
  options: PostHogReplayOptions = {},
): { stop(): void } {
  const { mirror = [], identify = false, flags = true } = options
  const throttle = createThrottle()
  const autocaptured = createAutocaptureLog()
  const waiting = new Map<ReturnType<typeof setTimeout>, () => void>()
  let isLeaving = false
  let followed: Replay | null = null
  let registered = ''
  let linked = ''
  let identified = ''
  let theirFlags: Record<string, string | boolean> = {}

  /** Says on each side where the other's recording is, once there is something to say. */
  function tell(): void {
    if (!followed) return
    const { sessionId } = followed
    const session = posthog.get_session_id()
    if (followed.getState().name !== 'recording') {
      if (registered === '') return
      registered = ''
      for (const name of ['playhead_url', 'playhead_session']) posthog.unregister_for_session(name)
      return
    }
    if (registered !== `${sessionId} ${session}`) {
      registered = `${sessionId} ${session}`
      posthog.register_for_session({ playhead_url: followed.url(), playhead_session: sessionId })
    }
    if (session === '' || linked === registered) return
    linked = registered
    const url = posthog.get_session_replay_url()
    followed.link({
      tool: 'posthog',
      subject: 'session',
      id: session,
      url: /^https?:\/\//i.test(url) ? url : null,
      status: 'confirmed',
    })
  }

  function hearOurs(event: TimelineEvent): void {
    if (event.type === 'identify' && identify) {
      const said = JSON.stringify(event.user)
      if (said !== identified) {
        identified = said
        posthog.identify(event.user, { ...event.traits })
      }
    }
    if (event.type === 'flags' && flags) {
      for (const [name, variant] of Object.entries(event.flags)) {
        if (theirFlags[name] === variant) continue
        const property = `$feature/${name}`
        if (variant === null) posthog.unregister_for_session(property)
        else posthog.register_for_session({ [property]: variant })
      }
    }
    const chosen = chooseEvent(event, options)
    if (!chosen) return
    if (chosen.kind === 'custom') forward(chosen)
    else wait(() => !autocaptured.take(chosen) && forward(chosen))
  }

  /** PostHog may be about to capture the same. A page that is left waits for nothing. */
  function wait(act: () => void): void {
    const timer = setTimeout(() => {
      waiting.delete(timer)
      quietly(act)
    }, togetherMs)
    waiting.set(timer, act)
  }

  function stopWaiting(): void {
    for (const [timer, act] of waiting) {
      clearTimeout(timer)
      quietly(act)
    }
    waiting.clear()
  }

  function leave(): void {
    isLeaving = true
    stopWaiting()
    // The page may come back.
    isLeaving = false
  }

  function forward(chosen: ForwardedEvent): void {
    const state = followed?.getState().name
    const refused = state === 'recording' ? throttle.pass() : null
    if (!followed || refused === null) return
    const { at } = chosen.event
    const common = {
      [ownMark]: true,
      playhead_url: followed.url({ at }),
      ...(refused > 0 && { playhead_refused_before: refused }),
    }
    const options = {
      timestamp: new Date(at),
      // Without the second, the body may be compressed in another task, which does not come any more.
      ...(isLeaving && { transport: 'sendBeacon' as const, send_instantly: true }),
    }
    if (chosen.kind === 'custom') {
      posthog.capture(chosen.name, { ...chosen.properties, ...common }, options)
    } else if (chosen.kind === 'frustration') {
      const told = { ...describeFrustration(chosen.event), ...common }
      posthog.capture('playhead_frustration', told, options)
    } else {
      const { name, message, stack } = chosen.event
      const error = Object.assign(new Error(message), { name, stack: stack ?? undefined })
      // What PostHog queues by now is not sent: its own last act as the page is left came before ours.
      if (!isLeaving) return void posthog.captureException(error, common)
      // Not in its documentation; all that is missing without it is the frames of the stack.
      const built = quietly(() => posthog.exceptions?.buildProperties?.(error, { handled: true }))
      const told = built ?? describeError(chosen.event)
      posthog.capture('$exception', { ...told, ...common }, options)
    }
  }

  function hearTheirs(captured: CapturedEvent): void {
    if (ownMark in captured.properties) return
    autocaptured.hear(captured)
    const user = captured.properties.distinct_id
    if (captured.event === '$identify' && identify && typeof user === 'string') {
      const said = JSON.stringify(user)
      if (said !== identified) {
        identified = said
        // Its copy keeps what JSON carries, and reports what it cannot.
        followed?.identify(user, jsonOf(captured.set))
      }
    }
    if (!mirror.includes(captured.event)) return
    const own = Object.entries(captured.properties).filter(([name]) => !notTheirOwn.test(name))
    followed?.track(captured.event, { ...jsonOf(Object.fromEntries(own)), [fromPostHog]: true })
  }

  function hearFlags(variants: Record<string, string | boolean>): void {
    const gone = Object.keys(theirFlags).filter((name) => !(name in variants))
    theirFlags = variants
    followed?.setFlags({ ...Object.fromEntries(gone.map((name) => [name, null])), ...variants })
  }

  function follow(next: Replay): () => void {
    followed = next
    const stops = [
      next.subscribe(() => quietly(tell)),
      next.onEvent((event) => quietly(() => hearOurs(event))),
    ]
    quietly(tell)
    if (flags) quietly(() => next.setFlags(theirFlags))
    return () => stops.forEach((stop) => stop())
  }

  const listen = (register: () => () => void): (() => void) | null => quietly(register)
  const stops = [
    listen(() => followReplay(replay, follow)),
    listen(() =>
      posthog.on('eventCaptured', (told) => {
        const captured = parseCaptured(told)
        if (captured) quietly(() => hearTheirs(captured))
      }),
    ),
    // It calls back while it changes the session; its address is the new one right after.
    listen(() => posthog.onSessionId(() => queueMicrotask(() => quietly(tell)))),
    flags
      ? listen(() =>
          posthog.onFeatureFlags((_, variants) => quietly(() => hearFlags({ ...variants }))),
        )
      : null,
  ]
  if (typeof window !== 'undefined') window.addEventListener('pagehide', leave)

  return {
    stop() {
      if (typeof window !== 'undefined') window.removeEventListener('pagehide', leave)
      stopWaiting()
      for (const stop of stops) if (stop) quietly(stop)
    },
  }
}

/** What PostHog's client and this bridge add to each event. */
const notTheirOwn = /^(?:\$|playhead_|token$|distinct_id$)/

type Traits = NonNullable<Parameters<Replay['identify']>[1]>

/** What of it is text, a number or a boolean. */
function jsonOf(properties: CapturedEvent['properties']): Traits {
  const kept: Traits = {}
  for (const [name, value] of Object.entries(properties)) {
    const isPlain = typeof value === 'string' || typeof value === 'boolean' || value === null
    if (isPlain || (typeof value === 'number' && Number.isFinite(value))) kept[name] = value
  }
  return kept
}
