import { SeverityNumber } from '@opentelemetry/api'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import {
  LoggerProvider,
  type LogRecordProcessor,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs'
import { getReplayContext } from '@playhead/next'

/** A record that a visitor's request brought about leads to its own moment in the replay. */
const replayLogs: LogRecordProcessor = {
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
  onEmit(record) {
    const replay = getReplayContext()
    if (!replay) return
    const [seconds, nanoseconds] = record.hrTime
    const at = Math.round(seconds * 1e3 + nanoseconds / 1e6)
    record.setAttributes({
      // The name of OpenTelemetry's semantic conventions.
      'session.id': replay.sessionId,
      session_replay_url: replay.url({ at }),
      replay_timestamp: at,
    })
  },
}

/**
 * Errors of this server as log records of OpenTelemetry.
 *
 * @param collector takes OTLP by HTTP, such as `http://localhost:4318`.
 * @returns what records an error.
 */
export function startOpenTelemetry(collector: string): (error: unknown) => void {
  const exporter = new OTLPLogExporter({ url: `${collector}/v1/logs` })
  const provider = new LoggerProvider({
    processors: [replayLogs, new SimpleLogRecordProcessor({ exporter })],
  })
  const logger = provider.getLogger('shop')
  return (exception) =>
    logger.emit({
      severityNumber: SeverityNumber.ERROR,
      severityText: 'ERROR',
      body: String(exception),
      exception,
    })
}
