import { encodeSegment, encodeSegmentNow } from '@playhead/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type CommittedSegment,
  createReplayServer,
  memoryStore,
  type OnSegment,
  type ReplayServer,
  type ReplayServerOptions,
  type ReplayStore,
} from '../index.ts'
import { failure, post, sampleDraft } from '../requests.test-support.ts'

const { session, tab } = sampleDraft

let store: ReplayStore
let errors: unknown[]

beforeEach(() => {
  store = memoryStore()
  errors = []
})

describe('accept', () => {
  const serverThat = (accept: ReplayServerOptions['accept'] & {}): ReplayServer =>
    createReplayServer({ store, basePath: '/api/replay', accept, onError: (e) => errors.push(e) })

  it('ends a session for which it says no, and nothing of the segment is kept', async () => {
    const { bytes } = encodeSegmentNow(sampleDraft)
    const picky = serverThat(
      (header, request) => header.release !== sampleDraft.release && request.method === 'POST',
    )
    const response = await picky.handler(post(bytes))
    expect(await failure(response)).toEqual({ status: 410, code: 'session_not_accepted' })
    expect(await store.readSession(session)).toBeNull()
    const other = encodeSegmentNow({ ...sampleDraft, release: 'shop@1.4.3' })
    expect((await picky.handler(post(other.bytes))).status).toBe(202)
  })

  it('that fails keeps nothing, and the recorder may try again', async () => {
    const { bytes } = encodeSegmentNow(sampleDraft)
    const broken = serverThat(() => {
      throw new Error('no database')
    })
    expect((await broken.handler(post(bytes))).status).toBe(500)
    expect(await store.readSession(session)).toBeNull()
    expect(errors).toHaveLength(1)
  })
})

describe('onSegment', () => {
  const serverThat = (onSegment: OnSegment): ReplayServer =>
    createReplayServer({
      store,
      basePath: '/api/replay',
      onSegment,
      onError: (error) => errors.push(error),
    })

  it('is told what is on disk, cleaned, and never makes the answer wait', async () => {
    const told: CommittedSegment[] = []
    const onDisk: unknown[] = []
    const server = serverThat(async (segment) => {
      told.push(segment)
      onDisk.push(await store.readSegment(session, tab, 0))
      await new Promise(() => undefined)
    })
    const { bytes } = await encodeSegment({
      ...sampleDraft,
      timeline: ['{"type":"visibility","at":1,"state":"hidden","secret":"4111 1111 1111 1111"}'],
    })
    expect((await server.handler(post(bytes))).status).toBe(202)
    await expect.poll(() => onDisk.length).toBe(1)
    expect(onDisk[0]).not.toBeNull()
    expect(told[0]?.header).toMatchObject({ session, tab, sequence: 0 })
    expect(told[0]?.timeline).toEqual([{ type: 'visibility', at: 1, state: 'hidden' }])
  })

  it('hears of a repeated segment again, and of a refused one never', async () => {
    const told: CommittedSegment[] = []
    const server = serverThat((segment) => void told.push(segment))
    const { bytes } = await encodeSegment(sampleDraft)
    await server.handler(post(bytes))
    await server.handler(post(bytes))
    await server.handler(post('{"hello":"world"}'))
    expect(told).toHaveLength(2)
  })

  it('that fails is reported, and the segment is kept', async () => {
    const server = serverThat(() => {
      throw new Error('no network')
    })
    const { bytes } = await encodeSegment(sampleDraft)
    expect((await server.handler(post(bytes))).status).toBe(202)
    await expect.poll(() => errors).toHaveLength(1)
    expect(await store.readSegment(session, tab, 0)).not.toBeNull()
  })
})
