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
