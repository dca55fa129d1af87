import type { JsonValue } from '@playhead/protocol'
import {
  maxMessageLength,
  readMessage,
  readOrigins,
  type ToParent,
  writeMessage,
} from './frames/frame-message.ts'
import { isNumber } from './frames/read-json.ts'
import type { IntoParent } from './frames/record-into-parent.ts'
import { pageClock } from './page/clock.ts'
import { PlayheadConfigError, PlayheadError } from './playhead-error.ts'
import type { ReplayOptions } from './replay-options.ts'
import { findOptOut } from './session/consent.ts'
import { browserRandom, randomId } from './session/random-id.ts'
import { toJsonObject } from './to-json-object.ts'

export interface FrameOptions extends Pick<
  ReplayOptions,
  | 'consent'
  | 'crossOriginFrames'
  | 'frustration'
  | 'network'
  | 'onError'
  | 'privacy'
  | 'respectDnt'
  | 'respectGpc'
> {
  /** Origins, such as `https://shop.example`, of the pages that may record this one in a frame of theirs. */
  embedIn: readonly string[]
}

/** What a page in a frame says to its recording, which is a part of that of the page around it. */
export interface FrameRecording {
  /** `waiting`: for consent, or for a page around this one that records and lists its origin. */
  readonly state: 'waiting' | 'recording' | 'stopped'
  /** As `setConsent` of `Replay`. What was refused here is not recorded, whatever holds around it. */
  setConsent(state: 'granted' | 'denied' | 'withdrawn'): void
  /** Puts an event of this page on the timeline. */
  track(name: string, properties?: Record<string, JsonValue>): void
  /** Puts an error that this page has caught on the timeline. */
  captureError(error: unknown, context?: Record<string, JsonValue>): void
  stop(): void
}

/** After which it says hello again, ms: the page around may begin to record later, and not know of this one. */
const againAfterMs = [1_000, 5_000, 30_000]

/**
 * Lets the page around this one record it, if that is of a listed origin, and lists the origin of this one
 * in `crossOriginFrames`. The rules of both hold, and the stricter wins. What is recorded goes nowhere but
 * to that page. Outside of a frame, and in one of its own origin, this does nothing.
 *
 * @throws {PlayheadConfigError} `invalid_option` if what is listed is no origin.
 * @example
 * startInFrame({ embedIn: ['https://shop.example'] })
 */
