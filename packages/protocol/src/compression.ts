import { ProtocolError } from './protocol-error.ts'

/** Raw DEFLATE of `bytes`, or null where the browser has no `CompressionStream`. */
export async function deflateRaw(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stream = openDeflate()
  if (!stream) return null
  return new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer(),
  )
}

/** Chromium 80 to 102 have `CompressionStream` but throw on `deflate-raw`. */
function openDeflate(): CompressionStream | null {
  try {
    return new CompressionStream('deflate-raw')
  } catch {
    return null
  }
}

/**
 * Inflates raw DEFLATE to exactly `expectedBytes`. Output is counted while it is produced, so a bomb
 * costs at most `expectedBytes` and one chunk.
 *
 * @throws {ProtocolError} `invalid_compression` if the data is damaged or its size is not as announced.
 */
export async function inflateRaw(
  bytes: Uint8Array<ArrayBuffer>,
  expectedBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const inflated = new Uint8Array(expectedBytes)
  let length = 0
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (length + value.length > expectedBytes) throw wrongSize(expectedBytes, 'more')
      inflated.set(value, length)
      length += value.length
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined)
    if (cause instanceof ProtocolError) throw cause
    throw new ProtocolError('invalid_compression', 'The compressed stream is damaged.', { cause })
  }
  if (length < expectedBytes) throw wrongSize(expectedBytes, 'fewer')
  return inflated
}

function wrongSize(expectedBytes: number, than: 'more' | 'fewer'): ProtocolError {
  return new ProtocolError(
    'invalid_compression',
    `The header announces ${expectedBytes} inflated bytes; the stream holds ${than}.`,
  )
}
