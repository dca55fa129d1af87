import { observeCall } from '../../dom/observe-call.ts'
import { patch } from '../../page/patch.ts'
import { type LateTracker, startLate, tellLost } from '../late.ts'
import type { CaptureScope, EmitTimeline } from '../scope.ts'
import type { SocketNews } from './log-sockets.ts'
import { quietly } from '../../page/quietly.ts'
import { sizeOf } from './size-of.ts'

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
    log.hear({ socket, what, bytes: sizeOf(data, lengthOf) ?? 0, code })
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
    observeCall(WebSocket.prototype, 'send', (socket, [data]) => {
      if (socket instanceof WebSocket && watched.has(socket)) tell(socket, 'sent', data)
    }),
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

/** To count the bytes of a text would cost as much as to read it. */
function lengthOf({ length }: string): number {
  return length
}
