import { forwardToPostHog } from '@playhead/posthog-bridge/server'
import { encodeSegment } from '@playhead/protocol'
import { createReplayServer, memoryStore } from '@playhead/server'
import { PostHog } from 'posthog-node'
import { expect, it, onTestFinished } from 'vitest'
import { serveIngest } from '../serve.test-support.ts'

const at = 1_790_000_000_000

it('a segment that a browser sends twice makes events of one UUID, and a refused one none', async () => {
  const events: unknown[] = []
  const { origin: host, stop } = await serveIngest((body) => {
    const { batch }: { batch: unknown[] } = JSON.parse(body)
    events.push(...batch)
  })
  onTestFinished(stop)
  const posthog = new PostHog('phc_test', { host })
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    onSegment: forwardToPostHog(posthog, { viewerUrl: 'https://shop.example/api/replay' }),
  })
  const session = '00112233445566778899aabbccddeeff'
  const { bytes } = await encodeSegment({
    session,
    tab: '0123456789abcdef',
    sequence: 0,
    previous: null,
    startedAt: at,
    endedAt: at + 10,
    policy: 'fedcba9876543210',
    release: null,
    timeline: [
      { type: 'error', at, kind: 'uncaught', name: 'RangeError', message: 'no stock', stack: null },
    ].map((event) => JSON.stringify(event)),
    frames: [],
  })
  const send = async (body: Uint8Array<ArrayBuffer> | string): Promise<number> => {
    const request = new Request('https://shop.example/api/replay/segments', {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin: 'https://shop.example' },
      body,
    })
    return (await replay.handler(request)).status
  }
  expect([await send(bytes), await send(bytes)]).toEqual([202, 202])
  expect(await send('no segment')).toBe(400)
  await replay.close()
  await posthog.shutdown()

  const exception = {
    event: '$exception',
    uuid: expect.any(String),
    timestamp: new Date(at).toISOString(),
    properties: expect.objectContaining({
      playhead_url: `https://shop.example/api/replay/sessions/${session}?at=${at}`,
    }),
  }
  expect(events).toMatchObject([exception, exception])
  const uuids = new Set(events.map((event) => JSON.stringify(event).match(/"uuid":"([^"]+)"/)?.[1]))
  expect(uuids.size).toBe(1)
})
