import type { FlagsEvent, IdentifyEvent, JsonValue, TimelineEvent } from '@playhead/protocol'
import { createState } from './create-state.ts'
import { pageClock } from './page/clock.ts'
import { nativeFetch } from './page/native.ts'
import { parseEndpoint, parseOptions } from './parse-options.ts'
import { PlayheadError, type PlayheadErrorCode } from './playhead-error.ts'
import type { Recording, Said, StartReplay } from './recording.ts'
import type { CreateHold } from './segments/hold.ts'
import type { Replay, StopReason } from './replay.ts'
import type { ReplayOptions } from './replay-options.ts'
import { browserRandom } from './session/random-id.ts'
import { type ConsentRecord, type ConsentState, findOptOut } from './session/consent.ts'
import { asksAlways, decide } from './session/decide.ts'
import { createGates } from './session/gates.ts'
import { mayHold, type SamplingContext, type SamplingOptions } from './session/sampling-options.ts'
import {
  createSessionKeeper,
  readSession,
  type Session,
  type SessionKeeper,
} from './session/session.ts'
import { browserSessionCache } from './session/session-cache.ts'
import type { EraseSession } from './session/erase-session.ts'
import { deleteSegmentStore } from './transport/delete-segment-store.ts'
import { toJsonObject } from './to-json-object.ts'
import { copiesKey, leftKey, sessionKey, tabIdKey, tabKey, visitKey } from './session/kept-keys.ts'

