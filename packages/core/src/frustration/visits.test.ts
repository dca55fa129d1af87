import type { FrustrationEvent } from '@playhead/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchChromium, launchFullChromium } from '../../testing/launch-chromium.ts'
import { serveSite, type Site } from '../../testing/serve-site.ts'

/** What only shows from one page to the next, in a real browser against a real server. */
let site: Site
let browser: Browser
let context: BrowserContext | undefined

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 60_000)

afterEach(async () => {
  await context?.close()
  site.clear()
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function begin(path: string, options: object = {}, inBrowser = browser): Promise<Page> {
  context = await inBrowser.newContext()
  const page = await context.newPage()
  await page.goto(addressOf(path, options))
  await untilStarted(page)
  return page
}

const addressOf = (path: string, options: object = {}, more = ''): string =>
  `${site.origin}${path}?options=${encodeURIComponent(JSON.stringify(options))}${more}`

async function untilStarted(page: Page): Promise<void> {
  const state = (): Promise<unknown> =>
    page.evaluate('self.replay?.getState().name').catch(() => null)
  await expect.poll(state, { timeout: 10_000 }).toMatch(/^(?:recording|buffering)$/)
}

/** Follows a link, as far as a page can tell. */
async function follow(page: Page, address: string): Promise<void> {
  const { pathname } = new URL(address)
  await page.evaluate(`void location.assign(${JSON.stringify(address)})`)
  await page.waitForURL((url) => url.pathname === pathname)
  await untilStarted(page)
}

async function frustration(): Promise<FrustrationEvent[]> {
  const timeline = (await site.segments()).flatMap((segment) => segment.timeline)
  return timeline.flatMap((event) => (event.type === 'frustration' ? [event] : []))
}

/** The recorder's store is open: requests to open a database are answered in their order. */
async function untilStoreOpen(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const request = indexedDB.open('playhead', 1)
    request.onsuccess = () => { request.result.close(); resolve() }
  })`)
}

const flush = (page: Page): Promise<unknown> => page.evaluate('self.replay.flush()')

describe('going back at once', () => {
  it('is told by the page that is loaded again', async () => {
    const page = await begin('/list')
    await follow(page, addressOf('/item'))
    await page.goBack()
    await untilStarted(page)
    await flush(page)
    expect(await frustration()).toMatchObject([
      { kind: 'quick-back', element: null, url: expect.stringContaining('/item') },
    ])
  })

  it('is told by the page that comes out of the back/forward cache', async () => {
    const withCache = await launchFullChromium()
    onTestFinished(() => withCache.close())
    const page = await begin('/list', {}, withCache)
    // Playwright loses sight of a page that comes back, so the page acts by itself.
    await page.evaluate(`addEventListener('pageshow', ({ persisted }) => {
      if (persisted) self.replay.track('back from the cache')
    })`)
    await follow(page, addressOf('/item'))
    await page.evaluate('void history.back()').catch(() => undefined)
    await expect
      .poll(frustration, { timeout: 15_000 })
      .toMatchObject([{ kind: 'quick-back', element: null, url: expect.stringContaining('/item') }])
    const timeline = (await site.segments()).flatMap((segment) => segment.timeline)
    expect(timeline).toContainEqual(expect.objectContaining({ name: 'back from the cache' }))
  })

  it('is nothing to a page that was left by going on', async () => {
    const page = await begin('/list')
    await follow(page, addressOf('/item'))
    await follow(page, addressOf('/list'))
    await flush(page)
    expect(await frustration()).toEqual([])
  })
})

describe('a page that is loaded again and again', () => {
  const reload = async (page: Page, times: number): Promise<void> => {
    for (let count = 0; count < times; count++) {
      await page.reload()
      await untilStarted(page)
    }
  }

  it('is told, once', async () => {
    const page = await begin('/slow')
    for (let count = 0; count < 4; count++) {
      await reload(page, 1)
      await flush(page)
    }
    expect(await frustration()).toMatchObject([
      { kind: 'refresh-rage', count: 3, url: expect.stringContaining('/slow') },
    ])
  })

  it('is told also of pages that are loaded anew before what judges them is there', async () => {
    const page = await begin('/slow')
    await page.route('**/playhead-frustration.js', () => undefined, { times: 3 })
    await reload(page, 4)
    await flush(page)
    expect(await frustration()).toMatchObject([{ kind: 'refresh-rage', count: 4 }])
  })

  it('begins the recording of a session that waits for frustration, the time before included', async () => {
    const page = await begin('/slow', { sampling: { session: 0, onFrustration: ['refresh-rage'] } })
    await page.evaluate(`self.replay.track('of before')`)
    await untilStoreOpen(page)
    await flush(page)
    await reload(page, 2)
    await flush(page)
    expect(await site.segments()).toEqual([])
    await reload(page, 1)
    await expect.poll(frustration, { timeout: 15_000 }).toMatchObject([{ kind: 'refresh-rage' }])
    expect(await page.evaluate('self.replay.getState().name')).toBe('recording')
    const timeline = (await site.segments()).flatMap((segment) => segment.timeline)
    expect(timeline).toContainEqual(expect.objectContaining({ name: 'of before' }))
  })
})

describe('a link within the site', () => {
  it.each([404, 500])('is broken if the page answers with %i', async (status) => {
    const page = await begin('/list')
    await follow(page, addressOf('/gone', {}, `&status=${status}`))
    await flush(page)
    expect(await frustration()).toMatchObject([
      { kind: 'error-click', cause: 'broken-link', status, url: expect.stringContaining('/gone') },
    ])
  })
})
