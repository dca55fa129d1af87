import { patch } from '../../page/patch.ts'
import { type LateTracker, startLate, tellLost } from '../late.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'
import type { SocketNews } from './log-sockets.ts'
import { quietly } from './quietly.ts'

/**
 * WebSocket and EventSource: that they open, close or fail, and how much goes through them. Contents
 * are not looked at, and no message is held up. What keeps the account is loaded with the first of them.
 */
export function watchSockets(
  emit: EmitTimeline,
  scope: CaptureScope,
): Pick<LateTracker<unknown>, 'drain' | 'settle' | 'stop'> {
  const log = startLate<SocketNews>(
    async () => (await import('../../seldom.ts')).logSockets(emit, scope),
    scope,
    tellLost('network', emit, scope),
  )
  const watched = new WeakSet<object>()

  function tell(
    socket: WebSocket | EventSource,
    what: SocketNews['what'],
    data?: unknown,
    code?: number,
  ): void {
    log.hear({ socket, what, bytes: sizeOf(data), code })
  }

  function watch(socket: WebSocket | EventSource): void {
    if (scope.isOwnUrl(socket.url)) return
    watched.add(socket)
    tell(socket, 'made')
    for (const what of ['open', 'message', 'error', 'close'] as const) {
      socket.addEventListener(what, (event) =>
        quietly(() =>
          tell(
            socket,
            what,
            event instanceof MessageEvent ? event.data : null,
            event instanceof CloseEvent ? event.code : undefined,
          ),
        ),
      )
    }
  }

  /** A proxy, so that `instanceof`, the constants and the prototype stay what they are. */
  const patchConstructor = (name: 'WebSocket' | 'EventSource') =>
    patch(
      window,
      name,
      (original, isActive) =>
        new Proxy(original, {
          construct(target, args, newTarget) {
            const socket: WebSocket | EventSource = Reflect.construct(target, args, newTarget)
            if (isActive()) quietly(() => watch(socket))
            return socket
          },
        }),
    )

  const stops = [
    log.stop,
    patchConstructor('WebSocket'),
    patchConstructor('EventSource'),
    patch(
      WebSocket.prototype,
      'send',
      (original, isActive) =>
        function (this: WebSocket, ...args: Parameters<WebSocket['send']>): void {
          Reflect.apply(original, this, args)
          if (isActive() && watched.has(this)) quietly(() => tell(this, 'sent', args[0]))
        },
    ),
    // It has no close event: whoever closes it is to be heard.
    patch(
      EventSource.prototype,
      'close',
      (original, isActive) =>
        function (this: EventSource): void {
          const isOpen = isActive() && watched.has(this) && this.readyState !== EventSource.CLOSED
          Reflect.apply(original, this, [])
          if (isOpen) quietly(() => tell(this, 'close'))
        },
    ),
  ]
  return { ...log, stop: () => stops.forEach((stop) => stop()) }
}

/** Characters for text: to count its bytes would cost as much as to read it. */
function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  if (data instanceof Blob) return data.size
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0
}
