import { decodeSegment, encodeSegmentNow, type SegmentDraft } from '@playhead/protocol'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createReplayServer, memoryStore, type ReplayServer, type ReplayStore } from '../index.ts'
import { base, failure, get, post, sampleDraft, send } from '../requests.test-support.ts'
import { picture as framePicture } from './clip-frames.test-support.ts'

const start = 1_790_000_000_000
const { session, tab } = sampleDraft

const picture = (at: number, text: string): string =>
  JSON.stringify(framePicture(at, { id: 4, text }, { id: 7, tag: 'input' }))
const typed = (at: number, text: string): string =>
  JSON.stringify({ type: 3, timestamp: at, data: { source: 5, id: 7, text, isChecked: false } })
const visit = (at: number, to: string): string =>
  JSON.stringify({ type: 'navigation', at, kind: 'load', from: null, to })

const draft: SegmentDraft = {
  ...sampleDraft,
  startedAt: start,
  endedAt: start + 9_000,
  timeline: [
    visit(start, '/secret-page'),
    visit(start + 3_000, '/cart'),
    visit(start + 8_000, '/late-page'),
  ],
  frames: [
    picture(start, 'earliest words'),
    picture(start + 2_000, 'cart words'),
    typed(start + 2_500, 'typed first'),
    typed(start + 3_500, 'typed last'),
    typed(start + 5_000, 'typed inside'),
    typed(start + 8_500, 'typed late'),
  ],
}

let store: ReplayStore
let replay: ReplayServer

beforeEach(async () => {
  store = memoryStore()
  replay = createReplayServer({
    store,
    basePath: '/api/replay',
    authorize: (request) =>
      request.headers.get('x-who') === 'ana' ? { actor: 'ana', can: ['share', 'erase'] } : null,
    onError: () => undefined,
  })
  await replay.handler(post(encodeSegmentNow(draft).bytes))
})

const ana = { 'x-who': 'ana' }

async function share(
  fields: Record<string, unknown> = {},
): Promise<{ path: string; id: string; expiresAt: number }> {
  const headers = { host: 'localhost:3000', 'content-type': 'application/json', ...ana }
  const body = JSON.stringify({ session, ...fields })
  const response = await replay.handler(
    new Request(`${base}/api/shares`, { method: 'POST', headers, body }),
  )
  expect(response.status).toBe(201)
  const created = Object(await response.json())
  return {
    path: String(created.url).replace('/api/replay', ''),
    id: String(created.share.id),
    expiresAt: Number(created.share.expiresAt),
  }
}

const open = (path: string) => replay.handler(get(path))
const actions = async (): Promise<string[]> =>
  (await store.readAudit({ limit: 50, before: null }))
    .map(({ action }) => action)
    .filter((action) => action !== 'configure')
    .toReversed()

