import type { Propagate } from './network/propagate.ts'
import type { RecordDetails } from './network/record-details.ts'
import { createRequestLog, type Call, type RequestUnderWay } from './network/request-log.ts'
import { watchBeacon } from './network/watch-beacon.ts'
import { watchFetch } from './network/watch-fetch.ts'
import { watchSockets } from './network/watch-sockets.ts'
import { watchTiming } from './network/watch-timing.ts'
import { watchXhr } from './network/watch-xhr.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'

/**
 * Requests by fetch, XMLHttpRequest and sendBeacon, with the browser's own timing, and the traffic of
 * sockets. Responses reach the application first and untouched: only where `network.bodies` allows it,
 * and never for a stream, a capped clone is read afterwards.
 */
export function trackNetwork(
  emit: EmitTimeline,
  scope: CaptureScope,
  recordDetails: RecordDetails | null = null,
  propagate: Propagate | null = null,
): Tracker {
  const log = createRequestLog(emit, scope, recordDetails?.(scope) ?? null)
  const timing = watchTiming()
  const sockets = watchSockets(emit, scope)

  const begin = (call: Call): RequestUnderWay | null => {
    const request = log.begin(call)
    if (request && call.initiator !== 'beacon') {
      scope.onRequest(call.method)
      timing.expect(request)
    }
    return request
  }
  const stops = [watchFetch(begin, propagate), watchXhr(begin, propagate), watchBeacon(begin)]

  return {
    drain() {
      log.drain()
      sockets.drain()
    },
    settle: sockets.settle,
    stop() {
      stops.forEach((stop) => stop())
      timing.stop()
      sockets.stop()
      log.stop()
    },
  }
}
