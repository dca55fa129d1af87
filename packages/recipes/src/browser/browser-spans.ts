import { replayContext } from '@playhead/core'

interface BrowserSpan {
  readonly startTime: HighResolutionTime
  readonly events: readonly { readonly name: string; readonly time: HighResolutionTime }[]
  setAttributes(attributes: { [name: string]: string | number }): unknown
}

/** Seconds and nanoseconds, as OpenTelemetry has time. */
type HighResolutionTime = readonly [seconds: number, nanoseconds: number]

/** `new WebTracerProvider({ spanProcessors: [browserSpans, exporting] })` */
export const browserSpans = {
  onStart: () => undefined,
  /** The last moment at which a span may be given attributes; what went wrong in it is known by now. */
  onEnding(span: BrowserSpan): void {
    const exception = span.events.find(({ name }) => name === 'exception')
    const [seconds, nanoseconds] = exception?.time ?? span.startTime
    const at = Math.round(seconds * 1e3 + nanoseconds / 1e6)
    const { session_id, session_replay_url } = replayContext(null, { at })
    if (session_id === null || session_replay_url === null) return
    // OpenTelemetry's semantic conventions, "Session".
    span.setAttributes({ 'session.id': session_id, session_replay_url, replay_timestamp: at })
  },
  onEnd: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
}
