import type { SocketEvent } from '@playhead/protocol'
import type { ToldTracker } from '../late.ts'
import { limitRate } from '../limit-rate.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'

/** Something happened to a socket. */
export interface SocketNews {
  socket: WebSocket | EventSource
  what: 'made' | 'sent' | 'open' | 'message' | 'error' | 'close'
  /** Of what was sent or received. */
  bytes: number
  /** Why it was closed (WebSocket). */
  code: number | undefined
}

interface Log {
  api: SocketEvent['api']
  socket: number
  url: string
  openedAt: number
  traffic: Traffic
}

type Traffic = Pick<SocketEvent, 'sent' | 'received' | 'sentBytes' | 'receivedBytes'>

/** Messages are gathered this long. */
const gatherMs = 5_000

/** Turns what is heard of sockets into events of the timeline. */
export function logSockets(emit: EmitTimeline, scope: CaptureScope): ToldTracker<SocketNews> {
  const rate = limitRate('network', emit, scope, { count: 100 })
  const logs = new WeakMap<object, Log>()
  const unsaid = new Set<Log>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  function drain(): void {
    clearTimeout(timer)
    timer = undefined
    for (const log of unsaid) say(log, 'messages', scope.clock.now())
    rate.drain()
  }

  function begin(socket: WebSocket | EventSource, openedAt: number): void {
    logs.set(socket, {
      api: socket instanceof EventSource ? 'event-source' : 'websocket',
      socket: ++count,
      url: scope.policy.scrubUrl(socket.url).slice(0, 4_000),
      openedAt,
      traffic: noTraffic(),
    })
  }

  function say(
    log: Log,
    phase: SocketEvent['phase'],
    at: number,
    more: Partial<SocketEvent> = {},
  ): void {
    const { api, socket, url, traffic } = log
    unsaid.delete(log)
    if (!rate.take()) return
    emit({ type: 'socket', at, api, socket, phase, url, ...traffic, ...more })
    log.traffic = noTraffic()
  }

  function gather(log: Log, way: 'sent' | 'received', bytes: number): void {
    log.traffic[way]++
    log.traffic[`${way}Bytes`] += bytes
    unsaid.add(log)
    timer ??= setTimeout(drain, gatherMs)
  }

  return {
    hear({ socket, what, bytes, code }, at = scope.clock.now()) {
      if (what === 'made') return begin(socket, at)
      const log = logs.get(socket)
      if (!log) return
      if (what === 'sent') return gather(log, 'sent', bytes)
      if (what === 'message') return gather(log, 'received', bytes)
      say(log, what, at, { durationMs: at - log.openedAt, ...(code !== undefined && { code }) })
    },
    drain,
    stop() {
      clearTimeout(timer)
      rate.stop()
    },
  }
}

function noTraffic(): Traffic {
  return { sent: 0, received: 0, sentBytes: 0, receivedBytes: 0 }
}
