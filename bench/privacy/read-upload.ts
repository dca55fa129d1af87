import { constants, gunzipSync, inflateSync } from 'node:zlib'
import { decodeSegment } from '../../packages/protocol/dist/index.js'

/**
 * What an upload says once it is unpacked, whichever SDK has sent it: JSON in gzip or zlib, alone, between
 * other bytes or within a text, and Playhead's segments.
 */
export async function readUpload(body: Buffer): Promise<unknown[]> {
  const segment = await decodeSegment(new Uint8Array(body)).catch(() => null)
  return segment ? [segment] : unpack(body)
}

function unpack(bytes: Buffer): unknown[] {
  const text = bytes.toString('utf8')
  return [parse(text), ...packedIn(bytes).flatMap(unpack), ...packedTexts(text).flatMap(unpack)]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Each gzip or zlib stream that begins somewhere in the bytes, as far as it goes. */
function packedIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at + 2 < bytes.length; at++) {
    const start = bytes.readUInt16BE(at)
    const isGzip = start === 0x1f8b && bytes[at + 2] === 8
    // RFC 1950, section 2.2: deflate, and a multiple of 31.
    const isZlib = start >> 8 === 0x78 && start % 31 === 0
    const unpacked =
      isGzip || isZlib ? tryTo(isGzip ? gunzipSync : inflateSync, bytes.subarray(at)) : null
    if (unpacked && unpacked.length > 20) found.push(unpacked)
  }
  return found
}

function tryTo(unpackAll: typeof inflateSync, bytes: Buffer): Buffer | null {
  try {
    return unpackAll(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/** PostHog writes the bytes of a packed event into JSON, each as a character. */
function packedTexts(text: string): Buffer[] {
  return [...text.matchAll(/"(?:\\.|[^"\\])*"/g)].flatMap(([quoted]) => {
    if (!quoted.startsWith('"\\u001f')) return []
    const inside = parse(quoted)
    return typeof inside === 'string' ? [Buffer.from(inside, 'latin1')] : []
  })
}
