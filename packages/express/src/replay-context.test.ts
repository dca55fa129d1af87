import type { SessionTimeline } from '@playhead/protocol'
import { createReplayServer, memoryStore, type ReplayServer } from '@playhead/server'
import { Router } from 'express'
import { EventEmitter, once } from 'node:events'
import { beforeEach, describe, expect, it } from 'vitest'
import { getReplayContext, replayContext, replayErrorHandler, toExpress } from './index.ts'
import { createSample, postSegment, session, tab } from './sample-segment.test-support.ts'
import { serveApp } from './serve-app.test-support.ts'

const trace = 'ab'.repeat(16)
const linked = {
  'x-replay-id': `${session}.${tab}`,
  traceparent: `00-${trace}-${'cd'.repeat(8)}-01`,
}

let replay: ReplayServer
beforeEach(() => {
  replay = createReplayServer({ store: memoryStore(), basePath: '/api/replay' })
})

async function readServerEvents(origin: string): Promise<unknown[]> {
  await postSegment(origin, await createSample())
  const answer = await fetch(`${origin}/api/replay/api/sessions/${session}/timeline`)
  const { events } = (await answer.json()) as SessionTimeline
  return events.filter(({ type }) => type === 'server')
}

describe('replayContext', () => {
  it('knows the recording of each of many requests under way at once, and in what they leave behind', async () => {
    const bus = new EventEmitter()
    const detached: (string | undefined)[] = []
    const { origin } = await serveApp((app) => {
      app.use(replayContext(replay))
      app.get('/who', async (_, response) => {
        const before = getReplayContext()?.sessionId
        bus.emit('arrived')
        await once(bus, 'go')
        const after = getReplayContext()?.sessionId
        setImmediate(() => {
          detached.push(getReplayContext()?.sessionId)
          bus.emit('detached')
        })
        response.json([before, after, response.locals.replay?.sessionId])
      })
    })
    bus.setMaxListeners(200)
    const ids = Array.from({ length: 100 }, (_, index) => index.toString(16).padStart(32, '0'))
    const allHere = countOf(bus, 'arrived', ids.length)
    const allDone = countOf(bus, 'detached', ids.length)
    const answers = ids.map(async (id) => {
      const response = await fetch(`${origin}/who`, { headers: { 'x-replay-id': id } })
      return (await response.json()) as unknown
    })
    await allHere
    bus.emit('go')
    expect(await Promise.all(answers)).toEqual(ids.map((id) => [id, id, id]))
    await allDone
    expect(detached.sort()).toEqual(ids)
    expect(getReplayContext()).toBeNull()
  })

  it('knows none where the header is missing', async () => {
    const { origin } = await serveApp((app) => {
      app.use(replayContext(replay))
      app.get('/who', (_, response) => void response.json([getReplayContext()]))
    })
    expect(await (await fetch(`${origin}/who`)).json()).toEqual([null])
  })

  it('puts an answer that took too long on the timeline, by its route', async () => {
    const { origin } = await serveApp((app) => {
      app.use('/api/replay', toExpress(replay))
      app.use(replayContext(replay, { slowMs: -1 }))
      app.get('/orders/:id', (_, response) => void response.json({}))
    })
    await (await fetch(`${origin}/orders/17`, { headers: linked })).json()
    await expect
      .poll(() => readServerEvents(origin))
      .toMatchObject([
        { kind: 'slow', method: 'GET', route: '/orders/:id', status: 200, trace, tab: null },
      ])
  })
})

describe('replayErrorHandler', () => {
  it('puts the error on the timeline with its trace, and passes the same error on', async () => {
    const error = new RangeError('no seats left')
    const { origin, errors } = await serveApp((app) => {
      app.use('/api/replay', toExpress(replay))
      app.use(replayContext(replay))
      app.post('/orders', async () => {
        throw error
      })
      app.use(replayErrorHandler(replay))
    })
    const response = await fetch(`${origin}/orders?card=1`, { method: 'POST', headers: linked })
    expect(response.status).toBe(500)
    expect(errors[0]).toBe(error)
    expect(await readServerEvents(origin)).toMatchObject([
      {
        kind: 'error',
        name: 'RangeError',
        message: 'no seats left',
        method: 'POST',
        route: '/orders',
        status: 500,
        trace,
      },
    ])
  })

  it('names the whole route, also of a router that is mounted below a path', async () => {
    const { origin } = await serveApp((app) => {
      app.use('/api/replay', toExpress(replay))
      const shop = Router()
      shop.get('/orders/:id', () => {
        throw new Error('lost')
      })
      app.use('/shop', shop)
      app.use(replayErrorHandler(replay))
    })
    await fetch(`${origin}/shop/orders/17?card=1`, { headers: linked })
    expect(await readServerEvents(origin)).toMatchObject([{ route: '/shop/orders/:id' }])
  })

  it('leaves out what is a mistake of the client, and requests of no recording', async () => {
    const { origin, errors } = await serveApp((app) => {
      app.use('/api/replay', toExpress(replay))
      app.get('/teapot', () => {
        throw Object.assign(new Error('short and stout'), { status: 418 })
      })
      app.get('/broken', () => {
        throw new Error('broken')
      })
      app.use(replayErrorHandler(replay))
    })
    await fetch(`${origin}/teapot`, { headers: linked })
    await fetch(`${origin}/broken`)
    expect(errors).toHaveLength(2)
    expect(await readServerEvents(origin)).toEqual([])
  })
})

async function countOf(bus: EventEmitter, name: string, wanted: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let count = 0
    bus.on(name, () => {
      if (++count === wanted) resolve()
    })
  })
}
