import { createReplayServer, memoryStore } from '@playhead/server'
import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answerTo, replayWith, serveApp } from './serve-app.test-support.ts'
import { toExpress } from './to-express.ts'

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

describe('a client that leaves', () => {
  it('aborts the request in the middle of its upload', async () => {
    const started = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<string>()
    const replay = replayWith(async (request) => {
      const reader = request.body?.getReader()
      await reader?.read()
      started.resolve()
      const failure = await reader?.read().catch((error: unknown) => error)
      await untilAborted(request.signal)
      ended.resolve(failure instanceof Error ? 'broken off' : 'complete')
      return new Response('too late')
    })
    const { origin, errors } = await serveApp((app) => app.use('/replay', toExpress(replay)))
    const upload = httpRequest(`${origin}/replay`, { method: 'POST' })
    upload.on('error', () => undefined)
    upload.write('the first piece')
    await started.promise
    upload.destroy()
    expect(await ended.promise).toBe('broken off')
    expect(errors).toEqual([])
  })

  it('leaves nothing of a broken-off segment behind, and the server in order', async () => {
    const store = memoryStore()
    const replay = createReplayServer({ store, basePath: '/replay' })
    const answered = Promise.withResolvers<number>()
    const { origin, errors } = await serveApp((app) =>
      app.use(
        '/replay',
        toExpress(
          replayWith(async (request) => {
            const answer = await replay.handler(request)
            if (request.method === 'POST') answered.resolve(answer.status)
            return answer
          }),
        ),
      ),
    )
    const upload = httpRequest(`${origin}/replay/segments`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'content-length': '5000' },
    })
    upload.on('error', () => undefined)
    upload.write('PLHD', () => upload.destroy())
    expect(await answered.promise).toBe(400)
    expect((await fetch(`${origin}/replay/api/sessions`)).status).toBe(200)
    expect((await store.listSessions({ limit: 1, cursor: null })).sessions).toEqual([])
    expect(errors).toEqual([])
  })

  it('cancels the answer in the middle of its download', async () => {
    const cancelled = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    const replay = replayWith(async (request) => {
      request.signal.addEventListener('abort', () => aborted.resolve())
      return new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
          cancel: () => cancelled.resolve(),
        }),
      )
    })
    const { origin, errors } = await serveApp((app) => app.use('/replay', toExpress(replay)))
    const client = new AbortController()
    const answer = await fetch(`${origin}/replay`, { signal: client.signal })
    await answer.body?.getReader().read()
    client.abort()
    await Promise.all([aborted.promise, cancelled.promise])
    expect(errors).toEqual([])
  })

  it('is sent no answer that comes after it has left', async () => {
    const arrived = Promise.withResolvers<void>()
    const cancelled = Promise.withResolvers<void>()
    const replay = replayWith(async (request) => {
      arrived.resolve()
      await untilAborted(request.signal)
      return new Response(new ReadableStream({ cancel: () => cancelled.resolve() }))
    })
    const { origin, errors } = await serveApp((app) => app.use('/replay', toExpress(replay)))
    const client = new AbortController()
    const answer = fetch(`${origin}/replay`, { signal: client.signal })
    await arrived.promise
    client.abort()
    await expect(answer).rejects.toThrow('aborted')
    await cancelled.promise
    expect(errors).toEqual([])
  })
})

it('does not abort a request that was answered in whole', async () => {
  const signals: AbortSignal[] = []
  const replay = replayWith(async (request) => {
    signals.push(request.signal)
    return new Response('all of it')
  })
  const { origin } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  await (await fetch(`${origin}/replay`)).text()
  await (await fetch(`${origin}/replay`)).text()
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
})

it('takes a big answer from its source as fast as the client reads, not faster', async () => {
  const pieceBytes = 262_144
  const pieces = 512
  let produced = 0
  const replay = replayWith(
    async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull(controller) {
            if (produced === pieces * pieceBytes) return controller.close()
            produced += pieceBytes
            controller.enqueue(new Uint8Array(pieceBytes))
          },
        }),
      ),
  )
  const { origin } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  const answer = await fetch(`${origin}/replay`)
  let received = 0
  let mostAhead = 0
  for await (const piece of answer.body ?? []) {
    received += piece.length
    mostAhead = Math.max(mostAhead, produced - received)
  }
  expect(received).toBe(pieces * pieceBytes)
  // What the two ends of a socket hold is the system's matter: some megabytes of these 134.
  expect(mostAhead).toBeLessThan(received / 4)
})

describe('a body over the limit', () => {
  async function postTwice(
    headers: Record<string, string>,
  ): Promise<{ status: number; socket: unknown }[]> {
    const replay = createReplayServer({
      store: memoryStore(),
      basePath: '/replay',
      limits: { maxSegmentBytes: 1_000 },
    })
    const { origin } = await serveApp((app) => app.use('/replay', toExpress(replay)))
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const answers: { status: number; socket: unknown }[] = []
    for (let turn = 0; turn < 2; turn++) {
      const upload = httpRequest(`${origin}/replay/segments`, {
        method: 'POST',
        agent,
        headers: { 'content-type': 'text/plain', ...headers },
      })
      upload.end(Buffer.alloc(300_000))
      const answer = await answerTo(upload)
      const { socket } = answer
      await answer.toArray()
      answers.push({ status: answer.statusCode ?? 0, socket })
    }
    return answers
  }

  it.each([
    ['announced', { 'content-length': '300000' }],
    ['of unknown length', { 'transfer-encoding': 'chunked' }],
  ])('%s answers 413, and the connection goes on', async (_, headers) => {
    const [first, second] = await postTwice(headers)
    expect(first?.status).toBe(413)
    expect(second?.status).toBe(413)
    expect(second?.socket).toBe(first?.socket)
  })
})
