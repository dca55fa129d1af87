import type { NetworkBody } from '@playhead/protocol'

/** What can be read as text, and ends. An event stream does not. */
const textual =
  /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/x-www-form-urlencoded)/i

export function isText(contentType: string | null): boolean {
  return contentType !== null && textual.test(contentType)
}

/**
 * Reads at most `maxBytes` of a clone of the response, which must be taken before the application reads
 * its own. The application's branch neither waits for ours nor is slowed by it: ours is let go of as
 * soon as it has enough.
 */
export async function readCapped(
  response: Response,
  maxBytes: number,
): Promise<NetworkBody | null> {
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

/** A body that is there as text. */
export function capText(text: string, maxBytes: number): NetworkBody {
  return text.length > maxBytes ? cut(text.slice(0, maxBytes)) : { text, isCut: false }
}

/** Without the words at the end: half a card number passes every detector. */
function cut(text: string): NetworkBody {
  return { text: text.replace(/[\w\s.@+/=-]{1,200}$/, ''), isCut: true }
}
