import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Node's request and response around a `(Request) => Promise<Response>`. */
export function answerWith(handler: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    // A client that goes away ends the answer, not the server.
    answer(handler, incoming, outgoing).catch(() => outgoing.destroy())
  }
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await handler(toRequest(incoming))
  outgoing.writeHead(response.status, [...response.headers].flat())
  const { body } = response
  if (body) await pipeline(Readable.from(body), outgoing)
  else outgoing.end()
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const { method = 'GET', url = '/' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, `http://${incoming.headers.host ?? '127.0.0.1'}`), {
    method,
    headers,
    duplex: 'half',
    ...(hasBody && { body: ReadableStream.from<Uint8Array>(Readable.from(incoming)) }),
  })
}
