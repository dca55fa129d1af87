import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { answerTo, replayWith, serveApp, type ServedApp } from './serve-app.test-support.ts'
import { toExpress } from './to-express.ts'

/** Tells what it was asked. */
const echo = replayWith(async ({ method, url, headers }) =>
  Response.json({ method, url, headers: Object.fromEntries(headers) }),
)

const serveEcho = (trustProxy = false): Promise<ServedApp> =>
  serveApp((app) => app.set('trust proxy', trustProxy).use('/replay', toExpress(echo)))

interface Echo {
  method: string
  url: string
  headers: Record<string, string>
}

async function ask(
  { port }: ServedApp,
  path: string,
  headers: Record<string, string | string[]> = {},
): Promise<Echo> {
  const answer = await answerTo(httpRequest({ host: '127.0.0.1', port, path, headers }).end())
  return JSON.parse(await text(answer)) as Echo
}

it('keeps path and query as they were sent', async () => {
  const app = await serveEcho()
  const { url } = await ask(app, '/replay/a%2Fb//c?at=1&at=%202', { host: 'shop.example:8080' })
  expect(url).toBe('http://shop.example:8080/replay/a%2Fb//c?at=1&at=%202')
})

it('takes the path of a whole URL, and the host of Host', async () => {
  const app = await serveEcho()
  const { url } = await ask(app, 'http://elsewhere.example/replay/x?y=1', { host: 'shop.example' })
  expect(url).toBe('http://shop.example/replay/x?y=1')
})

it('keeps the local host where Host is none', async () => {
  const app = await serveEcho()
  expect((await ask(app, '/replay', { host: '[' })).url).toBe('http://localhost/replay')
})

it('believes X-Forwarded-Proto where Express does, and passes all of them on', async () => {
  const forwarded = {
    host: 'internal:3000',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'shop.example',
    'x-forwarded-for': '203.0.113.9, 10.0.0.1',
  }
  const trusted = await ask(await serveEcho(true), '/replay', forwarded)
  expect(trusted.url).toBe('https://internal:3000/replay')
  expect(trusted.headers).toMatchObject(forwarded)
  const untrusted = await ask(await serveEcho(), '/replay', forwarded)
  expect(untrusted.url).toBe('http://internal:3000/replay')
  expect(untrusted.headers).toMatchObject(forwarded)
})

it('passes repeated headers on as one', async () => {
  const { headers } = await ask(await serveEcho(), '/replay', {
    cookie: ['a=1', 'b=2'],
    'x-trace': ['one', 'two'],
  })
  expect(headers).toMatchObject({ cookie: 'a=1; b=2', 'x-trace': 'one, two' })
})

it('leaves TRACE, of which there is no Request, to Express', async () => {
  const { port } = await serveEcho()
  const socket = connect(port, '127.0.0.1')
  socket.write('TRACE /replay HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n')
  expect(await text(socket)).toContain('HTTP/1.1 404')
})