/** Code that is loaded when it is needed. */
export interface LoadedParts {
  recorder(): Promise<{
    prepare(options: ReplayOptions, secret: string): Promise<StartReplay>
    eraseSession: EraseSession
  }>
  hold(): Promise<{ createHold: CreateHold }>
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
 * @param load fetches the recorder's code, and that of the buffer.
 * @param onEnd the last `stop()` has been called.
 * @throws {PlayheadConfigError} as `start`.
 */
export function createReplay(
  options: ReplayOptions,
  load: LoadedParts,
  onEnd: () => void,
): SharedReplay {
  const limits = parseOptions(options)
  const hasPage = typeof document !== 'undefined'
  const endpointUrl = parseEndpoint(options.endpoint, hasPage ? location.href : 'http://localhost')
  const clock = options.clock ?? pageClock
  const random = options.random ?? browserRandom
  const seams = { fetch: options.fetch ?? nativeFetch }
  const cache = options.sessionCache ?? browserSessionCache()
  const state = createState(
    hasPage ? { name: 'waiting-for-consent' } : { name: 'stopped', reason: 'no-page' },
    (cause) => fail('capture_failed', 'A subscriber failed.', cause),
  )
  const gates = createGates()
  const sampling: SamplingOptions = { ...options.sampling }
  if (options.sampling?.always) sampling.always = (context) => ask(options.sampling, context)
  const listeners = new Set<(event: TimelineEvent) => void>()
  const optOut = hasPage ? findOptOut(options) : null
  let consent: ConsentState = 'unknown'
  let ground: ConsentRecord = { basis: 'not-required', givenAt: null, details: null }
  let keeper: SessionKeeper | null = null
  let user: IdentifyEvent | null = null
  let flags: FlagsEvent['flags'] = {}
  let sessionId = ''
  let startedAt = 0
  let recording: Recording | null = null
  let loading: Promise<void> | null = null
  let turn = 0
  let early: Said[] = []
  let holders = 0
  let isEnded = !hasPage

  function report(error: PlayheadError): void {
    try {
      if (options.onError) options.onError(error)
      else if (error.code === 'not_recorded') console.warn(error)
    } catch {
      // There is nobody left to tell.
    }
  }

  function fail(code: PlayheadErrorCode, message: string, cause?: unknown): PlayheadError {
    const error = new PlayheadError(code, message, { cause })
    report(error)
    return error
  }

  function failedToLoad(cause: unknown): PlayheadError {
    return fail('recorder_failed', 'The recorder could not be started.', cause)
  }

  function begin(): void {
    if (optOut) {
      gates.set(optOut, false, 'The browser asks for it.')
      return state.set({ name: 'stopped', reason: 'opted-out' })
    }
    keeper = createSessionKeeper(cache.shared, clock, random, limits)
    startIfAdmitted(keeper, true)
  }

  /** @param isLate the application may have said before what holds now. */
  function startIfAdmitted(ofSession: SessionKeeper, isLate = false): void {
    const session = admit(ofSession)
    if (!session) return
    const at = clock.now()
    if (isLate) early = [...(user ? [{ ...user, at }] : []), { type: 'flags', at, flags }]
    state.set({ name: 'starting', sessionId })
    loading = loadAndStart(ofSession, session, ++turn)
  }

  /** @returns the session that holds now; null if nothing of it is to be recorded. */
  function admit(ofSession: SessionKeeper): Session | null {
    const session = ofSession.current()
    sessionId = session.id
    startedAt = session.startedAt
    const drawn = decide(sampling, samplingContext(), gates)
    const mode = session.mode ?? drawn
    if (session.mode === null) ofSession.settle(mode, '')
    if (mode === drawn) gates.drop('earlier')
    else
      gates.set('earlier', mode !== 'skip' && mode !== 'stop', session.reason || 'Decided earlier.')
    if (mode === 'record' || mode === 'buffer') return { ...session, mode }
    early = []
    state.set(
      mode === 'skip' ? { name: 'not-sampled' } : { name: 'stopped', reason: 'session-stopped' },
    )
    return null
  }

  function samplingContext(): SamplingContext {
    const { user: id = null, traits = {} } = user ?? {}
    return { sessionId, url: location.href, user: id, traits }
  }

  function ask(from: SamplingOptions | undefined, context: SamplingContext): boolean {
    try {
      return from?.always?.(context) === true
    } catch (cause) {
      fail('capture_failed', 'sampling.always failed; it counts as no.', cause)
      return false
    }
  }

  /** Somebody was identified: `always` may have another answer now. */
  function reconsider(ofSession: SessionKeeper): void {
    const { mode } = ofSession.current()
    if ((mode !== 'skip' && mode !== 'buffer') || !asksAlways(sampling, samplingContext(), gates))
      return
    if (mode === 'buffer') return sendBuffer('sampling.always')
    ofSession.settle('record', 'sampling.always said yes.')
    startIfAdmitted(ofSession, true)
  }

  function sendBuffer(reason: string): void {
    if (recording) recording.sendBuffer(reason)
    else void loading?.then(() => recording?.sendBuffer(reason))
  }

  async function loadAndStart(
    ofSession: SessionKeeper,
    session: Session,
    mine: number,
  ): Promise<void> {
    try {
      const [{ prepare }, hold] = await Promise.all([
        load.recorder(),
        mayHold(sampling) ? load.hold() : null,
      ])
      const startReplay = await prepare(options, session.secret)
      // Stopped, or refused consent, while it was on its way.
      if (mine !== turn) return
      const said = early
      early = []
      recording = startReplay({
        options,
        limits,
        endpointUrl,
        clock,
        random,
        ...seams,
        cache,
        keeper: ofSession,
        session,
        early: said,
        gates,
        sampling,
        createHold: hold?.createHold ?? null,
        listeners,
        report,
        nextSession: () => admit(ofSession),
        consent: () => ground,
        onState,
        onWithdrawn: () => withdraw(true),
        onRejected,
        onStopped,
      })
      // By those who were told that it starts.
      early.forEach(recording.hear)
      early = []
    } catch (cause) {
      if (mine !== turn) return
      early = []
      state.set({ name: 'failed', error: failedToLoad(cause) })
    }
  }

  function onState(name: 'recording' | 'buffering' | 'excluded'): void {
    state.set({ name, sessionId })
  }

  function onRejected(error: PlayheadError): void {
    recording?.discard()
    recording = null
    gates.set('server', false, error.message)
    state.set({ name: 'failed', error })
  }

  function onStopped(reason: string, end?: () => Promise<void>): void {
    keeper?.settle('stop', reason)
    gates.set('earlier', false, reason)
    const last = letGo('session-stopped')
    if (end) void end()
    else last?.discard()
  }

  /** @param reason why nothing is recorded any more. */
  function letGo(reason: StopReason): Recording | null {
    const last = recording
    recording = null
    loading = null
    turn++
    early = []
    keeper = null
    sessionId = ''
    state.set({ name: 'stopped', reason })
    return last
  }

  function hear(event: Said): void {
    if (recording) return recording.hear(event)
    if (!('sessionId' in state.get())) return
    if (early.length < maxEarlyCalls) early.push(event)
    else fail('not_recorded', 'Too many calls.')
  }

  /** @param isElsewhere another tab does what is to be done for the browser as a whole. */
  function withdraw(isElsewhere = false): void {
    const left = readSession(cache.shared)
    // What is kept back has never left this browser.
    const isRecorded = left !== null && /record|stop/.test(String(left.mode))
    consent = keeper || isRecorded || consent === 'withdrawn' ? 'withdrawn' : 'denied'
    const last = letGo('consent-denied')
    last?.discard()
    gates.clear()
    gates.set('consent', false, `It was ${consent}.`)
    for (const key of [tabKey, tabIdKey, visitKey]) cache.tab.remove(key)
    if (isElsewhere) return
    for (const key of [sessionKey, leftKey, copiesKey]) cache.shared.remove(key)
    deleteSegmentStore()
    if (!isRecorded) return
    load
      .recorder()
      .then(({ eraseSession }) =>
        // What is on its way has to arrive first.
        eraseSession(left, last?.flush(), { ...seams, ...limits, endpointUrl, report }),
      )
      .catch(failedToLoad)
  }

  /** The application's own data, copied; null, and word that it was left out, if it does not fit. */
  function copy(call: string, value: unknown, name: unknown = ''): ReturnType<typeof toJsonObject> {
    const isName = /string|number/.test(typeof name)
    const object = isName ? toJsonObject(value) : null
    if (!object) refuse(call)
    return object
  }

  function refuse(call: string): void {
    fail('not_recorded', `${call} takes other data, at most 16,000 characters.`)
  }

  const replay: Replay = {
    get consent() {
      return consent
    },
    get sessionId() {
      return sessionId
    },
    get startedAt() {
      return sessionId === '' ? 0 : startedAt
    },
    get user() {
      return user?.user ?? null
    },
    url(options) {
      const at = toJsonObject(options)?.at
      if (sessionId === '') return endpointUrl
      return `${endpointUrl}/sessions/${sessionId}${typeof at === 'number' ? `?at=${Math.round(at)}` : ''}`
    },
    identify(name, traits = {}) {
      const copied = copy('identify', traits, name)
      if (!copied) return
      user = {
        type: 'identify',
        at: clock.now(),
        user: String(name).slice(0, 1_000),
        traits: copied,
      }
      hear(user)
      if (keeper && sampling.always) reconsider(keeper)
    },
    track(name, properties = {}) {
      const copied = copy('track', properties, name)
      if (copied)
        hear({
          type: 'custom',
          at: clock.now(),
          name: String(name).slice(0, 1_000),
          properties: copied,
        })
    },
    setFlags(changed) {
      const copied = toJsonObject(changed)
      if (!copied || !isFlags(copied)) return refuse('setFlags')
      flags = { ...flags, ...copied }
      hear({ type: 'flags', at: clock.now(), flags: copied })
    },
    captureError(error, context = {}, at = clock.now()) {
      const copied = copy('captureError', context)
      if (copied) hear({ type: 'reported-error', at, error, context: copied })
    },
    link(link) {
      const copied = copy('link', link)
      if (copied) hear({ type: 'reported-link', at: clock.now(), link: copied })
    },
    setConsent(answer, details) {
      if (isEnded) return
      if (answer !== 'granted') return withdraw()
      if (consent === answer) return
      consent = answer
      ground = { basis: 'granted', givenAt: clock.now(), details: toJsonObject(details) }
      gates.set('consent', true, 'It was given.')
      if (keeper) recording?.tellGround()
      else begin()
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
    sendBuffer(reason = 'sendBuffer()') {
      sendBuffer(reason)
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    why: gates.list,
    getState: state.get,
    subscribe: state.subscribe,
  }

  if (!hasPage) gates.set('page', false, 'There is no page here.')
  else if (options.consent === 'required' && !optOut) gates.set('consent', false, 'It is awaited.')
  else {
    gates.set('consent', true, 'It is not required.')
    begin()
  }
  return {
    replay,
    retain(wanted) {
      holders++
      if (wanted.endpoint !== options.endpoint) {
        fail('already_started', `Already recording to ${options.endpoint}.`)
      }
    },
  }
}

function isFlags(object: Record<string, JsonValue>): object is FlagsEvent['flags'] {
  return Object.values(object).every((variant) => variant === null || typeof variant !== 'object')
}
