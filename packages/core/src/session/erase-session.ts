import type { EraseRequest } from '@playhead/protocol'
import { PlayheadError } from '../playhead-error.ts'
import type { Session } from './session.ts'
import { sendSegment } from '../transport/send-segment.ts'

interface EraseSessionOptions {
  endpointUrl: string
  fetch: typeof fetch
  maxAttempts: number
  report(error: PlayheadError): void
}

const firstDelayMs = 1_000

export type EraseSession = (
  session: Pick<Session, 'id' | 'secret'>,
  arrived: Promise<void> | undefined,
  options: EraseSessionOptions,
) => Promise<void>

/**
 * Asks the server to erase what it has of a session, with the proof that this browser recorded it.
 *
 * @param arrived what of it is on its way, which would otherwise come too late to be erased.
 */
export const eraseSession: EraseSession = async (
  { id, secret },
  arrived,
  { endpointUrl, fetch, maxAttempts, report },
) => {
  await arrived
  const request: EraseRequest = { session: id, secret }
  const url = `${endpointUrl}/erase`
  const body = new TextEncoder().encode(JSON.stringify(request))
  for (let attempt = 1; ; attempt++) {
    const outcome = await sendSegment(body, { url, fetch, keepalive: true })
    // 404: nothing of it was stored. 410: it has been erased already.
    if (outcome.name === 'stored' || outcome.name === 'stopped') return
    if (outcome.name === 'refused' && outcome.status === 404) return
    if (outcome.name === 'refused' || attempt >= maxAttempts) {
      const message = `Session ${request.session} could not be erased: ${outcome.why}`
      return report(new PlayheadError('send_failed', message))
    }
    const waitMs = outcome.retryAfterMs ?? firstDelayMs * 2 ** (attempt - 1)
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}
