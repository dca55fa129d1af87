import type { NetworkTiming } from '@playhead/protocol'
import { quietly } from '../../page/quietly.ts'
import type { RequestUnderWay } from './request-log.ts'

export interface TimingWatch {
  /** Waits for the browser's own figures about this request. */
  expect(request: RequestUnderWay): void
  stop(): void
}

interface Expected {
  request: RequestUnderWay
  /** `performance.now()` when the request was made. */
  from: number
}

const maxExpected = 100
/** `performance.now()` is coarse (100 µs without isolation); an entry may seem to start before its call. */
const toleranceMs = 2

/** The phases of requests, from the Resource Timing entries that the browser makes once a body is there. */
export function watchTiming(): TimingWatch {
  const expected: Expected[] = []
  const observer = quietly(() => {
    const created = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry instanceof PerformanceResourceTiming) quietly(() => settle(entry))
      }
    })
    created.observe({ type: 'resource' })
    return created
  })

  function settle(entry: PerformanceResourceTiming): void {
    const index = expected.findIndex(
      ({ request, from }) => request.href === entry.name && entry.startTime >= from - toleranceMs,
    )
    const [found] = index < 0 ? [] : expected.splice(index, 1)
    found?.request.detail({
      timing: toTiming(entry),
      ...(entry.encodedBodySize > 0 && { responseBytes: entry.encodedBodySize }),
      ...(entry.transferSize > 0 && { transferBytes: entry.transferSize }),
    })
  }

  return {
    expect(request) {
      if (!observer) return
      if (expected.length === maxExpected) expected.shift()
      expected.push({ request, from: performance.now() })
    },
    stop: () => observer?.disconnect(),
  }
}

/** Another origin that sends no `Timing-Allow-Origin` shows the whole duration only (Resource Timing, 4.5). */
function toTiming(entry: PerformanceResourceTiming): NetworkTiming {
  const totalMs = Math.round(entry.duration)
  if (entry.requestStart === 0) return { totalMs }
  const between = (from: number, to: number): number => (from > 0 ? Math.round(to - from) : 0)
  return {
    totalMs,
    redirectMs: between(entry.redirectStart, entry.redirectEnd),
    dnsMs: between(entry.domainLookupStart, entry.domainLookupEnd),
    connectMs: between(entry.connectStart, entry.connectEnd),
    tlsMs: between(entry.secureConnectionStart, entry.connectEnd),
    waitMs: between(entry.requestStart, entry.responseStart),
    receiveMs: between(entry.responseStart, entry.responseEnd),
    ...(entry.nextHopProtocol && { protocol: entry.nextHopProtocol.slice(0, 20) }),
  }
}
