import type { Timed } from './element-reference.ts'

export interface NetworkEvent extends Timed {
  type: 'network'
  /** Counts from 1 within a page; later `network-detail` events refer to it. */
  request?: number
  initiator: 'fetch' | 'xhr' | 'beacon'
  method: string
  /** Scrubbed URL. */
  url: string
  /** HTTP status; null if no response came. */
  status: number | null
  /** ms from the call to the response's headers, or to the failure. */
  durationMs: number
  /** Why no response came. */
  failure?: 'network' | 'aborted' | 'timeout'
  /** Bytes of the request's body, if known without reading it. */
  requestBytes?: number
  /** Bytes of the response's body, if announced. */
  responseBytes?: number
  /** Media type of the response, without parameters. */
  contentType?: string
  /** Name of the GraphQL operation. */
  operation?: string
  /** Id of the distributed trace that the request carried: 32 lowercase hex digits. */
  trace?: string
  /** Those that the application allows, by lower-case name. */
  requestHeaders?: Readonly<Record<string, string>>
  responseHeaders?: Readonly<Record<string, string>>
}

/** What became known of a request after its headers. */
export interface NetworkDetailEvent extends Timed {
  type: 'network-detail'
  /** `request` of the last `network` event with that number. */
  request: number
  timing?: NetworkTiming
  /** Bytes of the response's body as it came, before decompression. */
  responseBytes?: number
  /** Bytes of the response with its headers. */
  transferBytes?: number
  requestBody?: NetworkBody
  responseBody?: NetworkBody
}

/** Phases of a request, ms. Of another origin mostly the total only. */
export interface NetworkTiming {
  /** From the call to the last byte of the body. */
  totalMs: number
  redirectMs?: number
  dnsMs?: number
  /** TCP or QUIC, with TLS. */
  connectMs?: number
  tlsMs?: number
  /** From the request to the first byte of the answer. */
  waitMs?: number
  receiveMs?: number
  /** ALPN's name of the protocol, such as `h2`. */
  protocol?: string
}

/** A body that the application allows to be recorded, scrubbed. */
export interface NetworkBody {
  text: string
  /** There was more. */
  isCut: boolean
}

/** A WebSocket or an EventSource; what went through it is counted and not looked at. */
export interface SocketEvent extends Timed {
  type: 'socket'
  api: 'websocket' | 'event-source'
  /** Counts from 1 within a page. */
  socket: number
  phase: 'open' | 'messages' | 'error' | 'close'
  /** Scrubbed URL. */
  url: string
  /** Messages since the event before this one of the same socket. */
  sent: number
  received: number
  /** Characters of text, bytes of anything else. */
  sentBytes: number
  receivedBytes: number
  /** Why it closed (RFC 6455, 7.4). */
  code?: number
  /** ms since it was made. */
  durationMs?: number
}