describe('a share link', () => {
  it('opens its session to whoever holds it, and nothing else', async () => {
    const { path } = await share()
    const entry = await open(path)
    expect(entry.status).toBe(303)
    expect(entry.headers.get('location')).toBe(`/api/replay${path}/sessions/${session}`)
    const place = `${path}/api/sessions/${session}`
    for (const part of ['', '/timeline', `/segments/${tab}/0`]) {
      expect((await open(place + part)).status).toBe(200)
    }
    for (const other of [
      `${path}/api/sessions`,
      `${path}/api/sessions/${'f'.repeat(32)}`,
      `${path}/api/sessions/${'f'.repeat(32)}/timeline`,
      `${path}/api/export?session=${session}`,
      `${path}/api/audit`,
      `${path}/api/sessions/${session}/annotations`,
    ]) {
      expect((await open(other)).status).toBe(404)
    }
    const erase = await replay.handler(send('DELETE', place))
    expect(erase.status).toBe(405)
    expect((await open(`/api/sessions/${session}`)).status).toBe(401)
  })

  it('is taken down when it is made, opened and revoked', async () => {
    const { path, id } = await share()
    await open(path)
    await open(`${path}/api/sessions/${session}`)
    await open(path)
    await replay.handler(send('DELETE', `/api/shares/${session}/${id}`, ana))
    expect(await actions()).toEqual(['create_share', 'open_share', 'open_share', 'revoke_share'])
    expect((await store.readAudit({ limit: 1, before: 4 }))[0]).toMatchObject({
      actor: 'share link',
      subject: [session],
      details: { share: id },
    })
  })

  it('opens nothing once it is revoked, expired, or its session erased, and says which', async () => {
    const revoked = await share()
    await replay.handler(send('DELETE', `/api/shares/${session}/${revoked.id}`, ana))
    expect(await failure(await open(revoked.path))).toEqual({ status: 410, code: 'share_revoked' })
    const short = await share({ days: 0.001 })
    vi.spyOn(Date, 'now').mockReturnValue(short.expiresAt)
    expect(await failure(await open(short.path))).toEqual({ status: 410, code: 'share_expired' })
    vi.restoreAllMocks()
    const orphan = await share()
    await replay.handler(send('DELETE', `/api/sessions/${session}`, ana))
    expect(await failure(await open(orphan.path))).toEqual({
      status: 410,
      code: 'share_session_erased',
    })
  })

  it('does not open with another letter anywhere, cut, empty, or made by another store', async () => {
    const { path } = await share()
    const token = path.slice('/share/'.length)
    const wrong = Array.from({ length: token.length }, (_, index) => {
      const letter = token[index] === 'A' ? 'B' : 'A'
      return token.slice(0, index) + letter + token.slice(index + 1)
    })
    const answers: string[] = []
    for (const one of [
      token.slice(1),
      token.slice(0, -1),
      `${token}A`,
      'x',
      '..',
      ...wrong.slice(0, 40),
    ]) {
      answers.push((await failure(await open(`/share/${one}/api/share`))).code)
    }
    expect(new Set(answers)).toEqual(new Set(['share_invalid', 'not_found']))
    const others = await Promise.all(wrong.map((one) => open(`/share/${one}/api/share`)))
    expect(others.map(({ status }) => status)).not.toContain(200)
    // The right one still opens while somebody tries out wrong ones.
    expect((await open(`${path}/api/share`)).status).toBe(200)
    expect(others.map(({ status }) => status)).toContain(429)
  })

  it('opens nothing if that cannot be taken down', async () => {
    const { path } = await share()
    store.appendAudit = () => Promise.reject(new Error('The disk is full.'))
    for (const part of ['', `/api/sessions/${session}`]) {
      expect((await open(path + part)).status).toBe(500)
    }
  })

  it.each([
    { days: 0 },
    { days: 31 },
    { days: '7' },
    { from: 5 },
    { from: start + 2, to: start + 1 },
    { from: 1, to: 2 },
  ])('of %j is not made', async (fields) => {
    const headers = { host: 'localhost:3000', 'content-type': 'application/json', ...ana }
    const body = JSON.stringify({ session, ...fields })
    const response = await replay.handler(
      new Request(`${base}/api/shares`, { method: 'POST', headers, body }),
    )
    expect(response.status).toBe(400)
    expect(await store.listShares(null)).toEqual([])
  })
})

describe('a clipped link', () => {
  const clip = { from: start + 4_000, to: start + 6_000 }

  it('shows the part alone, and of the time before only what its first moment rests on', async () => {
    const { path } = await share(clip)
    const place = `${path}/api/sessions/${session}`
    const manifest = Object(await (await open(place)).json())
    expect(manifest.session).toMatchObject({
      startedAt: clip.from,
      endedAt: clip.to,
      entryUrl: '/cart',
    })
    expect(manifest.tabs[0].segments[0].keyframes).toEqual([clip.from])
    const timeline = await (await open(`${place}/timeline`)).text()
    expect(JSON.parse(timeline).events).toMatchObject([
      { type: 'navigation', at: clip.from, to: '/cart' },
    ])
    const bytes = new Uint8Array(await (await open(`${place}/segments/${tab}/0`)).arrayBuffer())
    const { frames, timeline: events } = await decodeSegment(bytes)
    expect(events).toEqual([])
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([clip.from, clip.from, start + 5_000])
    const all = JSON.stringify([manifest, timeline, frames])
    expect(all).toMatch(/cart words.*typed last.*typed inside/)
    expect(all).not.toMatch(/secret-page|late-page|earliest words|typed first|typed late/)
  })
})
