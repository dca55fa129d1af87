import { createReplayServer, memoryStore } from '@playhead/server'
import { expect, it } from 'vitest'
import { toNextHandler } from './index.ts'

it('passes every method on, and the answer back', async () => {
  const replay = createReplayServer({ store: memoryStore(), basePath: '/api/replay' })
  const route = toNextHandler(replay)
  const answer = await route.POST(
    new Request('http://localhost/api/replay/segments', { method: 'POST', body: 'no segment' }),
  )
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { code: 'not_a_segment' } })
  const listed = await route.GET(new Request('http://localhost/api/replay/api/sessions'))
  expect(await listed.json()).toEqual({ sessions: [], nextCursor: null })
  const erased = await route.DELETE(
    new Request(`http://localhost/api/replay/api/sessions/${'0'.repeat(32)}`, { method: 'DELETE' }),
  )
  expect(erased.status).toBe(404)
  await replay.close()
})

it('asks for nothing compressed, as Next would compress it again, and keeps the other headers', async () => {
  const seen: Headers[] = []
  const replay = createReplayServer({
    store: memoryStore(),
    basePath: '/api/replay',
    authorize: ({ headers }) => {
      seen.push(headers)
      return { actor: 'ana', can: ['list'] }
    },
  })
  const headers = { 'accept-encoding': 'gzip, br', cookie: 'staff=ana', host: 'shop.example' }
  const request = new Request('http://localhost/api/replay/api/sessions', { headers })
  expect((await toNextHandler(replay).GET(request)).status).toBe(200)
  expect(Object.fromEntries(seen[0] ?? [])).toEqual({ cookie: 'staff=ana', host: 'shop.example' })
  await replay.close()
})

it('passes on what a share link answers, its redirection and its refusal too', async () => {
  const store = memoryStore()
  const replay = createReplayServer({ store, basePath: '/api/replay', authorize: () => null })
  const { GET } = toNextHandler(replay)
  const wrong = await GET(new Request('http://localhost/api/replay/share/none/api/share'))
  expect(await wrong.json()).toMatchObject({ error: { code: 'share_invalid' } })
  const person = { headers: { accept: 'text/html' } }
  const page = await GET(new Request('http://localhost/api/replay/share/none', person))
  expect(page.status).toBe(404)
  expect(await page.text()).toContain('This link does not open anything')
  await replay.close()
})
