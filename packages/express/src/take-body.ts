import { ReplayError } from '@playhead/server'
import type { Request as ExpressRequest } from 'express'

/**
 * The body's bytes: the stream if nobody has read it, else what a parser has kept.
 *
 * @throws {ReplayError} `unreadable_body` if a parser has kept something else than the bytes.
 */
export function takeBody(
  request: ExpressRequest,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (request.method === 'GET' || request.method === 'HEAD' || !announcesBody(request)) return null
  if (!request.readableDidRead && !request.readableEnded) return toStream(request)
  // `rawBody` is where `verify` functions and some hosts keep what they read.
  const kept: unknown[] = [request.body, 'rawBody' in request ? request.rawBody : undefined]
  const bytes = kept.find((value) => value instanceof Uint8Array)
  // A plain view: a `Request` takes the bytes of an ArrayBuffer, a Buffer may be of any.
  if (bytes) return new Uint8Array(bytes)
  throw new ReplayError('unreadable_body', explain(request.body))
}

/** RFC 9112, 6.3: a request without either header has no body. */
function announcesBody({ headers }: ExpressRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function explain(parsed: unknown): string {
  if (typeof parsed === 'string') {
    return 'Mount toExpress before express.text(), which has read this binary body as text and lost bytes on the way.'
  }
  if (typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length > 0) {
    return 'Mount toExpress before the body parser that has parsed this body, or let that parser leave text/plain alone.'
  }
  return 'Mount toExpress before the middleware that has read this body without keeping its bytes in request.body.'
}

/**
 * Reads as fast as the handler does. `Readable.toWeb` would close the connection when the handler
 * stops reading, and with it the answer that says why (413 for one).
 */
function toStream(request: ExpressRequest): ReadableStream<Uint8Array> {
  const pieces = request.iterator({ destroyOnReturn: false })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel() {
        // What still comes is thrown away, as Node does with a body nobody reads. Not awaited: the
        // next piece may never come.
        void stopReading(request, pieces)
      },
    },
    { highWaterMark: 0 },
  )
}

async function stopReading(request: ExpressRequest, pieces: AsyncIterator<unknown>): Promise<void> {
  await pieces.return?.()
  request.resume()
}
