import { encodeSegment } from '@playhead/protocol'
import { createReplayServer, memoryStore } from '@playhead/server'

export const session = '00112233445566778899aabbccddeeff'
export const tab = '0123456789abcdef'

/** A segment whose bytes are no text in any encoding: deflated, with every kind of byte in it. */
export async function createSample(sequence = 0): Promise<Uint8Array<ArrayBuffer>> {
  const at = 1_790_000_000_000
  const { bytes } = await encodeSegment({
    session,
    tab,
    sequence,
    previous: null,
    startedAt: at,
    endedAt: at + 200,
    policy: '0000000000000000',
    release: 'cinema@1.0.0',
    timeline: [JSON.stringify({ type: 'visibility', at, state: 'visible' })],
    frames: Array.from({ length: 200 }, (_, index) =>
      JSON.stringify({ type: 5, data: { tag: `é${index ** 7}` }, timestamp: at + index }),
    ),
  })
  return bytes
}

export function postSegment(
  origin: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${origin}/api/replay/segments`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body,
  })
}

/** What a replay server without Express keeps of a segment: cleaned, and written anew. */
export async function keepDirectly(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const store = memoryStore()
  const replay = createReplayServer({ store, basePath: '/api/replay' })
  const headers = { 'content-type': 'text/plain' }
  const url = 'http://localhost/api/replay/segments'
  await replay.handler(new Request(url, { method: 'POST', headers, body }))
  return store.readSegment(session, tab, 0)
}
