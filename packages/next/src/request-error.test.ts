import { encodeSegmentNow, type SessionTimeline } from '@playhead/protocol'
import { createReplayServer, memoryStore, type ReplayServer } from '@playhead/server'
import type { Instrumentation } from 'next'
import { beforeEach, describe, expect, it } from 'vitest'
import { getReplayContext, withReplayErrors } from './index.ts'

const session = '00112233445566778899aabbccddeeff'
const tab = '0123456789abcdef'
const at = 1_790_000_000_000

let replay: ReplayServer
beforeEach(() => {
  replay = createReplayServer({ store: memoryStore(), basePath: '/api/replay' })
})

const request = {
  path: '/lamps/heron?token=1',
  method: 'GET',
  headers: { 'x-replay-id': `${session}.${tab}` },
}
const context = {
  routerKind: 'App Router',
  routePath: '/lamps/[slug]',
  routeType: 'render',
  renderSource: 'react-server-components',
  revalidateReason: undefined,
} as const

async function postSegment(timeline: readonly object[] = []): Promise<void> {
  const { bytes } = encodeSegmentNow({
    session,
    tab,
    sequence: 0,
    previous: null,
    startedAt: at,
    endedAt: at,
    policy: '0000000000000000',
    release: null,
    timeline: timeline.map((event) => JSON.stringify(event)),
    frames: [],
  })
  const headers = { 'content-type': 'text/plain' }
  const url = 'http://localhost/api/replay/segments'
  await replay.handler(new Request(url, { method: 'POST', headers, body: bytes }))
}

async function readServerEvents(): Promise<unknown[]> {
  const url = `http://localhost/api/replay/api/sessions/${session}/timeline`
  const { events } = (await (await replay.handler(new Request(url))).json()) as SessionTimeline
  return events.filter(({ type }) => type === 'server')
}

describe('withReplayErrors', () => {
  it('is what Next takes, and links the error of a request that names its recording', async () => {
    const onRequestError: Instrumentation.onRequestError = withReplayErrors(replay)
    await onRequestError(new TypeError('no such lamp'), request, context)
    await postSegment()
    expect(await readServerEvents()).toMatchObject([
      { name: 'TypeError', message: 'no such lamp', method: 'GET', route: '/lamps/[slug]' },
    ])
  })

  it('keeps the error of a document until its page tells the digest', async () => {
    const error = Object.assign(new Error('no such lamp'), { digest: '123' })
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
    await withReplayErrors(replay)(error, { ...request, headers: { traceparent } }, context)
    const told = { name: 'Error', message: 'hidden', stack: null, context: { digest: '123' } }
    await postSegment([{ type: 'error', at, kind: 'reported', ...told }])
    expect(await readServerEvents()).toMatchObject([
      { message: 'no such lamp', digest: '123', trace: 'ab'.repeat(16) },
    ])
  })

  it('calls the application’s own function with the same things, and passes on what that throws', async () => {
    const heard: unknown[] = []
    const error = new Error('no')
    const own: Instrumentation.onRequestError = (...all) => {
      heard.push(all)
      throw new Error('own')
    }
    const composed: Instrumentation.onRequestError = withReplayErrors(replay, own)
    await expect(composed(error, request, context)).rejects.toThrow('own')
    expect(heard).toEqual([[error, request, context]])
    await postSegment()
    expect(await readServerEvents()).toHaveLength(1)
  })

  it('tells the application’s own function which recording it was, of each of many at once', async () => {
    const told: unknown[] = []
    const onRequestError = withReplayErrors(replay, async (_, { path }) => {
      const before = getReplayContext()?.sessionId
      await new Promise((resolve) => setImmediate(resolve))
      told.push([path, before, getReplayContext()?.sessionId])
    })
    const sessions = ['a', 'b', 'c'].map((letter) => letter.repeat(32))
    await Promise.all(
      sessions.map((id) =>
        onRequestError(
          new Error('no'),
          { path: id, method: 'GET', headers: { 'x-replay-id': id } },
          context,
        ),
      ),
    )
    expect(told).toEqual(sessions.map((id) => [id, id, id]))
    expect(getReplayContext()).toBeNull()
  })
})
