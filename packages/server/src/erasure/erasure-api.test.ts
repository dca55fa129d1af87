import { encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { type AuditEntry, createReplayServer, memoryStore, type ReplayServer } from '../index.ts'
import { base, failure, get, post, sampleDraft, send } from '../requests.test-support.ts'

const { session } = sampleDraft
let replay: ReplayServer
let audited: AuditEntry[]

beforeEach(async () => {
  audited = []
  replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    authorize: () => ({ actor: 'eve', can: ['list', 'erase', 'configure'] }),
    onAudit: (entry) => void (entry.action !== 'configure' && audited.push(entry)),
  })
  await replay.handler(post(encodeSegmentNow(sampleDraft).bytes))
})

function postJson(path: string, value: unknown, headers: Record<string, string> = {}) {
  const fields = { host: 'localhost:3000', 'content-type': 'application/json', ...headers }
  const init = { method: 'POST', headers: fields, body: JSON.stringify(value) }
  return replay.handler(new Request(base + path, init))
}

const readJson = async (response: Response): Promise<unknown> => response.json()

describe('an erasure', () => {
  it('says first what would go, and then what went', async () => {
    const dry = await postJson('/api/erasures', { url: '*/cart', dryRun: true })
    expect(await readJson(dry)).toMatchObject({ sessions: [{ id: session }], receipt: null })
    expect(audited).toEqual([])
    const real = await postJson('/api/erasures', { session, dryRun: false })
    expect(await readJson(real)).toMatchObject({
      sessions: [{ id: session }],
      receipt: { by: 'eve', sessions: [{ id: session }] },
    })
    expect(audited).toMatchObject([{ action: 'erase', actor: 'eve', sessions: [session] }])
    expect((await replay.handler(send('DELETE', `/api/sessions/${session}`))).status).toBe(404)
  })

  it.each<[string, unknown, Record<string, string>, number]>([
    ['that does not say whether it is one', { session }, {}, 400],
    ['of another site', { session, dryRun: false }, { origin: 'https://evil.example' }, 403],
    ['sent as a form', { session, dryRun: false }, { 'content-type': 'text/plain' }, 415],
    ['that is no object', [], {}, 400],
  ])('%s is refused', async (_, value, headers, status) => {
    expect((await postJson('/api/erasures', value, headers)).status).toBe(status)
    expect(await readJson(await replay.handler(get('/api/sessions')))).toMatchObject({
      sessions: [{ id: session }],
    })
  })
})

describe('a hold', () => {
  it('keeps its session until it is lifted, and the refusal names it', async () => {
    const placed = await postJson('/api/holds', { session, reason: 'case 7' })
    expect(placed.status).toBe(201)
    const { holds } = Object(await readJson(await replay.handler(get('/api/holds'))))
    expect(holds).toMatchObject([{ on: { session }, reason: 'case 7', by: 'eve' }])
    const refused = await replay.handler(send('DELETE', `/api/sessions/${session}`))
    expect(await refused.clone().text()).toContain('case 7')
    expect(await failure(refused)).toEqual({ status: 409, code: 'session_held' })
    const lifted = await replay.handler(send('DELETE', `/api/holds/${holds[0].id}`))
    expect(lifted.status).toBe(204)
    expect((await replay.handler(send('DELETE', `/api/sessions/${session}`))).status).toBe(200)
    expect(audited.map(({ action }) => action)).toEqual(['place_hold', 'lift_hold', 'erase'])
  })

  it.each([{ session }, { session, reason: ' ' }, { url: '/', reason: 'x' }])(
    'that says %j is refused',
    async (value) => {
      expect((await postJson('/api/holds', value)).status).toBe(400)
    },
  )
})

it('the key that receipts are checked with is there for everybody who is let in', async () => {
  const response = await replay.handler(get('/api/receipt-key'))
  expect(await readJson(response)).toEqual({ publicKey: expect.stringMatching(/^[\w-]{43}$/) })
})
