import { encodeSegmentNow } from '@playhead/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Access, type Authorize, createReplayServer, memoryStore } from '../index.ts'
import { failure, get, post, sampleDraft, send } from '../requests.test-support.ts'
import { allowLoopback } from './allow-loopback.ts'

const session = `/api/sessions/${sampleDraft.session}`
const reads = [
  '/api/sessions',
  session,
  `${session}/timeline`,
  `${session}/segments/${sampleDraft.tab}/0`,
]

async function withSession(authorize?: Authorize) {
  const errors: unknown[] = []
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    onError: (error) => errors.push(error),
    ...(authorize && { authorize }),
  })
  await replay.handler(post(encodeSegmentNow(sampleDraft).bytes))
  return { errors, handler: replay.handler }
}

afterEach(() => void vi.unstubAllEnvs())

describe('with authorize', () => {
  it.each<[Access['can'], number, number, number]>([
    [[], 403, 403, 403],
    [['list'], 200, 403, 403],
    [['watch'], 403, 200, 403],
    [['erase'], 403, 403, 200],
    [['list', 'watch', 'erase'], 200, 200, 200],
  ])('the rights %j list with %i, watch with %i and erase with %i', async (can, ...statuses) => {
    const { handler } = await withSession(() => ({ actor: 'ana@example.com', can }))
    const [list, ...watch] = await Promise.all(reads.map((path) => handler(get(path))))
    const erase = await handler(send('DELETE', session))
    expect([list?.status, ...new Set(watch.map(({ status }) => status)), erase.status]).toEqual(
      statuses,
    )
  })

  it('tells those who are let in who they are and what they may do', async () => {
    const { handler } = await withSession(() => ({ actor: 'ana', can: ['watch'] }))
    const answer: unknown = await (await handler(get('/api/access'))).json()
    expect(answer).toEqual({ actor: 'ana', can: ['watch'] })
  })

  it('null lets nobody in, and asks no browser for a password', async () => {
    const { handler } = await withSession(async () => null)
    for (const path of [...reads, '', '/sessions/x', '/viewer/assets/index.js']) {
      const response = await handler(get(path))
      expect(response.headers.get('www-authenticate')).not.toMatch(/basic|digest/i)
      expect(await failure(response)).toEqual({ status: 401, code: 'not_authorized' })
    }
    const erase = await handler(send('DELETE', session))
    expect(erase.status).toBe(401)
  })

  it('a missing right is named', async () => {
    const { handler } = await withSession(() => ({ actor: 'ana', can: ['list'] }))
    const response = await handler(get(session))
    expect(await response.clone().text()).toContain("'watch'")
    expect(await failure(response)).toEqual({ status: 403, code: 'right_missing' })
  })

  it('an authorize that throws lets nobody in, and is reported', async () => {
    const { handler, errors } = await withSession(() => {
      throw new Error('password of the database: hunter2')
    })
    const response = await handler(get('/api/sessions'))
    expect(await response.clone().text()).not.toContain('hunter2')
    expect(await failure(response)).toEqual({ status: 500, code: 'authorize_failed' })
    expect(errors).toMatchObject([{ cause: { message: expect.stringContaining('hunter2') } }])
  })

  it.each(['true', '{}', '[]', '{"actor":"ana"}', '{"can":["list"]}', '{"actor":1,"can":[]}'])(
    'an authorize that answers %s lets nobody in',
    async (answer) => {
      const { handler } = await withSession(() => JSON.parse(answer))
      const response = await handler(get('/api/sessions'))
      expect(await failure(response)).toEqual({ status: 500, code: 'authorize_failed' })
    },
  )

  it('nobody is asked for a segment or for the scripts', async () => {
    let asked = 0
    const { handler } = await withSession(() => {
      asked++
      return null
    })
    await handler(get('/playhead.js'))
    await handler(get('/playhead-recorder.js'))
    expect(asked).toBe(0)
  })
})

describe('without authorize', () => {
  it('this machine may do everything in development', async () => {
    const { handler } = await withSession()
    for (const path of reads) expect((await handler(get(path))).status).toBe(200)
    expect((await handler(send('DELETE', session))).status).toBe(200)
  })

  it('no other may, and is told what to do', async () => {
    const { handler } = await withSession()
    const response = await handler(get('/api/sessions', { host: 'shop.example' }))
    expect(await response.clone().text()).toContain('authorize')
    expect(await failure(response)).toEqual({ status: 403, code: 'authorize_missing' })
  })

  it('nobody may in production, not even this machine, and is told what to write', async () => {
    const { handler } = await withSession()
    vi.stubEnv('NODE_ENV', 'production')
    for (const path of [...reads, '']) {
      const response = await handler(get(path))
      expect(await response.clone().text()).toContain('authorize: async (request)')
      expect(await failure(response)).toEqual({ status: 403, code: 'authorize_missing' })
    }
    const late = encodeSegmentNow({ ...sampleDraft, sequence: 1, previous: 1 })
    expect((await handler(post(late.bytes))).status).toBe(202)
  })
})

describe('allowLoopback', () => {
  const ask = (headers: Record<string, string>) =>
    allowLoopback(new Request('http://localhost/api/replay', { headers }))

  it.each<Record<string, string>>([
    { host: 'localhost' },
    { host: 'LOCALHOST:3000' },
    { host: '127.0.0.1:8080' },
    { host: '127.1.2.3' },
    { host: '[::1]:3000' },
    { host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1' },
    { host: 'localhost:3000', 'x-forwarded-for': '::1, ::ffff:127.0.0.1' },
    {},
  ])('lets in %j', (headers) => {
    expect(ask(headers)).toEqual({
      actor: 'local',
      can: ['list', 'watch', 'annotate', 'share', 'export', 'erase', 'configure'],
    })
  })

  it.each<Record<string, string>>([
    { host: 'shop.example' },
    { host: 'localhost.evil.example' },
    { host: 'localhost@evil.example' },
    { host: '127.0.0.1.evil.example' },
    { host: '192.168.1.4:3000' },
    { host: 'not a host' },
    { host: 'localhost', 'x-forwarded-host': 'shop.example' },
    { host: 'shop.example', 'x-forwarded-host': 'localhost' },
    { host: 'localhost', 'x-forwarded-for': '203.0.113.9' },
    { host: 'localhost', 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
    { host: 'localhost', 'x-forwarded-for': '' },
  ])('refuses %j', (headers) => {
    expect(ask(headers)).toBeNull()
  })
})
