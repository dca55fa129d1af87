import type { NetworkBody } from '@playhead/protocol'

/** @param body text, or a clone of the response. */
export async function readBody(
  body: string | Response,
  maxBytes: number,
): Promise<NetworkBody | null> {
  if (typeof body !== 'string') return readCapped(body, maxBytes)
  return body.length > maxBytes ? cut(body.slice(0, maxBytes)) : { text: body, isCut: false }
}

/**
 * Reads at most `maxBytes` of a clone of the response, which must be taken before the application reads
 * its own. The application's branch neither waits for ours nor is slowed by it: ours is let go of as
 * soon as it has enough.
 */
async function readCapped(response: Response, maxBytes: number): Promise<NetworkBody | null> {
  const reader = response.body?.getReader()
  if (!reader) return null
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return { text: text + decoder.decode(), isCut: false }
    text += decoder.decode(value.subarray(0, maxBytes - bytes), { stream: true })
    bytes += value.length
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined)
      return cut(text)
    }
  }
}

/** Without the words at the end: half a card number passes every detector. */
function cut(text: string): NetworkBody {
  return { text: text.replace(/[\w\s.@+/=-]{1,200}$/, ''), isCut: true }
}
