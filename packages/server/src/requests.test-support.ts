import type { SegmentDraft } from '@playhead/protocol'

/** Requests as recorders and viewers make them. */
export const base = 'http://localhost:3000/api/replay'

export const sampleDraft: SegmentDraft = {
  session: '00112233445566778899aabbccddeeff',
  tab: '0123456789abcdef',
  sequence: 0,
  previous: null,
  startedAt: 1_790_000_000_000,
  endedAt: 1_790_000_004_200.5,
  policy: 'fedcba9876543210',
  release: 'shop@1.4.2 ✓',
  timeline: [
    '{"type":"navigation","at":1790000000000,"kind":"load","from":null,"to":"/cart"}',
    '{"type":"click","at":1790000000500,"x":12,"y":34.5,"pageX":12,"pageY":834.5,"pointer":"mouse","element":{"selector":"#pay","tag":"button"}}',
  ],
  frames: [
    '{"type":2,"timestamp":1790000000000,"data":{"node":{"type":0,"id":1,"childNodes":[]},"initialOffset":{"left":0,"top":0}}}',
    ...Array.from(
      { length: 20 },
      (_, index) =>
        `{"type":3,"timestamp":${1_790_000_000_001 + index},"data":{"source":2,"id":${index}}}`,
    ),
  ],
}

export function get(path: string, headers: Record<string, string> = {}): Request {
  return new Request(base + path, { headers: { host: 'localhost:3000', ...headers } })
}

export function send(method: string, path: string, headers: Record<string, string> = {}): Request {
  return new Request(base + path, { method, headers: { host: 'localhost:3000', ...headers } })
}

/** A segment, as a recorder posts it; a stream is posted piece by piece. */
export function post(
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string,
  headers: Record<string, string> = {},
): Request {
  const fields = { host: 'localhost:3000', 'content-type': 'text/plain;charset=UTF-8', ...headers }
  const init = { method: 'POST', headers: fields, body, duplex: 'half' as const }
  return new Request(`${base}/segments`, init)
}

/** Status and code of an answer that must be a typed JSON error. */
export async function failure(response: Response): Promise<{ status: number; code: string }> {
  const body: unknown = await response.json()
  if (!isErrorBody(body)) throw new Error(`This is no typed error: ${JSON.stringify(body)}`)
  return { status: response.status, code: body.error.code }
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string } } {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string' &&
    error.message.length > 10
  )
}
