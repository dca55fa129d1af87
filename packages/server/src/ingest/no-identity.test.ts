import { encodeSegmentNow } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayStore } from '../index.ts'
import { get, post, sampleDraft } from '../requests.test-support.ts'

/** Addresses and cookies as proxies and browsers send them. */
const headers = {
  'x-forwarded-for': '203.0.113.9, 10.1.2.3',
  'x-real-ip': '203.0.113.9',
  forwarded: 'for=203.0.113.9;proto=https',
  'cf-connecting-ip': '203.0.113.9',
  cookie: 'sid=visitor-17',
  referer: 'https://shop.example/reset?token=visitor-17',
}

it('hands the store no address and no cookie, and sets none', async () => {
  const store = memoryStore()
  const handed: unknown[] = []
  const listening: ReplayStore = {
    ...store,
    append: (segment, limits) => {
      handed.push({ ...segment, bytes: Buffer.from(segment.bytes).toString('latin1') })
      return store.append(segment, limits)
    },
  }
  const replay = createReplayServer({
    store: listening,
    basePath: '/api/replay',
    authorize: () => ({ actor: 'eve', can: ['list', 'watch'] }),
  })
  const answers = [
    await replay.handler(post(encodeSegmentNow(sampleDraft).bytes, headers)),
    await replay.handler(get('/api/sessions', headers)),
    await replay.handler(get(`/api/sessions/${sampleDraft.session}`, headers)),
    await replay.handler(get('/', headers)),
  ]
  expect(handed).toHaveLength(1)
  expect(JSON.stringify(handed)).toContain(sampleDraft.session)
  expect(JSON.stringify(handed)).not.toMatch(/203\.0\.113\.9|10\.1\.2\.3|visitor-17/)
  for (const answer of answers) {
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).not.toMatch(/203\.0\.113\.9|visitor-17/)
  }
})
