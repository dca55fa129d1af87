import { encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayServer, type ReplayStore } from '../index.ts'
import { failure, get, post, sampleDraft, send } from '../requests.test-support.ts'

const { bytes } = encodeSegmentNow(sampleDraft)
const session = `/api/sessions/${sampleDraft.session}`
const allowed = 'https://app.example'

let store: ReplayStore
let replay: ReplayServer

beforeEach(() => {
  store = memoryStore()
  replay = createReplayServer({ store, basePath: '/api/replay', allowedOrigins: [allowed] })
})

describe('a segment is taken', () => {
  it.each<[string, Record<string, string>]>([
    ['from a page of the same host', { host: 'shop.example', origin: 'https://shop.example' }],
    ['where a proxy ended TLS', { host: 'shop.example:443', origin: 'https://shop.example' }],
    [
      'through a proxy that rewrites the host',
      {
        host: '10.0.0.3:3000',
        'x-forwarded-host': 'shop.example, inner',
        origin: 'https://shop.example',
      },
    ],
    ['from an allowed origin', { origin: allowed, 'sec-fetch-site': 'cross-site' }],
    ['from what is no browser', {}],
    ['from a browser whose Origin was dropped on the way', { 'sec-fetch-site': 'same-origin' }],
  ])('%s', async (_, headers) => {
    expect((await replay.handler(post(bytes, headers))).status).toBe(202)
  })
})

describe('a segment is refused, and nothing kept,', () => {
  it.each<[string, Record<string, string>]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['from another port', { origin: 'http://localhost:4000' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['from a name that ends alike', { host: 'shop.example', origin: 'https://evilshop.example' }],
    ['from a name that begins alike', { origin: `${allowed}.evil.example` }],
    ['from a file', { origin: 'file://' }],
    ['from an extension', { origin: 'chrome-extension://abcdef' }],
    ['from what is no origin', { origin: 'shop' }],
    ['from another site whose Origin was dropped on the way', { 'sec-fetch-site': 'cross-site' }],
  ])('%s', async (_, headers) => {
    const response = await replay.handler(post(bytes, headers))
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await failure(response)).toEqual({ status: 403, code: 'foreign_origin' })
    expect(await store.readSession(sampleDraft.session)).toBeNull()
  })
})

describe('a page of an allowed origin', () => {
  it('may read what it is answered, failures too', async () => {
    for (const body of [bytes, new Uint8Array(20)]) {
      const response = await replay.handler(post(body, { origin: allowed }))
      expect(response.headers.get('access-control-allow-origin')).toBe(allowed)
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      expect(response.headers.get('access-control-expose-headers')).toBe('retry-after')
      expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(response.headers.get('vary')).toContain('origin')
    }
  })

  it('is told beforehand what it may send', async () => {
    const headers = { origin: allowed, 'access-control-request-method': 'POST' }
    const response = await replay.handler(send('OPTIONS', '/segments', headers))
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      allow: 'POST, OPTIONS',
      'access-control-allow-origin': allowed,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    })
  })

  it('may neither read recordings nor erase them', async () => {
    await replay.handler(post(bytes))
    const read = await replay.handler(get('/api/sessions', { origin: allowed }))
    expect(read.headers.get('access-control-allow-origin')).toBeNull()
    expect(read.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const headers = { origin: allowed, 'access-control-request-method': 'DELETE' }
    const asked = await replay.handler(send('OPTIONS', session, headers))
    expect(await failure(asked)).toEqual({ status: 403, code: 'foreign_origin' })
    const erased = await replay.handler(send('DELETE', session, { origin: allowed }))
    expect(await failure(erased)).toEqual({ status: 403, code: 'foreign_origin' })
    expect(await store.readSession(sampleDraft.session)).not.toBeNull()
  })
})

it('a page of this origin may erase', async () => {
  await replay.handler(post(bytes))
  const response = await replay.handler(
    send('DELETE', session, { origin: 'http://localhost:3000' }),
  )
  expect(response.status).toBe(200)
  expect(await store.readSession(sampleDraft.session)).toBeNull()
})

it('another site that asks beforehand is refused', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  const response = await replay.handler(send('OPTIONS', '/segments', headers))
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  expect(await failure(response)).toEqual({ status: 403, code: 'foreign_origin' })
})
