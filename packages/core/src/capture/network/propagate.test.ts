import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../../testing/launch-chromium.ts'

/** A page on one origin, and another origin that allows what it is asked to. */
let browser: Browser
let page: Page
let own: Server
let foreign: Server
let ownOrigin = ''
let foreignOrigin = ''
let received: { method: string; headers: IncomingMessage['headers']; body: string }[] = []

const id = '00112233445566778899aabbccddeeff.0123456789abcdef'

const pageScript = `
import { createListen } from '../../page/listen.ts'
import { createPolicy } from '../../privacy/policy.ts'
import { trackNetwork } from '../track-network.ts'
import { propagateFurther } from './propagate-further.ts'
import { propagateHere } from './propagate.ts'
let tracker
window.watch = (options, id) => {
  tracker?.stop()
  tracker = trackNetwork(() => undefined, {
    clock: { now: () => Date.now() },
    policy: createPolicy(),
    listen: createListen(() => undefined),
    nodeId: () => undefined,
    isOwnUrl: () => false,
    report: () => undefined,
  }, undefined, options ? propagateFurther(() => id, options) : propagateHere(() => id))
}
window.unwatch = () => tracker.stop()
`

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: pageScript, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    conditions: ['@playhead/source'],
  })
  const script = outputFiles[0]?.text ?? ''
  const serve = async (): Promise<[Server, string]> => {
    const server = createServer(async (request, response) => {
      const { method = '', headers, url } = request
      let body = ''
      for await (const piece of request) body += String(piece)
      if (url === '/') return response.setHeader('content-type', 'text/html').end('<p>shop</p>')
      received.push({ method, headers, body })
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('access-control-allow-headers', 'x-replay-id, baggage, x-own')
      return response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('No port could be had.')
    return [server, `http://127.0.0.1:${address.port}`]
  }
  ;[own, ownOrigin] = await serve()
  ;[foreign, foreignOrigin] = await serve()
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(`${ownOrigin}/`)
  await page.addScriptTag({ content: script })
}, 60_000)

afterAll(async () => {
  await browser.close()
  own.close()
  foreign.close()
})

beforeEach(async () => {
  received = []
  await watch()
})

/** @param options written as in the page, so that it may hold expressions. */
async function watch(options = 'null', ofId: string | null = id): Promise<void> {
  await page.evaluate(`watch(${options}, ${JSON.stringify(ofId)})`)
}

describe('a request to the page’s own origin', () => {
  it.each([
    ['a path', "fetch('/a')", {}],
    ['a URL', "fetch(new URL('/a', location.href))", {}],
    ['headers as an object', "fetch('/a', { headers: { 'x-own': '1' } })", { 'x-own': '1' }],
    ['headers as a list', "fetch('/a', { headers: [['x-own', '1']] })", { 'x-own': '1' }],
    ['Headers', "fetch('/a', { headers: new Headers({ 'x-own': '1' }) })", { 'x-own': '1' }],
    ['an iterator', "fetch('/a', { headers: [['x-own', '1']].values() })", { 'x-own': '1' }],
    ['a Request', "fetch(new Request('/a', { headers: { 'x-own': '1' } }))", { 'x-own': '1' }],
    [
      'a Request and other headers',
      "fetch(new Request('/a', { headers: { 'x-no': '1' } }), { headers: { 'x-own': '1' } })",
      { 'x-own': '1' },
    ],
    [
      'a Request as init',
      "fetch('/a', new Request('/b', { headers: { 'x-own': '1' } }))",
      { 'x-own': '1' },
    ],
  ])('by fetch with %s carries the id, and all else it was given', async (_, call, headers) => {
    await page.evaluate(`${call}.then((response) => response.json())`)
    expect(received).toMatchObject([{ method: 'GET', headers: { ...headers, 'x-replay-id': id } }])
    expect(received[0]?.headers).not.toHaveProperty('x-no')
  })

  it('keeps method, body and referrer of a Request, which stays as the application made it', async () => {
    const own = await page.evaluate(`(async () => {
      const request = new Request('/a', { method: 'POST', body: 'hello', referrer: '/from' })
      await fetch(request)
      return [...request.headers.keys()]
    })()`)
    expect(own).toEqual(['content-type'])
    expect(received).toMatchObject([
      {
        method: 'POST',
        body: 'hello',
        headers: { 'x-replay-id': id, referer: `${ownOrigin}/from` },
      },
    ])
  })

  it('by XMLHttpRequest carries the id', async () => {
    await page.evaluate(sendXhr('/a', 'request.setRequestHeader("x-own", "1")'))
    expect(received).toMatchObject([{ headers: { 'x-own': '1', 'x-replay-id': id } }])
  })

  it('keeps an id that the application has set', async () => {
    await page.evaluate("fetch('/a', { headers: { 'x-replay-id': 'mine' } })")
    await page.evaluate(sendXhr('/a', 'request.setRequestHeader("X-Replay-Id", "mine")'))
    expect(received.map(({ headers }) => headers['x-replay-id'])).toEqual(['mine', 'mine'])
  })

  it('adds a member to baggage on request, and takes nothing out of it', async () => {
    await watch('{ baggage: true }')
    await page.evaluate("fetch('/a', { headers: { baggage: 'sentry-release=1' } })")
    await page.evaluate(sendXhr('/a', 'request.setRequestHeader("baggage", "sentry-release=1")'))
    await page.evaluate("fetch('/a')")
    expect(received.map(({ headers }) => String(headers['baggage']).replaceAll(', ', ','))).toEqual(
      [`sentry-release=1,replay-id=${id}`, `sentry-release=1,replay-id=${id}`, `replay-id=${id}`],
    )
  })

  it('carries nothing while nothing is recorded, nor once it has stopped', async () => {
    await watch('{}', null)
    await page.evaluate("fetch('/a')")
    await watch()
    await page.evaluate('unwatch()')
    await page.evaluate("fetch('/a')")
    await page.evaluate(sendXhr('/a', ''))
    expect(received).toHaveLength(3)
    for (const { headers } of received) expect(headers).not.toHaveProperty('x-replay-id')
  })
})

describe('a request to another origin', () => {
  it('carries nothing and needs no preflight', async () => {
    await page.evaluate(`fetch('${foreignOrigin}/a')`)
    await page.evaluate(sendXhr(`${foreignOrigin}/a`, ''))
    expect(received.map(({ method }) => method)).toEqual(['GET', 'GET'])
    for (const { headers } of received) expect(headers).not.toHaveProperty('x-replay-id')
  })

  it('carries the id if its host is listed, by name or expression', async () => {
    const host = foreignOrigin.replace('http://', '')
    await watch(`{ hosts: ['${host}'] }`)
    await page.evaluate(`fetch('${foreignOrigin}/a')`)
    await watch('{ hosts: [/^127\\\\.0\\\\.0\\\\.1:/] }'.replaceAll('\\\\', '\\'))
    await page.evaluate(sendXhr(`${foreignOrigin}/a`, ''))
    const ids = received
      .filter(({ method }) => method === 'GET')
      .map(({ headers }) => headers['x-replay-id'])
    expect(ids).toEqual([id, id])
  })
})

function sendXhr(url: string, before: string): string {
  return `new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', '${url}')
    ${before}
    request.onloadend = () => resolve(null)
    request.send()
  })`
}
