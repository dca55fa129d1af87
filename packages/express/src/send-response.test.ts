import { request as httpRequest } from 'node:http'
import { expect, it } from 'vitest'
import { answerTo, replayWith, serveApp } from './serve-app.test-support.ts'
import { toExpress } from './to-express.ts'

it('adds its cookies and Vary to those of the application, and replaces other headers', async () => {
  const replay = replayWith(async () => {
    const headers = new Headers({ 'content-type': 'text/css', vary: 'origin' })
    headers.append('set-cookie', 'b=2; Path=/')
    headers.append('set-cookie', 'c=3; Expires=Wed, 21 Oct 2026 07:28:00 GMT')
    return new Response('p {}', { headers })
  })
  const { origin } = await serveApp((app) =>
    app
      .use((_, response, next) => {
        response.cookie('a', '1').vary('Accept-Encoding').type('html')
        next()
      })
      .use('/replay', toExpress(replay)),
  )
  const { headers } = await fetch(`${origin}/replay`)
  expect(headers.getSetCookie()).toEqual([
    'a=1; Path=/',
    'b=2; Path=/',
    'c=3; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
  ])
  expect(headers.get('vary')).toBe('Accept-Encoding, origin')
  expect(headers.get('content-type')).toBe('text/css')
})

it('answers HEAD with the headers alone and cancels the body', async () => {
  const cancelled = Promise.withResolvers<void>()
  const replay = replayWith(async ({ method }) => {
    const body = new ReadableStream({ cancel: () => cancelled.resolve() })
    return new Response(body, { headers: { 'content-length': '5', 'x-method': method } })
  })
  const { origin } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  const answer = await fetch(`${origin}/replay`, { method: 'HEAD' })
  expect(answer.headers.get('content-length')).toBe('5')
  expect(answer.headers.get('x-method')).toBe('HEAD')
  expect(await answer.text()).toBe('')
  await cancelled.promise
})

it('answers without a body where there is none', async () => {
  const replay = replayWith(async () => new Response(null, { status: 204 }))
  const { origin } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  const answer = await fetch(`${origin}/replay`)
  expect(answer.status).toBe(204)
  expect(await answer.text()).toBe('')
})

it('breaks the connection when the answer fails half-way, so that a part is not taken for the whole', async () => {
  const failure = new Error('the disk is gone')
  const begun = Promise.withResolvers<void>()
  const replay = replayWith(async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10)
      await begun.promise
      throw failure
    }
    return new Response(ReadableStream.from(pieces()))
  })
  const { origin, errors } = await serveApp((app) => app.use('/replay', toExpress(replay)))
  const answer = await answerTo(httpRequest(`${origin}/replay`).end())
  begun.resolve()
  await expect(answer.toArray()).rejects.toThrow('aborted')
  expect(errors).toEqual([failure])
})
