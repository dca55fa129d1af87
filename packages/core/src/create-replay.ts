import type { TimelineEvent } from '@playhead/protocol'
import { createState } from './create-state.ts'
import { pageClock } from './page/clock.ts'
import { nativeBeacon, nativeFetch } from './page/native.ts'
import { parseEndpoint, parseOptions } from './parse-options.ts'
import { PlayheadError, type PlayheadErrorCode } from './playhead-error.ts'
import type { Recording, RecordingContext } from './recording.ts'
import type { Replay, StopReason } from './replay.ts'
import type { ReplayOptions } from './replay-options.ts'
import { browserRandom } from './session/random-id.ts'
import { isSampled } from './session/sampling.ts'
import {
  createSessionKeeper,
  type Session,
  type SessionKeeper,
  sessionKey,
} from './session/session.ts'
import { browserSessionCache } from './session/session-cache.ts'
import { leftKey, tabIdKey, tabKey } from './session/tab.ts'
import { toJsonObject } from './to-json-object.ts'

export interface LoadedRecorder {
  startReplay(context: RecordingContext): Recording
}

export interface SharedReplay {
  replay: Replay
  /** One more `start()`, so one more `stop()` before it ends. */
  retain(options: ReplayOptions): void
}

/** Calls kept until the recorder is there. */
const maxEarlyCalls = 100

/**
 * Decides whether to record, and loads the recorder if so.
 *
 * @param load fetches the recorder's code.
 * @param onEnd the last `stop()` has been called.
 * @throws {PlayheadConfigError} as `start`.
 */
export function createReplay(
  options: ReplayOptions,
  load: () => Promise<LoadedRecorder>,
  onEnd: () => void,
): SharedReplay {
  const limits = parseOptions(options)
  const hasPage = typeof document !== 'undefined'
  const endpointUrl = parseEndpoint(options.endpoint, hasPage ? location.href : 'http://localhost')
  const clock = options.clock ?? pageClock
  const random = options.random ?? browserRandom
  const cache = options.sessionCache ?? browserSessionCache()
  const state = createState(
    hasPage ? { name: 'waiting-for-consent' } : { name: 'stopped', reason: 'no-page' },
    (cause) => fail('capture_failed', 'A subscriber failed.', cause),
  )
  let sessionId = ''
  let recording: Recording | null = null
  let loading: Promise<void> | null = null
  let turn = 0
  let early: TimelineEvent[] = []
  let holders = 0
  let isEnded = !hasPage

  function report(error: PlayheadError): void {
    try {
      options.onError?.(error)
    } catch {
      // There is nobody left to tell.
    }
  }

  function fail(code: PlayheadErrorCode, message: string, cause?: unknown): PlayheadError {
    const error = new PlayheadError(code, message, { cause })
    report(error)
    return error
  }

  function begin(): void {
    const keeper = createSessionKeeper(cache.shared, clock, random, limits)
    const session = keeper.current()
    sessionId = session.id
    if (!isDrawn(sessionId)) return
    state.set({ name: 'starting', sessionId })
    loading = loadAndStart(keeper, session, ++turn)
  }

  async function loadAndStart(
    keeper: SessionKeeper,
    session: Session,
    mine: number,
  ): Promise<void> {
    try {
      const { startReplay } = await load()
      // Stopped, or refused consent, while it was on its way.
      if (mine !== turn) return
      recording = startReplay({
        options,
        limits,
        endpointUrl,
        clock,
        random,
        fetch: options.fetch ?? nativeFetch ?? fetch,
        sendBeacon: options.sendBeacon ?? (options.fetch ? undefined : nativeBeacon),
        cache,
        keeper,
        session,
        early,
        report,
        onSession,
        onRejected,
      })
      early = []
      state.set({ name: 'recording', sessionId })
    } catch (cause) {
      if (mine !== turn) return
      early = []
      const error = fail('recorder_failed', 'The recorder could not be loaded and started.', cause)
      state.set({ name: 'failed', error })
    }
  }

  function onSession(id: string): boolean {
    sessionId = id
    if (!isDrawn(id)) return false
    state.set({ name: 'recording', sessionId })
    return true
  }

  function onRejected(error: PlayheadError): void {
    recording?.discard()
    recording = null
    state.set({ name: 'failed', error })
  }

  function isDrawn(id: string): boolean {
    if (isSampled(id, options.sampling?.session ?? 1)) return true
    early = []
    state.set({ name: 'not-sampled' })
    return false
  }

  /** @param reason why nothing is recorded any more. */
  function letGo(reason: StopReason): Recording | null {
    const last = recording
    recording = null
    loading = null
    turn++
    early = []
    sessionId = ''
    state.set({ name: 'stopped', reason })
    return last
  }

  function emit(event: TimelineEvent): void {
    if (recording) return recording.emit(event)
    const { name } = state.get()
    if (name !== 'starting' && name !== 'waiting-for-consent') return
    if (early.length < maxEarlyCalls) early.push(event)
    else fail('not_recorded', `More than ${maxEarlyCalls} calls were made before recording began.`)
  }

  /** The application's own data, copied; or word that it was left out. */
  function copy(call: string, value: unknown): ReturnType<typeof toJsonObject> {
    const object = toJsonObject(value)
    if (!object) {
      fail(
        'not_recorded',
        `The data given to ${call} is no JSON object, or longer than 16,000 characters.`,
      )
    }
    return object
  }

  const replay: Replay = {
    get sessionId() {
      return sessionId
    },
    url({ at } = {}) {
      if (sessionId === '') return endpointUrl
      return `${endpointUrl}/sessions/${sessionId}${at === undefined ? '' : `?at=${Math.round(at)}`}`
    },
    identify(user, traits = {}) {
      const copied = copy('identify', traits)
      if (copied)
        emit({
          type: 'identify',
          at: clock.now(),
          user: String(user).slice(0, 1_000),
          traits: copied,
        })
    },
    track(name, properties = {}) {
      const copied = copy('track', properties)
      if (copied) {
        emit({
          type: 'custom',
          at: clock.now(),
          name: String(name).slice(0, 1_000),
          properties: copied,
        })
      }
    },
    setConsent(consent) {
      if (isEnded) return
      if (consent === 'granted') {
        const now = state.get()
        if (now.name === 'waiting-for-consent' || now.name === 'stopped') begin()
        return
      }
      letGo('consent-denied')?.discard()
      for (const key of [sessionKey, leftKey]) cache.shared.remove(key)
      for (const key of [tabKey, tabIdKey]) cache.tab.remove(key)
    },
    async flush() {
      await loading
      await recording?.flush()
    },
    async stop() {
      holders--
      // A component that is mounted twice (React's strict mode) starts again within the same task.
      await Promise.resolve()
      if (holders > 0 || isEnded) return
      isEnded = true
      onEnd()
      await letGo('stopped')?.stop()
    },
    getState: state.get,
    subscribe: state.subscribe,
  }

  if (hasPage && options.consent !== 'required') begin()
  return {
    replay,
    retain(wanted) {
      holders++
      if (wanted.endpoint !== options.endpoint) {
        fail(
          'already_started',
          `Already recording to ${options.endpoint}; ${wanted.endpoint} is ignored.`,
        )
      }
    },
  }
}
