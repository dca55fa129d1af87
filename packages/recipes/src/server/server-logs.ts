import type { LogRecordProcessor, ReadWriteLogRecord } from '@opentelemetry/sdk-logs'
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace'
import { getReplayContext } from '@playhead/express'
import { format } from 'winston'

/** The fields by which a log line or a span leads to the recording of the page that caused it. */
function replayFields(at = Date.now()): { [field: string]: string | number } {
  const context = getReplayContext()
  if (!context) return {}
  return {
    // OpenTelemetry's semantic conventions, "Session".
    'session.id': context.sessionId,
    session_replay_url: context.url({ at }),
    replay_timestamp: at,
  }
}

/** `pino({ mixin: pinoReplay })` */
export const pinoReplay = (): object => replayFields()

/** `createLogger({ format: format.combine(winstonReplay(), format.json()) })` */
export const winstonReplay = format((info) => Object.assign(info, replayFields()))

const nothingToFlush = {
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
}

/** `new TracerProvider({ spanProcessors: [replaySpans, exporting] })` */
export const replaySpans: SpanProcessor = {
  ...nothingToFlush,
  onStart: (span: Span) => void span.setAttributes(replayFields()),
  onEnd: () => undefined,
}

/** `new LoggerProvider({ processors: [replayLogs, exporting] })` */
export const replayLogs: LogRecordProcessor = {
  ...nothingToFlush,
  onEmit(record: ReadWriteLogRecord) {
    const [seconds, nanoseconds] = record.hrTime
    record.setAttributes(replayFields(Math.round(seconds * 1e3 + nanoseconds / 1e6)))
  },
}
