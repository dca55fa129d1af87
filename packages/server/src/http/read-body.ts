import { ReplayError } from '../replay-error.ts'

/**
 * Reads a body, and stops reading as soon as it exceeds `maxBytes`: never more than that, and the
 * piece just read, is held.
 *
 * @throws {ReplayError} `too_large`, or `unreadable_body` if it broke off or was read before.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) throw tooLarge(maxBytes)
  const { body } = request
  if (!body) return new Uint8Array()
  if (request.bodyUsed || body.locked) {
    throw new ReplayError(
      'unreadable_body',
      'The body was read before it came here. Mount the replay handler before body parsers.',
    )
  }
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await readPiece(reader)
    if (done) break
    length += value.length
    if (length > maxBytes) {
      // Not awaited: a source that never answers a cancel must not hold this request.
      reader.cancel().catch(() => undefined)
      throw tooLarge(maxBytes)
    }
    pieces.push(value)
  }
  return concatenate(pieces, length)
}

async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReturnType<typeof reader.read> {
  try {
    return await reader.read()
  } catch (cause) {
    throw new ReplayError('unreadable_body', 'The body broke off before its end.', { cause })
  }
}

function concatenate(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function tooLarge(maxBytes: number): ReplayError {
  return new ReplayError('too_large', `A segment may have ${maxBytes} bytes; this one has more.`)
}
