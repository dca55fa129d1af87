import { writeFileSync } from 'node:fs'
import { encodeSegment, encodeSegmentNow } from '@playhead/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createReplayServer,
  memoryStore,
  ReplayError,
  type ReplayServerOptions,
  type ReplayStore,
  sqliteStore,
} from './index.ts'
import { failure, get, post, sampleDraft } from './requests.test-support.ts'
import { useTemporaryFolder } from './store/temporary-folder.test-support.ts'

const inFolder = useTemporaryFolder()
const { bytes } = encodeSegmentNow(sampleDraft)

afterEach(() => void vi.restoreAllMocks())

function serve(store: ReplayStore, onError: (error: unknown) => void = () => undefined) {
  return createReplayServer({ store, basePath: '/api/replay', onError })
}

describe('options that can never work are refused:', () => {
  const store = memoryStore()
  it.each<[string, Partial<ReplayServerOptions>]>([
    ['an origin with a path', { allowedOrigins: ['https://shop.example/'] }],
    ['an origin that is a pattern', { allowedOrigins: ['*'] }],
    [
      'an origin that breaks out of a header',
      { assetOrigins: ['https://a.example; script-src *'] },
    ],
    ['an origin of a file', { assetOrigins: ['file://'] }],
    ['a limit of nothing', { limits: { maxSegmentBytes: 0 } }],
    ['a limit that is no number', { limits: { maxFrames: Number.NaN } }],
    ['a limit nobody knows', { limits: JSON.parse('{"maxSegmentKilobytes":1}') }],
  ])('%s', (_, options) => {
    expect(() => createReplayServer({ store, basePath: '/api/replay', ...options })).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    )
  })
})

describe('a store without room', () => {
  it('is answered with 503 and a time to wait, and keeps what was acknowledged', async () => {
    const path = inFolder('full.db')
    const errors: unknown[] = []
    const replay = serve(sqliteStore({ path, maxBytes: 100_000 }), (error) => errors.push(error))
    const acknowledged: Uint8Array[] = []
    let response: Response
    do {
      const sequence = acknowledged.length
      const segment = await segmentOf(sequence)
      response = await replay.handler(post(segment))
      if (response.status === 202) acknowledged.push(segment)
    } while (response.status === 202)

    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.clone().text()).not.toContain('full.db')
    expect(await failure(response)).toEqual({ status: 503, code: 'storage_full' })
    expect(errors).toMatchObject([{ code: 'storage_full', message: expect.stringContaining(path) }])
    await replay.close()

    const again = serve(sqliteStore({ path }))
    const { session, tab } = sampleDraft
    expect(acknowledged.length).toBeGreaterThan(2)
    for (const [sequence, sent] of acknowledged.entries()) {
      const kept = await again.handler(get(`/api/sessions/${session}/segments/${tab}/${sequence}`))
      expect(Buffer.from(await kept.arrayBuffer()).equals(sent)).toBe(true)
    }
    const refused = await segmentOf(acknowledged.length)
    expect(await (await again.handler(post(refused))).json()).toEqual({ status: 'stored' })
    await again.close()
  })
})

describe('a store that cannot be read', () => {
  it('is answered with 503, tells the public nothing and the operator the path', async () => {
    const path = inFolder('letter.txt')
    writeFileSync(path, 'Dear SQLite, '.repeat(500))
    const errors: unknown[] = []
    const replay = serve(sqliteStore({ path }), (error) => errors.push(error))
    for (const request of [post(bytes), get('/api/sessions')]) {
      const response = await replay.handler(request)
      expect(await response.clone().text()).not.toMatch(/letter|SQLite/)
      expect(await failure(response)).toEqual({ status: 503, code: 'storage_unreadable' })
    }
    // Of each request, and of what the start had to do.
    const told = { message: expect.stringContaining(path) }
    expect(errors).toMatchObject([told, told, told])
  })
})

describe('what nobody foresaw', () => {
  it('is answered with 500 and nothing about it', async () => {
    const store = { ...memoryStore(), listSessions: () => Promise.reject(new Error('hunter2')) }
    const reported: unknown[] = []
    const replay = serve(store, (error) => {
      reported.push(error)
    })
    const response = await replay.handler(get('/api/sessions'))
    expect(await response.clone().text()).not.toContain('hunter2')
    expect(await failure(response)).toEqual({ status: 500, code: 'internal' })
    expect(reported).toMatchObject([{ cause: { message: 'hunter2' } }])
  })

  it('is logged, and the request answered, when the listener itself fails', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const store = { ...memoryStore(), listSessions: () => Promise.reject(new Error('no')) }
    const replay = serve(store, (error) => {
      throw error
    })
    const response = await replay.handler(get('/api/sessions'))
    expect(await failure(response)).toEqual({ status: 500, code: 'internal' })
    expect(log).toHaveBeenCalledWith('[playhead]', expect.objectContaining({ code: 'internal' }))
  })
})

describe('closing', () => {
  it('waits for requests under way, then refuses', async () => {
    const path = inFolder('closing.db')
    const replay = serve(sqliteStore({ path }))
    let finish: () => void = () => undefined
    const slow = new ReadableStream<Uint8Array>({
      start(controller) {
        finish = () => {
          controller.enqueue(bytes)
          controller.close()
        }
      },
    })
    const underWay = replay.handler(post(slow))
    let isClosed = false
    const closed = replay.close().then(() => (isClosed = true))
    const refused = await replay.handler(post(bytes))
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await failure(refused)).toEqual({ status: 503, code: 'storage_unavailable' })
    expect(isClosed).toBe(false)
    finish()
    expect((await underWay).status).toBe(202)
    await closed

    const store = sqliteStore({ path })
    expect((await store.readSession(sampleDraft.session))?.segments).toHaveLength(1)
    await store.close()
  })

  it('closes the store once, however often it is called', async () => {
    let closings = 0
    const store = { ...memoryStore(), close: async () => void closings++ }
    const replay = serve(store)
    await Promise.all([replay.close(), replay.close()])
    await replay.close()
    expect(closings).toBe(1)
  })

  it('says so if the store cannot be closed', async () => {
    const failed = new ReplayError('storage_unavailable', 'The disk is gone.')
    const replay = serve({ ...memoryStore(), close: () => Promise.reject(failed) })
    await expect(replay.close()).rejects.toBe(failed)
  })
})

/** Written as the server writes it, so that what it keeps is what it was sent. */
async function segmentOf(sequence: number): Promise<Uint8Array<ArrayBuffer>> {
  const noise = Array.from({ length: 4_000 }, (_, at) => ((sequence + 1) * (at + 3) * 7919) % 9973)
  const { bytes } = await encodeSegment({
    ...sampleDraft,
    sequence,
    previous: sequence === 0 ? null : sequence,
    frames: [JSON.stringify({ type: 5, timestamp: 1, data: { noise } })],
  })
  return bytes
}
