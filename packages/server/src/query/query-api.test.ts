import { encodeSegmentNow, type SegmentDraft } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayServer, type ReplayStore } from '../index.ts'
import { failure, get, post, sampleDraft, send } from '../requests.test-support.ts'

const { session, tab } = sampleDraft
const at = (path = '') => `/api/sessions/${session}${path}`

let store: ReplayStore
let replay: ReplayServer

beforeEach(() => {
  store = memoryStore()
  replay = createReplayServer({ store, basePath: '/api/replay' })
})

async function keep(change: Partial<SegmentDraft> = {}): Promise<void> {
  const draft = { ...sampleDraft, ...change }
  const previous = draft.sequence === 0 ? null : draft.sequence
  const response = await replay.handler(post(encodeSegmentNow({ ...draft, previous }).bytes))
  expect(response.status).toBe(202)
}

const read = async (path: string): Promise<unknown> => (await replay.handler(get(path))).json()

describe('the list', () => {
  it('is read page by page, the newest session first', async () => {
    for (const digit of '123') {
      const time = 1_790_000_000_000 + Number(digit)
      await keep({ session: digit.repeat(32), startedAt: time, endedAt: time })
    }
    const { sessions, nextCursor } = await store.listSessions({ limit: 2, cursor: null })
    expect(await read('/api/sessions?limit=2')).toEqual({ sessions, nextCursor })
    expect(sessions.map(({ id }) => id[0])).toEqual(['3', '2'])
    expect(await read(`/api/sessions?limit=2&cursor=${nextCursor}`)).toMatchObject({
      sessions: [{ id: '1'.repeat(32) }],
      nextCursor: null,
    })
  })

  it.each(['0', '-1', '201', '1.5', '1e2', 'ten', '', '99999', '0x10'])(
    'with a limit of "%s" is refused',
    async (limit) => {
      const response = await replay.handler(get(`/api/sessions?limit=${limit}`))
      expect(await failure(response)).toEqual({ status: 400, code: 'invalid_parameter' })
    },
  )

  it.each(['', 'x', '%00', '../..', 'MTc5', "'; DROP TABLE sessions; --"])(
    'with the cursor "%s" is refused',
    async (cursor) => {
      const response = await replay.handler(get(`/api/sessions?cursor=${cursor}`))
      expect(await failure(response)).toEqual({ status: 400, code: 'invalid_cursor' })
    },
  )
})

describe('the manifest', () => {
  it('names segments and keyframes, and shows what is missing as gaps', async () => {
    const start = sampleDraft.startedAt
    for (const sequence of [2, 3, 6]) {
      const startedAt = start + sequence * 1_000
      await keep({ sequence, startedAt, endedAt: startedAt + 500 })
    }
    await keep({ tab: 'f'.repeat(16), startedAt: start, endedAt: start + 10 })
    expect(await read(at())).toMatchObject({
      session: { id: session, tabs: 2, segments: 4 },
      tabs: [
        { id: 'f'.repeat(16), segments: [{ sequence: 0, keyframes: [start] }], gaps: [] },
        {
          id: tab,
          startedAt: start + 2_000,
          endedAt: start + 6_500,
          segments: [{ sequence: 2 }, { sequence: 3 }, { sequence: 6 }],
          gaps: [
            { fromSequence: 0, toSequence: 1, startedAt: start + 2_000, endedAt: start + 2_000 },
            { fromSequence: 4, toSequence: 5, startedAt: start + 3_500, endedAt: start + 6_000 },
          ],
        },
      ],
    })
  })

  it('of segments whose times overlap has no gap that ends before it begins', async () => {
    const { startedAt } = sampleDraft
    await keep({ sequence: 0, startedAt, endedAt: startedAt + 9_000 })
    await keep({ sequence: 2, startedAt: startedAt + 1_000, endedAt: startedAt + 2_000 })
    expect(await read(at())).toMatchObject({
      tabs: [{ gaps: [{ startedAt: startedAt + 1_000, endedAt: startedAt + 1_000 }] }],
    })
  })
})

it('the timeline holds the events of all tabs by time', async () => {
  const shown = (time: number) => `{"type":"visibility","at":${time},"state":"visible"}`
  await keep({ timeline: [shown(1), shown(3)] })
  await keep({ tab: 'f'.repeat(16), timeline: [shown(2)] })
  expect(await read(at('/timeline'))).toMatchObject({
    events: [
      { at: 1, tab },
      { at: 2, tab: 'f'.repeat(16) },
      { at: 3, tab },
    ],
  })
})

it('a segment is served as bytes that no browser takes for a page, nor caches', async () => {
  await keep()
  const response = await replay.handler(get(at(`/segments/${tab}/0`)))
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  })
})

it('erasing erases, once', async () => {
  await keep()
  expect((await replay.handler(send('DELETE', at()))).status).toBe(200)
  expect(await failure(await replay.handler(send('DELETE', at())))).toEqual({
    status: 404,
    code: 'not_found',
  })
  expect(await failure(await replay.handler(get(at())))).toEqual({ status: 404, code: 'not_found' })
})

describe('a name that cannot be one is answered with 404:', () => {
  const known = `/api/sessions/${session}/segments`
  it.each([
    ['GET', '/api/sessions/1'],
    ['GET', `/api/sessions/${session.toUpperCase()}`],
    ['GET', `/api/sessions/${session}0`],
    ['GET', "/api/sessions/'%20OR%201=1"],
    ['GET', `/api/sessions/${'é'.repeat(32)}/timeline`],
    ['DELETE', '/api/sessions/*'],
    ['GET', `${known}/x/0`],
    ['GET', `${known}/${tab}/-1`],
    ['GET', `${known}/${tab}/0.0`],
    ['GET', `${known}/${tab}/1e0`],
    ['GET', `${known}/${tab}/99999999999`],
    ['GET', `${known}/${tab}/9999999999`],
    ['GET', `${known}/${tab}/1`],
  ])('%s %s', async (method, path) => {
    await keep()
    const response = await replay.handler(send(method, path))
    expect(await failure(response)).toEqual({ status: 404, code: 'not_found' })
    expect((await store.listSessions({ limit: 10, cursor: null })).sessions).toHaveLength(1)
  })
})
