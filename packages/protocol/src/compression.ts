import { ProtocolError } from './protocol-error.ts'

/** Text, compressed. */
export interface Deflated {
  bytes: Uint8Array<ArrayBuffer>
  /** Bytes of UTF-8 that went in. */
  inflatedBytes: number
}

/** Characters that are encoded at once: several small pieces take a third of the time of one large one. */
const pieceLength = 64 * 1024
/** Then the page gets a turn: the browser compresses on the thread that asks for it. */
const piecesPerTask = 8

/** Raw DEFLATE of lines, or null where the browser has none: Chromium 80 to 102 throw on `deflate-raw`. */
export async function deflateRaw(lines: readonly string[]): Promise<Deflated | null> {
  try {
    const { readable, writable } = new CompressionStream('deflate-raw')
    // Not a Blob's stream: that takes a way through another process, and ten times as long for a small text.
    const [bytes, inflatedBytes] = await Promise.all([
      new Response(readable).arrayBuffer(),
      writeAll(writable, lines),
    ])
    return { bytes: new Uint8Array(bytes), inflatedBytes }
  } catch {
    return null
  }
}

async function writeAll(
  writable: WritableStream<Uint8Array<ArrayBuffer>>,
  lines: readonly string[],
): Promise<number> {
  const encoder = new TextEncoder()
  const writer = writable.getWriter()
  let inflatedBytes = 0
  let pieces = 0
  let piece = ''
  for (const [index, line] of lines.entries()) {
    piece += index > 0 ? `\n${line}` : line
    if (piece.length < pieceLength && index < lines.length - 1) continue
    const bytes = encoder.encode(piece)
    piece = ''
    inflatedBytes += bytes.length
    await writer.write(bytes)
    if (++pieces % piecesPerTask === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  await writer.close()
  return inflatedBytes
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
