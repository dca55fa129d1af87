import type { SocketEvent } from '@playhead/protocol'
import { patch } from '../../page/patch.ts'
import { limitRate } from '../limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from '../scope.ts'
import { quietly } from './quietly.ts'

type Fields = Partial<Pick<SocketEvent, 'code' | 'durationMs'>>

interface SocketLog {
  say(phase: SocketEvent['phase'], fields?: Fields): void
  sent(data: unknown): void
  received(data: unknown): void
  ageMs(): number
}

/** Messages are gathered this long. */
const gatherMs = 5_000

/**
 * WebSocket and EventSource: that they open, close or fail, and how much goes through them. Contents
 * are not looked at, and no message is held up.
 */
export function watchSockets(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const { clock } = scope
  const rate = limitRate('network', emit, scope, { count: 100 })
  const logs = new WeakMap<object, SocketLog>()
  const unsaid = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  function drain(): void {
    clearTimeout(timer)
    timer = undefined
    for (const sayMessages of unsaid) sayMessages()
    rate.drain()
  }

  function createLog(api: SocketEvent['api'], url: string): SocketLog {
    const socket = ++count
    const openedAt = clock.now()
    const scrubbed = scope.policy.scrubUrl(url).slice(0, 4_000)
    const nothing = { sent: 0, received: 0, sentBytes: 0, receivedBytes: 0 }
    let traffic = { ...nothing }
    const sayMessages = (): void => say('messages')

    function say(phase: SocketEvent['phase'], fields: Fields = {}): void {
      unsaid.delete(sayMessages)
      if (!rate.take()) return
      emit({
        type: 'socket',
        at: clock.now(),
        api,
        socket,
        phase,
        url: scrubbed,
        ...traffic,
        ...fields,
      })
      traffic = { ...nothing }
    }

    function gather(): void {
      unsaid.add(sayMessages)
      timer ??= setTimeout(drain, gatherMs)
    }

    return {
      say,
      ageMs: () => clock.now() - openedAt,
      sent(data) {
        traffic.sent++
        traffic.sentBytes += sizeOf(data)
        gather()
      },
      received(data) {
        traffic.received++
        traffic.receivedBytes += sizeOf(data)
        gather()
      },
    }
  }

  function watch(api: SocketEvent['api'], socket: EventTarget & { url: string }): void {
    if (scope.isOwnUrl(socket.url)) return
    const log = createLog(api, socket.url)
    logs.set(socket, log)
    const listen = (type: string, act: (event: Event) => void): void =>
      socket.addEventListener(type, (event) => quietly(() => act(event)))
    listen('open', () => log.say('open', { durationMs: log.ageMs() }))
    listen('message', (event) => log.received((event as MessageEvent).data))
    listen('error', () => log.say('error', { durationMs: log.ageMs() }))
    listen('close', (event) =>
      log.say('close', { durationMs: log.ageMs(), code: (event as CloseEvent).code }),
    )
  }

  /** A proxy, so that `instanceof`, the constants and the prototype stay what they are. */
  const patchConstructor = (name: 'WebSocket' | 'EventSource', api: SocketEvent['api']) =>
    patch(
      window,
      name,
      (original, isActive) =>
        new Proxy(original, {
          construct(target, args, newTarget) {
            const socket: WebSocket | EventSource = Reflect.construct(target, args, newTarget)
            if (isActive()) quietly(() => watch(api, socket))
            return socket
          },
        }),
    )

  const stops = [
    patchConstructor('WebSocket', 'websocket'),
    patchConstructor('EventSource', 'event-source'),
    patch(
      WebSocket.prototype,
      'send',
      (original, isActive) =>
        function (this: WebSocket, ...args: Parameters<WebSocket['send']>): void {
          Reflect.apply(original, this, args)
          if (isActive()) quietly(() => logs.get(this)?.sent(args[0]))
        },
    ),
    // It has no close event: whoever closes it is to be heard.
    patch(
      EventSource.prototype,
      'close',
      (original, isActive) =>
        function (this: EventSource): void {
          const log = isActive() && this.readyState !== EventSource.CLOSED && logs.get(this)
          Reflect.apply(original, this, [])
          if (log) quietly(() => log.say('close', { durationMs: log.ageMs() }))
        },
    ),
  ]

  return {
    drain,
    stop() {
      clearTimeout(timer)
      rate.stop()
      stops.forEach((stop) => stop())
    },
  }
}

/** Characters for text: to count its bytes would cost as much as to read it. */
function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  if (data instanceof Blob) return data.size
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0
}
