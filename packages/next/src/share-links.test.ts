import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSegment, encodeSegmentNow } from '@playhead/protocol'
import { createReplayServer, type ReplayServer, sqliteStore } from '@playhead/server'
import { NextRequest } from 'next/server.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type RouteHandlers, toNextHandler } from './index.ts'

const origin = 'https://shop.example'
const base = '/api/replay'
const [session, other] = ['a'.repeat(32), 'b'.repeat(32)]
const tab = '1'.repeat(16)
const start = 1_790_000_000_000
const staff = { cookie: 'staff=ana' }

let folder: string
let replay: ReplayServer
let route: RouteHandlers

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playhead-next-'))
  replay = createReplayServer({
    store: sqliteStore({ path: join(folder, 'replay.db') }),
    basePath: base,
    authorize: ({ headers }) =>
      headers.get('cookie') === staff.cookie ? { actor: 'ana', can: ['share', 'erase'] } : null,
    onError: () => undefined,
  })
  route = toNextHandler(replay)
  for (const one of [session, other]) {
    const { bytes } = encodeSegmentNow({
      session: one,
      tab,
      sequence: 0,
      previous: null,
      startedAt: start,
      endedAt: start + 9_000,
      policy: '0'.repeat(16),
      release: null,
      timeline: [1, 5, 8].map((second) =>
        JSON.stringify({
          type: 'navigation',
          at: start + second * 1_000,
          kind: 'load',
          from: null,
          to: `/at-${second}`,
        }),
      ),
      frames: [],
    })
    const headers = { 'content-type': 'text/plain' }
    await ask('POST', '/segments', headers, bytes)
  }
})
afterEach(async () => {
  vi.restoreAllMocks()
  await replay.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As Next hands it to the route: HEAD comes to GET, and a method without a handler is refused by Next. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: BodyInit | null = null,
): Promise<Response> {
  const url = path.startsWith('http') ? path : `${origin}${base}${path}`
  const fields = { host: 'shop.example', ...headers }
  const request = new NextRequest(url, { method, headers: fields, body })
  const handler = Object.entries(route).find(([name]) => name === method.replace('HEAD', 'GET'))
  return handler ? handler[1](request) : new Response(null, { status: 405 })
}

async function share(range: { from?: number; to?: number } = {}) {
  const headers = { 'content-type': 'application/json', ...staff }
  const body = JSON.stringify({ session, days: 1, ...range })
  const answer = await ask('POST', '/api/shares', headers, body)
  expect(answer.status).toBe(201)
  const { url, share } = Object(await answer.json())
  return {
    path: String(url).slice(base.length),
    id: String(share.id),
    expiresAt: Number(share.expiresAt),
  }
}

/** The page itself is served once the viewer is built. */
const pageOf = (path: string): string => `${path}/sessions/${session}`
const ofLink = (path: string): string[] => [
  path,
  `${path}/api/share`,
  `${path}/api/sessions/${session}`,
  `${path}/api/sessions/${session}/timeline`,
  `${path}/api/sessions/${session}/segments/${tab}/0`,
]

const closed: readonly (readonly [string, string])[] = [
  ['GET', '/api/sessions'],
  ['GET', `/api/sessions/${session}`],
  ['GET', `/api/sessions/${session}/annotations`],
  ['POST', `/api/sessions/${session}/annotations`],
  ['GET', `/api/sessions/${session}/warnings`],
  ['DELETE', `/api/sessions/${session}`],
  ['GET', `/api/sessions/${other}`],
  ['GET', `/api/sessions/${other}/timeline`],
  ['GET', `/api/sessions/${other}/segments/${tab}/0`],
  ['GET', '/api/shares'],
  ['POST', '/api/shares'],
  ['GET', '/api/audit'],
  ['GET', '/api/audit/verification'],
  ['GET', '/api/receipts'],
  ['GET', '/api/receipt-key'],
  ['POST', '/api/erasures'],
  ['GET', `/api/export?session=${session}`],
  ['GET', '/api/storage'],
  ['GET', '/api/holds'],
  ['POST', '/api/holds'],
  ['GET', '/api/warnings'],
  ['GET', '/api/access'],
  ['GET', ''],
  ['GET', '/data'],
  ['GET', '/audit'],
  ['GET', `/sessions/${session}`],
]

describe('a share link in a Next route', () => {
  it('opens its session to who has no right at all, by GET and by HEAD', async () => {
    const { path } = await share()
    for (const place of ofLink(path)) {
      const [got, head] = [await ask('GET', place), await ask('HEAD', place)]
      expect([got.status, head.status]).toEqual(place === path ? [303, 303] : [200, 200])
      expect(await head.text()).toBe('')
    }
    const entry = await ask('GET', path)
    expect(entry.headers.get('location')).toBe(`${base}${path}/sessions/${session}`)
  })

  it('is a key to nothing else: not below the link, not beside it with the token shown', async () => {
    const { path } = await share()
    const token = path.slice('/share/'.length)
    const shown = {
      cookie: `share=${token}`,
      authorization: `Bearer ${token}`,
      referer: `${origin}${base}${path}/sessions/${session}`,
      'x-playhead-share': token,
    }
    for (const [method, place] of closed) {
      const headers = { ...shown, 'content-type': 'application/json' }
      const body = method === 'POST' ? JSON.stringify({ session, dryRun: false }) : null
      const sign = place.includes('?') ? '&' : '?'
      const beside = await ask(
        method,
        `${place}${sign}share=${token}&token=${token}`,
        headers,
        body,
      )
      expect([place, beside.status]).toEqual([place, 401])
      const isOfLink = [pageOf(path), ...ofLink(path)].includes(path + place)
      if (isOfLink && method === 'GET') continue
      const below = await ask(method, path + place, headers, body)
      expect([place, [404, 405].includes(below.status)]).toEqual([place, true])
    }
  })

  it.each([
    ['steps up', (path: string) => `${path}/../../api/sessions`],
    ['steps up, encoded', (path: string) => `${path}/%2e%2e/%2e%2e/api/sessions`],
    ['encoded slashes', (path: string) => `${path}%2Fapi%2Fsessions`],
    ['two slashes', (path: string) => `${path}//api/sessions`],
    ['steps out of the session', (path: string) => `${path}/api/sessions/${session}/../${other}`],
    [
      'another session, encoded',
      (path: string) => `${path}/api/sessions/${session}%2F..%2F${other}`,
    ],
    ['another session after it', (path: string) => `${path}/api/sessions/${session}${other}`],
    [
      'letters of the other case',
      (path: string) => `${path}/api/sessions/${session.toUpperCase()}`,
    ],
    ['a semicolon', (path: string) => `${path}/api/sessions/${session};${other}`],
    ['a backslash', (path: string) => `${path}/api\\..\\..\\api/sessions`],
    ['no prefix', (path: string) => `${origin}${path}/api/share`],
    ['another prefix', (path: string) => `${origin}/api/replay2${path}/api/share`],
    ['the prefix twice', (path: string) => `${base}${path}/api/share`],
    ['a token with something after it', (path: string) => `${path}.x/api/share`],
    ['a space after the token', (path: string) => `${path}%20/api/share`],
    ['a null byte after the token', (path: string) => `${path}%00/api/share`],
  ])('is not led elsewhere by %s', async (_, toPath) => {
    const { path } = await share()
    const answer = await ask('GET', toPath(path))
    expect([401, 404]).toContain(answer.status)
    expect(await answer.text()).not.toMatch(/at-\d|"sessions":/)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'takes no %s, nor one by another name',
    async (method) => {
      const { path } = await share()
      const named = { 'x-http-method-override': method, 'content-type': 'application/json' }
      for (const place of ofLink(path)) {
        const body = method === 'DELETE' ? null : '{}'
        expect((await ask(method, place, staff, body)).status).toBe(405)
        const got = await ask('GET', `${place}?_method=${method}`, named)
        expect(got.status).toBe(place === path ? 303 : 200)
      }
      expect((await ask('GET', `${path}/api/sessions/${session}`)).status).toBe(200)
    },
  )

  it('opens nothing once it is revoked or has expired, by no method', async () => {
    const [revoked, expired] = [await share(), await share()]
    await ask('DELETE', `/api/shares/${session}/${revoked.id}`, staff)
    const all = [...ofLink(revoked.path), pageOf(revoked.path), `${revoked.path}/viewer/viewer.js`]
    for (const place of all) {
      for (const method of ['GET', 'HEAD']) expect((await ask(method, place)).status).toBe(410)
    }
    vi.spyOn(Date, 'now').mockReturnValue(expired.expiresAt)
    for (const place of ofLink(expired.path)) expect((await ask('GET', place)).status).toBe(410)
  })

  it('that is cut stays cut, whatever the query asks for', async () => {
    const { path } = await share({ from: start + 4_000, to: start + 6_000 })
    const wider = `?from=0&to=9999999999999&clip=none&at=0&session=${other}`
    const place = `${path}/api/sessions/${session}`
    const parts = [place, `${place}/timeline`, `${path}/api/share`]
    const texts = await Promise.all(
      parts.map(async (part) => (await ask('GET', part + wider)).text()),
    )
    expect(texts.join()).toContain('/at-5')
    expect(texts.join()).not.toContain('/at-8')
    // The page that is open at the first moment, dated to it.
    expect(JSON.parse(texts[1] ?? '').events[0]).toMatchObject({ at: start + 4_000, to: '/at-1' })
    const segment = await ask('GET', `${place}/segments/${tab}/0${wider}`)
    const { timeline } = await decodeSegment(new Uint8Array(await segment.arrayBuffer()))
    expect(timeline).toMatchObject([{ to: '/at-5' }])
  })
})
