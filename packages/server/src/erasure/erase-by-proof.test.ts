import { createHash } from 'node:crypto'
import { encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { type AuditEntry, createReplayServer, memoryStore, type ReplayServer } from '../index.ts'
import { base, failure, get, post, sampleDraft } from '../requests.test-support.ts'

const { session } = sampleDraft
const secret = '00112233445566778899aabbccddeeff'
let replay: ReplayServer
let audited: AuditEntry[]

beforeEach(async () => {
  audited = []
  replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    authorize: () => ({ actor: 'eve', can: ['list', 'configure'] }),
    allowedOrigins: ['https://shop.example'],
    onAudit: (entry) => void (entry.action !== 'configure' && audited.push(entry)),
  })
  await record(sampleDraft.tab, secret)
})

/** One tab of the session, as a browser with that secret records it. */
async function record(tab: string, of: string): Promise<Response> {
  const eraseHash = of && createHash('sha256').update(of).digest('hex')
  const event = {
    type: 'consent',
    at: sampleDraft.startedAt,
    basis: 'granted',
    givenAt: 1,
    eraseHash,
  }
  const timeline = [JSON.stringify(event)]
  return replay.handler(post(encodeSegmentNow({ ...sampleDraft, tab, timeline }).bytes))
}

function erase(value: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const fields = { host: 'localhost:3000', 'content-type': 'text/plain', ...headers }
  const init = { method: 'POST', headers: fields, body: JSON.stringify(value) }
  return replay.handler(new Request(`${base}/erase`, init))
}

async function isThere(): Promise<boolean> {
  const list: unknown = await (await replay.handler(get('/api/sessions'))).json()
  return JSON.stringify(list).includes(session)
}

describe('the browser that recorded a session', () => {
  it('can have it erased, with a word in the audit, and nothing comes after it', async () => {
    await record('fedcba9876543210', secret)
    expect((await erase({ session, secret })).status).toBe(204)
    expect(await isThere()).toBe(false)
    expect(audited).toMatchObject([
      { action: 'erase', actor: 'recorded person', sessions: [session] },
    ])
    expect((await record('0000000000000001', secret)).status).toBe(410)
    expect(await failure(await erase({ session, secret }))).toMatchObject({ status: 404 })
  })

  it('can do so from a page of an allowed origin', async () => {
    const answer = await erase({ session, secret }, { origin: 'https://shop.example' })
    expect(answer.status).toBe(204)
  })

  it('is told no more than that it cannot be, while there is a legal hold', async () => {
    const body = JSON.stringify({ session, reason: 'case 7' })
    const headers = { host: 'localhost:3000', 'content-type': 'application/json' }
    await replay.handler(new Request(`${base}/api/holds`, { method: 'POST', headers, body }))
    const answer = await erase({ session, secret })
    expect(answer.status).toBe(409)
    expect(await answer.text()).not.toContain('case 7')
    expect(await isThere()).toBe(true)
  })
})

describe('a stranger', () => {
  it.each<[string, unknown, Record<string, string>, number]>([
    ['who knows the id', { session }, {}, 403],
    ['who guesses', { session, secret: 'f'.repeat(32) }, {}, 403],
    [
      'who shows the hash, which the timeline tells',
      { session, secret: createHash('sha256').update(secret).digest('hex') },
      {},
      403,
    ],
    ['who sends no text', { session, secret: { $ne: '' } }, {}, 403],
    ['on another site', { session, secret }, { origin: 'https://evil.example' }, 403],
    ['who sends a form', { session, secret }, { 'content-type': 'multipart/form-data' }, 415],
    ['who asks for something else', [], {}, 400],
  ])('%s is refused', async (_, value, headers, status) => {
    expect((await erase(value, headers)).status).toBe(status)
    expect(await isThere()).toBe(true)
  })

  it('cannot erase by adding a tab with a hash of their own', async () => {
    await record('fedcba9876543210', 'mallory')
    expect((await erase({ session, secret: 'mallory' })).status).toBe(403)
    expect(await isThere()).toBe(true)
  })
})

it('erases no session that has told no hash', async () => {
  const other = 'f'.repeat(32)
  await replay.handler(post(encodeSegmentNow({ ...sampleDraft, session: other }).bytes))
  expect((await erase({ session: other, secret: '' })).status).toBe(403)
})
