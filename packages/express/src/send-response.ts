import type { Response as ExpressResponse } from 'express'
import { pipeline } from 'node:stream/promises'

/** Headers of which each middleware may add some; all others are replaced. */
const additive = new Set(['set-cookie', 'vary'])

/**
 * Sends `answer`, as fast as the client takes it.
 *
 * @param left aborts when the client leaves; the answer's body is then cancelled, and that is no error.
 * @throws whatever the answer's body fails with. The connection is then closed, so that the client
 *   cannot take the part it has for the whole.
 */
export async function sendResponse(
  answer: Response,
  response: ExpressResponse,
  left: AbortSignal,
): Promise<void> {
  if (left.aborted) return answer.body?.cancel()
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (additive.has(name)) response.appendHeader(name, value)
    else response.setHeader(name, value)
  }
  if (!answer.body || response.req.method === 'HEAD') {
    response.end()
    return answer.body?.cancel()
  }
  try {
    await pipeline(answer.body, response)
  } catch (error) {
    if (!left.aborted) throw error
  }
}
