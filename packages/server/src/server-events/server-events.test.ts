import { encodeSegmentNow, type SessionTimeline } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, replayContext, type ReplayServer } from '../index.ts'
import { base, failure, get, post, sampleDraft } from '../requests.test-support.ts'

const token = 'a-secret-of-the-services'
const { session, tab } = sampleDraft
const replayId = `${session}.${tab}`
const linked = { 'x-replay-id': replayId }

let replay: ReplayServer
beforeEach(() => {
  replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    publicOrigin: 'https://shop.example',
    ingestToken: token,
    service: 'shop',
  })
})

async function readServerEvents(id = session): Promise<unknown[]> {
  const answer = await replay.handler(get(`/api/sessions/${id}/timeline`))
  const { events } = (await answer.json()) as SessionTimeline
  return events.filter(({ type }) => type === 'server')
}

function postEvent(body: unknown, authorization?: string): Promise<Response> {
  return replay.handler(
    new Request(`${base}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify(body),
    }),
  )
}

const segment = (timeline: readonly object[] = []): Request =>
  post(
    encodeSegmentNow({
      ...sampleDraft,
      timeline: [...sampleDraft.timeline, ...timeline.map((event) => JSON.stringify(event))],
    }).bytes,
  )

describe('the recording a request comes from', () => {
  it.each([
    ['a Request', new Request('http://localhost/', { headers: linked })],
    ['Headers', new Headers(linked)],
    ['the headers of Node', { 'X-Replay-Id': replayId }],
    ['a request of Node', { headers: linked }],
    ['baggage', { baggage: `a=1,replay-id=${replayId}` }],
  ])('is read from %s', (_, source) => {
    const context = replay.contextFrom(source)
    expect(context).toMatchObject({ sessionId: session, tab })
    expect(context?.url({ at: 5.4 })).toBe(
      `https://shop.example/api/replay/sessions/${session}?at=5`,
    )
  })

  it('is none where the header is missing or of another form', () => {
    expect(replay.contextFrom({})).toBeNull()
    expect(replay.contextFrom({ 'x-replay-id': '../../etc' })).toBeNull()
  })

  it('gives an error report the fields that lead to the recording, cleaned', () => {
    const referer = 'https://shop.example/cart?token=abc#x'
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
    const context = replay.contextFrom({ ...linked, referer, traceparent, 'user-agent': 'Firefox' })
    expect(context?.trace).toBe('ab'.repeat(16))
    const error = new TypeError('nora@example.com is not a customer')
    expect(replayContext(error, context, { user: 'user-17', at: 1_000 })).toEqual({
      error_type: 'TypeError',
      message: '[mail] is not a customer',
      stack_trace: expect.stringContaining('server-events.test'),
      timestamp: '1970-01-01T00:00:01.000Z',
      user_id: 'user-17',
      session_id: session,
      page_url: 'https://shop.example/cart',
      user_agent: 'Firefox',
      session_replay_url: `https://shop.example/api/replay/sessions/${session}?at=1000`,
      replay_timestamp: 1_000,
    })
  })
})

describe('an event of this server', () => {
  it('is on the timeline of its session, also if that arrives later, without what is personal', async () => {
    const cause = new Error('card 4000 0566 5566 5556 was declined')
    const error = new RangeError('see https://u:p@pay.example/x?key=1', { cause })
    const context = replay.contextFrom(linked)
    const route = '/api/orders?mail=nora@example.com'
    expect(await replay.recordEvent({ error, method: 'post', route, status: 500 }, context)).toBe(
      'stored',
    )
    await replay.handler(segment())
    const events = await readServerEvents()
    expect(events).toMatchObject([
      {
        tab: null,
        kind: 'error',
        service: 'shop',
        name: 'RangeError',
        message: 'see https://pay.example/x',
        method: 'POST',
        route: '/api/orders',
        status: 500,
      },
    ])
    expect(JSON.stringify(events)).toContain('Caused by')
    expect(JSON.stringify(events)).not.toMatch(/5566|nora@|u:p/)
  })

  it('that concerns no recording is not kept', async () => {
    expect(await replay.recordEvent({ message: 'x' }, null)).toBe('unlinked')
  })

  it('is let through at a bounded rate per session', async () => {
    const context = replay.contextFrom(linked)
    const outcomes: string[] = []
    for (let count = 0; count < 51; count++) {
      outcomes.push(await replay.recordEvent({ message: 'x' }, context))
    }
    expect(outcomes.at(49)).toBe('stored')
    expect(outcomes.at(50)).toBe('rate-limited')
  })

  it('is found by the digest that the page tells of its error', async () => {
    await replay.recordEvent({ error: new Error('in a server component'), digest: '4711' }, null)
    const context = { digest: '4711' }
    await replay.handler(
      segment([
        {
          type: 'error',
          at: 1,
          kind: 'reported',
          name: 'Error',
          message: 'x',
          stack: null,
          context,
        },
      ]),
    )
    expect(await readServerEvents()).toMatchObject([{ message: 'in a server component' }])
  })

  it('cannot be told by a page', async () => {
    await replay.handler(
      segment([{ type: 'server', at: 1, kind: 'error', service: 'shop', message: 'forged' }]),
    )
    expect(await readServerEvents()).toEqual([])
  })
})

describe('an event of another service', () => {
  const event = { replayId, message: 'no stock', service: 'stock', kind: 'log', trace: 'ab' }

  it('is taken with the token', async () => {
    await replay.handler(segment())
    const response = await postEvent(event, `Bearer ${token}`)
    expect([response.status, await response.json()]).toEqual([202, { status: 'stored' }])
    expect(await readServerEvents()).toMatchObject([
      { service: 'stock', kind: 'log', message: 'no stock', trace: 'ab', tab: null },
    ])
  })

  it.each([undefined, 'Bearer ', 'Bearer wrong', `Basic ${token}`])(
    'is refused with %j',
    async (authorization) => {
      expect(await failure(await postEvent(event, authorization))).toEqual({
        status: 401,
        code: 'not_authorized',
      })
    },
  )

  it('is refused while there is no token', async () => {
    replay = createReplayServer({ store: memoryStore(), basePath: '/api/replay' })
    expect(await failure(await postEvent(event, 'Bearer undefined'))).toEqual({
      status: 403,
      code: 'ingest_token_missing',
    })
  })

  it.each([
    [[]],
    [{ ...event, replayId: 'x' }],
    [{ ...event, message: undefined }],
    [{ ...event, kind: 'click' }],
    [{ ...event, status: 1.5 }],
    [{ ...event, stack: 5 }],
  ])('is refused if it is %j', async (body) => {
    expect(await failure(await postEvent(body, `Bearer ${token}`))).toEqual({
      status: 400,
      code: 'invalid_event',
    })
  })

  it('needs a token that cannot be guessed', () => {
    expect(() =>
      createReplayServer({ store: memoryStore(), basePath: '/r', ingestToken: 'short' }),
    ).toThrow(expect.objectContaining({ code: 'invalid_option' }))
  })
})
