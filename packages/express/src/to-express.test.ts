import { createReplayServer, memoryStore } from '@playhead/server'
import { Router } from 'express'
import { expect, it, onTestFinished, vi } from 'vitest'
import {
  createSample,
  keepDirectly,
  postSegment,
  session,
  tab,
} from './sample-segment.test-support.ts'
import { replayWith, serveApp } from './serve-app.test-support.ts'
import { toExpress } from './to-express.ts'

const createReplay = (basePath = '/api/replay') =>
  createReplayServer({ store: memoryStore(), basePath })

function listenToConsole(): { lines(): string[] } {
  const spy = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => spy.mockRestore())
  return { lines: () => spy.mock.calls.map(([line]) => String(line)) }
}

it('hands the handler every byte as it was sent', async () => {
  const received: Uint8Array[] = []
  const replay = replayWith(async (request) => {
    received.push(await request.bytes())
    return new Response()
  }, '/api/replay')
  const { origin } = await serveApp((app) => app.use('/api/replay', toExpress(replay)))
  const bytes = await createSample()
  await postSegment(origin, bytes)
  expect(received).toEqual([bytes])
})

it('stores a segment and gives what is stored back, byte by byte', async () => {
  const { origin } = await serveApp((app) => app.use('/api/replay', toExpress(createReplay())))
  const bytes = await createSample()

  const answer = await postSegment(origin, bytes)
  expect(answer.status).toBe(202)
  expect(await answer.json()).toEqual({ status: 'stored' })

  const kept = await fetch(`${origin}/api/replay/api/sessions/${session}/segments/${tab}/0`)
  expect(await kept.bytes()).toEqual(await keepDirectly(bytes))
})

it('takes a body that comes in pieces of unknown length', async () => {
  const { origin } = await serveApp((app) => app.use('/api/replay', toExpress(createReplay())))
  const bytes = await createSample()
  const pieces = [bytes.slice(0, 100), bytes.slice(100, 101), bytes.slice(101)]
  const answer = await fetch(`${origin}/api/replay/segments`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: ReadableStream.from(pieces),
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(202)
})

it('passes on what the handler refuses, with its status', async () => {
  const { origin } = await serveApp((app) => app.use('/api/replay', toExpress(createReplay())))
  const foreign = { origin: 'https://elsewhere.example' }
  const answers = await Promise.all([
    fetch(`${origin}/api/replay/nowhere`),
    fetch(`${origin}/api/replay/segments`),
    postSegment(origin, new Uint8Array()),
    postSegment(origin, await createSample(), foreign),
    postSegment(origin, await createSample(), { 'content-type': 'application/json' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 400, 403, 415])
  const listed = await fetch(`${origin}/api/replay/api/sessions`)
  expect(await listed.json()).toEqual({ sessions: [], nextCursor: null })
})

it('works at the root and inside of other routers', async () => {
  const root = await serveApp((app) => app.use(toExpress(createReplay('/'))))
  expect((await fetch(`${root.origin}/api/sessions`)).status).toBe(200)
  const nested = await serveApp((app) =>
    app.use('/api', Router().use('/replay', toExpress(createReplay()))),
  )
  expect((await fetch(`${nested.origin}/api/replay/api/sessions`)).status).toBe(200)
})

it('leaves the rest of the application alone', async () => {
  const { origin } = await serveApp((app) =>
    app
      .use('/api/replay', toExpress(createReplay()))
      .get('/api/replays', (_, response) => void response.send('mine')),
  )
  expect(await (await fetch(`${origin}/api/replays`)).text()).toBe('mine')
})

it('says once where it belongs when it is mounted elsewhere', async () => {
  const output = listenToConsole()
  const { origin } = await serveApp((app) => app.use('/replay', toExpress(createReplay())))
  const first = await fetch(`${origin}/replay/segments`, { method: 'POST', body: 'x' })
  const second = await fetch(`${origin}/replay`)
  expect([first.status, second.status]).toEqual([500, 500])
  const message =
    'toExpress is mounted at "/replay" while createReplayServer was given the basePath "/api/replay": make the two the same.'
  expect(await first.json()).toEqual({ error: { code: 'invalid_option', message } })
  expect(output.lines()).toEqual([`Playhead: ${message}`])
})

it('gives what the handler throws to the error handlers of the application', async () => {
  const failure = new Error('out of order')
  const replay = replayWith(() => Promise.reject(failure))
  const { origin, errors } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  expect((await fetch(`${origin}/replay`)).status).toBe(500)
  expect(errors).toEqual([failure])
})

it('opens a share link without authorize to whoever holds it, and only what it shares', async () => {
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    authorize: ({ headers }) =>
      headers.get('x-who') === 'ana' ? { actor: 'ana', can: ['share'] } : null,
  })
  const { origin } = await serveApp((app) => app.use('/api/replay', toExpress(replay)))
  const bytes = await createSample()
  await postSegment(origin, bytes)
  const created = await fetch(`${origin}/api/replay/api/shares`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-who': 'ana' },
    body: JSON.stringify({ session }),
  })
  const { url, share } = Object(await created.json())
  const entry = await fetch(`${origin}${url}`, { redirect: 'manual' })
  expect(entry.headers.get('location')).toBe(`${url}/sessions/${session}`)
  const place = `${origin}${url}/api/sessions`
  const kept = await fetch(`${place}/${session}/segments/${tab}/0`)
  expect(await kept.bytes()).toEqual(await keepDirectly(bytes))
  expect((await fetch(place)).status).toBe(404)
  expect((await fetch(`${origin}/api/replay/api/sessions/${session}`)).status).toBe(401)
  await fetch(`${origin}/api/replay/api/shares/${session}/${share.id}`, {
    method: 'DELETE',
    headers: { 'x-who': 'ana' },
  })
  expect((await fetch(`${place}/${session}`)).status).toBe(410)
})