export function startInFrame(options: FrameOptions): FrameRecording {
  const embedIn = readOrigins(options.embedIn, (one) => {
    throw new PlayheadConfigError(
      'invalid_option',
      `The option embedIn lists ${JSON.stringify(one)}; it must be an origin, such as "https://shop.example".`,
    )
  })
  const hasParent = typeof window !== 'undefined' && window.parent !== window
  const page = hasParent ? randomId(16, browserRandom) : ''
  const turns: ((firstId: number) => void)[] = []
  let mayRecord = options.consent !== 'required'
  let isStopped = !hasParent || findOptOut(options) !== null
  let around = ''
  let recording: IntoParent | null = null
  let begun = ''
  let wanted = 0
  const timers: ReturnType<typeof setTimeout>[] = []

  function report(error: PlayheadError): void {
    try {
      options.onError?.(error)
    } catch {
      // There is nobody left to tell.
    }
  }

  function post(origin: string, message: ToParent): void {
    window.parent.postMessage(writeMessage(message), origin)
  }

  /** The browser tells whose page is around this one, or it told when this one was loaded. */
  function sayHello(): void {
    if (isStopped || !mayRecord || recording) return
    const [known = new URL(document.referrer || location.href).origin] =
      location.ancestorOrigins ?? []
    if (embedIn.includes(known)) post(known, { say: 'hello', page })
  }

  function hear(event: MessageEvent<unknown>): void {
    if (event.source !== window.parent || !embedIn.includes(event.origin)) return
    const message = readMessage(event.data)
    if (!message) return
    event.stopImmediatePropagation()
    const { playhead: said, firstId, level, turn } = message
    if (isStopped || !mayRecord) return
    if (said === 'invite') return post(event.origin, { say: 'hello', page })
    if (message['page'] !== page) return
    if (said === 'end') return end()
    if (!isNumber(firstId)) return
    if (said === 'begin') void begin(event.origin, firstId, level === 'safe' ? 'safe' : 'mask')
    if (said === 'ids' && isNumber(turn)) turns[turn]?.(firstId)
  }

  async function begin(origin: string, firstId: number, level: 'safe' | 'mask'): Promise<void> {
    const wants = `${origin} ${firstId} ${level}`
    if (recording && begun === wants) return recording.begin()
    end()
    const mine = wanted
    try {
      const { recordIntoParent, toOwnRules, checkLists } =
        await import('./frames/record-into-parent.ts')
      if (mine !== wanted) return
      checkLists(options)
      around = origin
      begun = wants
      recording = recordIntoParent({
        options,
        ownRules: toOwnRules(options.privacy, report),
        level,
        firstId,
        clock: pageClock,
        send,
        report,
        onExclusion: (isExcluded) => post(origin, { say: isExcluded ? 'bye' : 'hello', page }),
        reserveIds: (take) => post(origin, { say: 'ask', page, turn: turns.push(take) - 1 }),
      })
    } catch (cause) {
      report(new PlayheadError('recorder_failed', 'The recorder could not be started.', { cause }))
    }
  }

  /** In one message, or, if that is too long, in one for each. */
  function send(frames: readonly unknown[], events: readonly unknown[]): void {
    const text = writeMessage({ say: 'recorded', page, frames, events })
    if (text.length <= maxMessageLength) return window.parent.postMessage(text, around)
    if (frames.length + events.length === 1) {
      return report(new PlayheadError('not_recorded', 'A picture of this page is too large.'))
    }
    for (const frame of frames) send([frame], [])
    for (const event of events) send([], [event])
  }

  function end(): void {
    wanted++
    recording?.stop()
    recording = null
    turns.length = 0
  }

  function leave(): void {
    if (!recording) return
    const from = around
    end()
    post(from, { say: 'bye', page })
  }

  function onHidden(): void {
    recording?.drain()
  }

  if (!isStopped) {
    window.addEventListener('message', hear, true)
    window.addEventListener('pagehide', leave, true)
    window.addEventListener('pageshow', sayHello, true)
    document.addEventListener('visibilitychange', onHidden, true)
    for (const ms of againAfterMs) timers.push(setTimeout(sayHello, ms))
    sayHello()
  }

  return {
    get state() {
      if (isStopped) return 'stopped'
      return recording ? 'recording' : 'waiting'
    },
    setConsent(answer) {
      mayRecord = answer === 'granted'
      if (mayRecord) sayHello()
      else leave()
    },
    track(name, properties = {}) {
      const copied = toJsonObject(properties)
      if (!copied) return report(notRecorded('track'))
      const at = pageClock.now()
      recording?.hear({
        type: 'custom',
        at,
        name: String(name).slice(0, 1_000),
        properties: copied,
      })
    },
    captureError(error, context = {}) {
      const copied = toJsonObject(context)
      if (!copied) return report(notRecorded('captureError'))
      recording?.hear({ type: 'reported-error', at: pageClock.now(), error, context: copied })
    },
    stop() {
      if (isStopped) return
      leave()
      isStopped = true
      timers.forEach(clearTimeout)
      window.removeEventListener('message', hear, true)
      window.removeEventListener('pagehide', leave, true)
      window.removeEventListener('pageshow', sayHello, true)
      document.removeEventListener('visibilitychange', onHidden, true)
    },
  }
}

function notRecorded(call: string): PlayheadError {
  return new PlayheadError(
    'not_recorded',
    `${call} takes other data, or at most 16,000 characters.`,
  )
}
