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

/** Raw DEFLATE of lines, or null where the browser has no `CompressionStream`. */
export async function deflateRaw(lines: readonly string[]): Promise<Deflated | null> {
  const stream = openDeflate()
  if (!stream) return null
  // Not a Blob's stream: that takes a way through another process, and ten times as long for a small text.
  const [bytes, inflatedBytes] = await Promise.all([
    readAll(stream.readable),
    writeAll(stream.writable, lines),
  ])
  return { bytes, inflatedBytes }
}

async function writeAll(
  writable: WritableStream<Uint8Array<ArrayBuffer>>,
  lines: readonly string[],
): Promise<number> {
  const encoder = new TextEncoder()
  const writer = writable.getWriter()
  let inflatedBytes = 0
  let pieces = 0
  for (const piece of piecesOf(lines)) {
    const bytes = encoder.encode(piece)
    inflatedBytes += bytes.length
    await writer.write(bytes)
    if (++pieces % piecesPerTask === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  await writer.close()
  return inflatedBytes
}

function* piecesOf(lines: readonly string[]): Generator<string> {
  let piece = ''
  for (const [index, line] of lines.entries()) {
    if (index > 0) piece += '\n'
    piece += line
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

async function readAll(readable: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = readable.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
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
