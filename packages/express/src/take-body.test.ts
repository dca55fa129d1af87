import { createReplayServer, memoryStore } from '@playhead/server'
import express, { type RequestHandler } from 'express'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import {
  createSample,
  keepDirectly,
  postSegment,
  session,
  tab,
} from './sample-segment.test-support.ts'
import { serveApp } from './serve-app.test-support.ts'
import { toExpress } from './to-express.ts'

/** Posts a segment through `parsers`; answers what came back and what is stored now. */
async function postThrough(
  parsers: RequestHandler[],
  { isCompressed = false }: { isCompressed?: boolean } = {},
): Promise<{
  status: number
  body: unknown
  stored: Uint8Array | null
  expected: Uint8Array | null
}> {
  const store = memoryStore()
  const replay = createReplayServer({ store, basePath: '/api/replay' })
  const { origin } = await serveApp((app) => {
    for (const parser of parsers) app.use(parser)
    app.use('/api/replay', toExpress(replay))
  })
  const sent = await createSample()
  const answer = isCompressed
    ? await postSegment(origin, new Uint8Array(gzipSync(sent)), { 'content-encoding': 'gzip' })
    : await postSegment(origin, sent)
  return {
    status: answer.status,
    body: await answer.json(),
    stored: await store.readSegment(session, tab, 0),
    expected: await keepDirectly(sent),
  }
}

const keepRawBody: NonNullable<Parameters<typeof express.text>[0]>['verify'] = (
  request,
  _,
  bytes,
) => Object.assign(request, { rawBody: bytes })

describe('keeps every byte', () => {
  const cases: Record<string, RequestHandler[]> = {
    'with no parser before it': [],
    'behind express.json() and express.urlencoded()': [
      express.json(),
      express.urlencoded({ extended: true }),
    ],
    'behind express.text() for other types': [express.text({ type: 'text/html' })],
    'behind express.raw() for all types': [express.raw({ type: '*/*' })],
    'behind a parser whose verify function keeps request.rawBody': [
      express.text({ verify: keepRawBody }),
    ],
    'behind a host that has read the body and left its bytes': [
      async (request, _, next) => {
        const pieces = await request.toArray()
        request.body = Buffer.concat(pieces)
        next()
      },
    ],
  }
  it.each(Object.entries(cases))('%s', async (_, parsers) => {
    const { status, stored, expected } = await postThrough(parsers)
    expect(status).toBe(202)
    expect(stored).not.toBeNull()
    expect(stored).toEqual(expected)
  })
})

it('takes a compressed body that a parser has inflated', async () => {
  const { status, stored, expected } = await postThrough([express.raw({ type: '*/*' })], {
    isCompressed: true,
  })
  expect(status).toBe(202)
  expect(stored).not.toBeNull()
  expect(stored).toEqual(expected)
})

it('has the handler refuse a compressed body that nobody has inflated', async () => {
  const { status, body, stored } = await postThrough([], { isCompressed: true })
  expect(status).toBe(400)
  expect(body).toMatchObject({ error: { code: 'not_a_segment' } })
  expect(stored).toBeNull()
})

describe('says in one sentence what to move', () => {
  const cases: [string, RequestHandler, string][] = [
    [
      'behind express.text()',
      express.text(),
      'Mount toExpress before express.text(), which has read this binary body as text and lost bytes on the way.',
    ],
    [
      'behind a parser that takes text/plain for a form',
      express.urlencoded({ type: 'text/plain', extended: true }),
      'Mount toExpress before the body parser that has parsed this body, or let that parser leave text/plain alone.',
    ],
    [
      'behind a middleware that has thrown the body away',
      async (request, _, next) => {
        await request.toArray()
        next()
      },
      'Mount toExpress before the middleware that has read this body without keeping its bytes in request.body.',
    ],
  ]
  it.each(cases)('%s', async (_, parser, message) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { status, body, stored } = await postThrough([parser])
    expect(status).toBe(400)
    expect(body).toEqual({ error: { code: 'unreadable_body', message } })
    expect(stored).toBeNull()
    expect(log.mock.calls).toEqual([[`Playhead: ${message}`]])
    log.mockRestore()
  })
})
