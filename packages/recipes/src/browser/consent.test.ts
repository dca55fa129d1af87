import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { policyHash } from '@playhead/core/policy'
import { toExpress } from '@playhead/express'
import { createReplayServer, memoryStore, type ReplayStore } from '@playhead/server'
import { build } from 'esbuild'
import express from 'express'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { launchChromium } from './launch-chromium.test-support.ts'

/** Real tabs and real consent platforms, recorded to a real server. */
vi.setConfig({ testTimeout: 60_000 })

let browser: Browser
let context: BrowserContext
let server: Server
let origin = ''
let script = ''
let store: ReplayStore
let policies = [policyHash()]

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/consent-page.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@playhead/source'],
    logLevel: 'error',
  })
  script = outputFiles[0]?.text ?? ''
  store = memoryStore()
  const replay = createReplayServer({
    store,
    basePath: '/api/replay',
    requirePolicy: () => policies,
  })
  const app = express()
  app.use('/api/replay', toExpress(replay))
  app.get('/page.js', (_, response) => void response.type('js').send(script))
  app.get('/', (_, response) => {
    response.type('html').send('<!doctype html><main>Shop</main><script src="/page.js"></script>')
  })
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

beforeEach(async () => {
  context = await browser.newContext()
  policies = [policyHash()]
})

afterEach(() => context.close())

async function open(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin)
  return page
}

const record = (page: Page, options: object = {}): Promise<unknown> =>
  page.evaluate((more) => {
    Reflect.apply(Reflect.get(window, 'start'), window, [{ endpoint: '/api/replay', ...more }])
  }, options)
const stateOf = (page: Page): Promise<string> => page.evaluate('getReplay().getState().name')
const idOf = (page: Page): Promise<string> => page.evaluate('getReplay().sessionId')
const consentOf = (page: Page): Promise<string> => page.evaluate('getReplay().consent')
const flush = (page: Page): Promise<unknown> => page.evaluate('getReplay().flush()')

describe('two tabs', () => {
  it('of one session both end, and it is erased, when consent is withdrawn in one', async () => {
    const [one, two] = [await open(), await open()]
    for (const page of [one, two]) {
      await record(page)
      await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('recording')
      await flush(page)
    }
    const session = await idOf(one)
    expect(await idOf(two)).toBe(session)
    expect((await store.readSession(session))?.session.tabs).toBe(2)
    const late = await store.readSession(session)
    const [segment] = late?.segments ?? []
    const bytes = segment && (await store.readSegment(session, segment.tab, segment.sequence))
    await one.evaluate('getReplay().setConsent("withdrawn")')
    await expect.poll(() => stateOf(two)).toBe('stopped')
    expect([await consentOf(one), await consentOf(two)]).toEqual(['withdrawn', 'withdrawn'])
    await expect.poll(() => store.readSession(session)).toBeNull()
    const left = 'JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])'
    for (const page of [one, two]) expect(await page.evaluate(left)).toBe('[[],[]]')
    const again = await fetch(`${origin}/api/replay/segments`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: bytes ?? null,
    })
    expect(again.status).toBe(410)
    expect(await again.text()).toContain('session_erased')
  })
})

describe('a page under a policy that is not in force', () => {
  it('sends one segment and no more, says why, and is recorded again once it is loaded anew', async () => {
    policies = [policyHash({ keepQueryParams: ['page'] })]
    const page = await open()
    const said: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'warning') said.push(message.text())
    })
    const posts: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url())
    })
    await record(page)
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('failed')
    await page.evaluate('getReplay().track("more"), getReplay().flush()')
    expect(posts).toHaveLength(1)
    expect(said).toEqual([expect.stringContaining('policy_refused')])
    expect(await page.evaluate('getReplay().why()')).toContainEqual({
      gate: 'server',
      passes: false,
      reason: expect.stringContaining('policy_refused'),
    })
    await page.reload()
    await record(page, { privacy: { keepQueryParams: ['page'] } })
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('recording')
    await flush(page)
    expect(await store.readSession(await idOf(page))).not.toBeNull()
  })
})

describe('the platform of', () => {
  it('TCF, as @iabtcf/cmpapi is it: recorded once all purposes are agreed to, erased when one is taken back', async () => {
    const page = await open()
    await page.evaluate('stub("__tcfapi")')
    await record(page, { consent: 'required' })
    await page.evaluate('followTcf(getReplay), (self.update = tcf())')
    await page.evaluate('update([], true)')
    expect(await stateOf(page)).toBe('waiting-for-consent')
    await page.evaluate('update([1, 8, 10])')
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('recording')
    await flush(page)
    const session = await idOf(page)
    expect(JSON.stringify(await store.readTimeline(session))).toContain('"signal":"tcf"')
    await page.evaluate('update([1, 10])')
    expect(await consentOf(page)).toBe('withdrawn')
    await expect.poll(() => store.readSession(session)).toBeNull()
  })

  it('GPP, as @iabgpp/cmpapi is it: recorded unless a person opts out', async () => {
    const page = await open()
    await page.evaluate('stub("__gpp")')
    await record(page, { consent: 'required' })
    await page.evaluate('followGpp(getReplay), (self.update = gpp())')
    expect(await stateOf(page)).toBe('waiting-for-consent')
    await page.evaluate('update(2)')
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('recording')
    await page.evaluate('update(1)')
    expect(await consentOf(page)).toBe('withdrawn')
  })

  it('Google, by its own snippet: recorded once analytics_storage is granted', async () => {
    const page = await open()
    await page.evaluate(
      'self.dataLayer = []; self.gtag = function () { dataLayer.push(arguments) }; gtag("consent", "default", { analytics_storage: "denied" })',
    )
    await record(page, { consent: 'required' })
    await page.evaluate('followGoogleConsent(getReplay)')
    expect(await consentOf(page)).toBe('denied')
    await page.evaluate('gtag("consent", "update", { analytics_storage: "granted" })')
    await expect.poll(() => stateOf(page), { timeout: 20_000 }).toBe('recording')
  })
})
