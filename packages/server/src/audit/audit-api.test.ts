import { type AuditRecord, encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Access,
  createReplayServer,
  memoryStore,
  type ReplayServer,
  type ReplayStore,
} from '../index.ts'
import { base, failure, get, post, sampleDraft, send } from '../requests.test-support.ts'

const { session } = sampleDraft
const place = `/api/sessions/${session}`

let store: ReplayStore
let replay: ReplayServer
let can: Access['can']

beforeEach(async () => {
  store = memoryStore()
  can = ['list', 'watch', 'annotate', 'share', 'export', 'erase', 'configure']
  replay = createReplayServer({
    store,
    basePath: '/api/replay',
    authorize: () => ({ actor: 'ana', can }),
    onError: () => undefined,
  })
  await replay.handler(post(encodeSegmentNow(sampleDraft).bytes))
})

function postJson(path: string, value: unknown) {
  const headers = { host: 'localhost:3000', 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(value) }
  return replay.handler(new Request(base + path, init))
}

const json = async (path: string) => Object(await (await replay.handler(get(path))).json())

it('everything that is done to a session is in the log, page by page, and the log holds', async () => {
  await replay.handler(get(place))
  await replay.handler(get(`${place}/timeline`))
  const note = Object(
    await (await postJson(`${place}/annotations`, { at: 5, text: ' here ' })).json(),
  )
  expect(note).toMatchObject({ session, at: 5, text: 'here', by: 'ana' })
  expect((await json(`${place}/annotations`)).annotations).toEqual([note])
  expect((await replay.handler(send('DELETE', `${place}/annotations/${note.id}`))).status).toBe(204)
  await (await replay.handler(get(`/api/export?session=${session}`))).arrayBuffer()
  const hold = Object(await (await postJson('/api/holds', { session, reason: 'case 7' })).json())
  await replay.handler(send('DELETE', `/api/holds/${hold.id}`))
  await replay.handler(send('DELETE', place))

  const actions: string[] = []
  let cursor: string | null = null
  do {
    const page = await json(`/api/audit?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
    for (const { action, actor, subject } of page.entries) {
      if (action === 'configure') continue
      expect([actor, subject]).toEqual(['ana', [session]])
      actions.push(action)
    }
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(actions.toReversed()).toEqual([
    'watch',
    'annotate',
    'delete_annotation',
    'export',
    'place_hold',
    'lift_hold',
    'erase',
  ])
  expect(await json('/api/audit/verification')).toMatchObject({ isIntact: true, entries: 8 })
  expect((await json('/api/receipts')).receipts).toMatchObject([{ sessions: [{ id: session }] }])
})

describe('the log is filtered', () => {
  const other = 'a'.repeat(32)

  beforeEach(async () => {
    const entry = { actor: 'ana', action: 'watch', sessions: [session] } as const
    await store.appendAudit({ ...entry, at: 1_000 })
    await store.appendAudit({ ...entry, at: 2_000, actor: 'Bea@example.com' })
    await store.appendAudit({ ...entry, at: 3_000, action: 'erase', sessions: [other, session] })
    await store.appendAudit({ ...entry, at: 4_000, sessions: [other] })
  })

  it.each([
    ['actor=BEA', [2_000]],
    ['action=erase', [3_000]],
    [`session=${session.slice(0, 8)}`, [3_000, 2_000, 1_000]],
    ['session=AAAA&action=watch', [4_000]],
    ['from=2000&to=3000', [3_000, 2_000]],
    ['from=1970-01-01T00:00:04Z', [4_000]],
    ['actor=&action=&session=&from=&to=', [4_000, 3_000, 2_000, 1_000]],
    ['actor=nobody', []],
  ])('by %s', async (query, times) => {
    const { entries, nextCursor } = await json(`/api/audit?${query}`)
    const acts = entries.filter(({ action }: AuditRecord) => action !== 'configure')
    expect(acts.map(({ at }: AuditRecord) => at)).toEqual(times)
    expect(nextCursor).toBeNull()
  })

  it('page by page, without an entry twice or none', async () => {
    const first = await json('/api/audit?actor=ana&limit=1')
    expect(first).toMatchObject({ entries: [{ at: 4_000 }], lookedBackTo: 4_000 })
    const second = await json(`/api/audit?actor=ana&limit=3&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ entries: [{ at: 3_000 }, { at: 1_000 }], nextCursor: null })
  })

  it('only so far back in one request, which tells how far and where to go on', async () => {
    const entry = { actor: 'cyd', action: 'watch', sessions: [other] } as const
    for (let at = 5_000; at < 16_000; at++) await store.appendAudit({ ...entry, at })
    const first = await json('/api/audit?actor=bea')
    expect(first).toMatchObject({ entries: [], nextCursor: '1006', lookedBackTo: 6_000 })
    const second = await json(`/api/audit?actor=bea&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ entries: [{ at: 2_000 }], nextCursor: null })
  })

  it.each(['action=look', 'session=zz', 'from=soon', `actor=${'a'.repeat(201)}`])(
    'not by %s',
    async (query) => {
      const answer = await replay.handler(get(`/api/audit?${query}`))
      expect(await failure(answer)).toEqual({ status: 400, code: 'invalid_parameter' })
    },
  )
})

it('nothing is done that cannot be taken down', async () => {
  store.appendAudit = () => Promise.reject(new Error('The disk is full.'))
  const answers = [
    await replay.handler(get(place)),
    await replay.handler(get(`${place}/timeline`)),
    await replay.handler(get(`/api/export?session=${session}`)),
    await replay.handler(send('DELETE', place)),
    await postJson('/api/holds', { session, reason: 'case 7' }),
    await postJson('/api/shares', { session }),
    await postJson(`${place}/annotations`, { at: 5, text: 'x' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual(Array.from(answers, () => 500))
  expect(await store.readSession(session)).not.toBeNull()
  expect(await store.listHolds()).toEqual([])
  expect(await store.listShares(null)).toEqual([])
  expect(await store.listAnnotations(session)).toEqual([])
})

it('needs a right for each', async () => {
  can = ['list', 'watch']
  const refused = { status: 403, code: 'right_missing' }
  for (const path of ['/api/audit', '/api/audit/verification', '/api/receipts', '/api/shares']) {
    expect(await failure(await replay.handler(get(path)))).toEqual(refused)
  }
  const note = await postJson(`${place}/annotations`, { at: 5, text: 'x' })
  expect(await failure(note)).toEqual(refused)
  expect(await failure(await postJson('/api/shares', { session }))).toEqual(refused)
})

it.each(['0', '-1', 'x', '1.5'])('the log has no cursor %s', async (cursor) => {
  const answer = await replay.handler(get(`/api/audit?cursor=${cursor}`))
  expect(await failure(answer)).toEqual({ status: 400, code: 'invalid_cursor' })
})

it.each([{ at: 5 }, { at: -1, text: 'x' }, { at: '5', text: 'x' }, { at: 5, text: ' ' }])(
  'no note is made of %j',
  async (fields) => {
    expect((await postJson(`${place}/annotations`, fields)).status).toBe(400)
  },
)
