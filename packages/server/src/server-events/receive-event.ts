import { parseReplayId, serverEventKinds } from '@playhead/protocol'
import { createHash, timingSafeEqual } from 'node:crypto'
import { readBody } from '../http/read-body.ts'
import { respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import { ReplayError } from '../replay-error.ts'
import type { RecordServerEvent } from './create-recorder.ts'
import type { ServerEventDetails } from './to-server-event.ts'

const maxBytes = 64_000

/**
 * `POST events`: what a service in any language tells. Only with `Authorization: Bearer <ingestToken>`;
 * without the option nobody is let in.
 */
export function receiveEvent(record: RecordServerEvent, ingestToken: string | undefined): Answer {
  return async (request) => {
    checkToken(request.headers.get('authorization'), ingestToken)
    const text = new TextDecoder().decode(await readBody(request, maxBytes))
    const { details, sessionId } = parsePosted(text)
    const status = await record(details, { sessionId })
    if (status === 'rate-limited') {
      throw new ReplayError('rate_limited', 'Too many events in ten seconds. Send fewer, or later.')
    }
    return respondJson({ status }, 202)
  }
}

function checkToken(authorization: string | null, token: string | undefined): void {
  if (token === undefined) {
    throw new ReplayError(
      'ingest_token_missing',
      'Events are taken once createReplayServer is given an ingestToken.',
    )
  }
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  // Hashed, so that the comparison takes as long whatever the length.
  if (timingSafeEqual(hash(given), hash(token))) return
  throw new ReplayError('not_authorized', 'Send the ingestToken as Authorization: Bearer.')
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function parsePosted(text: string): { details: ServerEventDetails; sessionId: string } {
  const fields = parseObject(text)
  const id = parseReplayId(readText(fields, 'replayId'))
  if (!id) throw invalid('replayId', 'the value of the request header x-replay-id')
  const message = readText(fields, 'message')
  if (message === undefined) throw invalid('message', 'a text')
  const kind = fields['kind'] ?? 'error'
  const known = serverEventKinds.find((each) => each === kind)
  if (!known) throw invalid('kind', serverEventKinds.join(', '))
  const texts = Object.fromEntries(
    (['service', 'name', 'stack', 'method', 'route', 'trace'] as const).flatMap((name) => {
      const value = readText(fields, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const numbers = Object.fromEntries(
    (['at', 'status', 'durationMs'] as const).flatMap((name) => {
      const value = readNumber(fields, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return { details: { kind: known, message, ...texts, ...numbers }, sessionId: id.session }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Refused below.
  }
  throw new ReplayError('invalid_event', 'Send one event as a JSON object.')
}

function readText(fields: Record<string, unknown>, name: string): string | undefined {
  const value = fields[name] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  throw invalid(name, 'a text')
}

function readNumber(fields: Record<string, unknown>, name: string): number | undefined {
  const value = fields[name] ?? undefined
  if (value === undefined) return undefined
  const isFit = typeof value === 'number' && Number.isFinite(value) && value >= 0
  if (isFit && (name !== 'status' || Number.isSafeInteger(value))) return value
  throw invalid(name, 'a number that is not negative')
}

function invalid(name: string, wanted: string): ReplayError {
  return new ReplayError('invalid_event', `The field ${name} does not fit: give ${wanted}.`)
}
