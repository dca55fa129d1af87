import { decodeSegment, type Segment } from '@playhead/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest'
import { launchChromium, launchFullChromium } from '../testing/launch-chromium.ts'
import { type KillableBrowser, launchKillable } from '../testing/launch-killable.ts'
import { serveSite, type Site } from '../testing/serve-site.ts'

/** Visits as they go and end in a real browser, against a real server. */
let site: Site
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  site = await serveSite()
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

beforeEach(async () => {
  context = await browser.newContext()
  site.clear()
  site.mode = 'store'
})

afterEach(async () => {
  await context.close()
})

async function open(path: string, options: object = {}, page?: Page): Promise<Page> {
  const opened = page ?? (await context.newPage())
  await opened.goto(`${site.origin}${path}?options=${encodeURIComponent(JSON.stringify(options))}`)
  await untilStarted(opened)
  return opened
}

const stateOf = (page: Page): Promise<unknown> =>
  page.evaluate('self.replay?.getState().name').catch(() => null)

async function untilStarted(page: Page): Promise<void> {
  await expect.poll(() => stateOf(page), { timeout: 10_000 }).toMatch(/^(?:recording|buffering)$/)
}

/** The recorder's store is open: requests to open a database are answered in their order. */
async function untilStoreOpen(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const request = indexedDB.open('playhead', 1)
    request.onsuccess = () => { request.result.close(); resolve() }
  })`)
}

const track = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(`self.replay.track(${JSON.stringify(name)})`)
const flush = (page: Page): Promise<unknown> => page.evaluate('self.replay.flush()')

function customNames(segments: readonly Segment[]): string[] {
  const timeline = segments.flatMap((segment) => segment.timeline)
  return timeline.flatMap((event) => (event.type === 'custom' ? [event.name] : []))
}

const names = async (): Promise<string[]> => customNames(await site.segments())

async function untilCame(...wanted: string[]): Promise<void> {
  await expect.poll(names, { timeout: 15_000 }).toEqual(expect.arrayContaining(wanted))
}

/** Every tab's chain is there from its beginning, without a hole. @returns the segments by tab. */
async function expectWhole(): Promise<Segment[][]> {
  const tabs = new Map<string, Segment[]>()
  for (const segment of await site.segments()) {
    const { session, tab } = segment.header
    tabs.set(session + tab, [...(tabs.get(session + tab) ?? []), segment])
  }
  for (const segments of tabs.values()) {
    expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
    segments.forEach(({ header }, index) => {
      expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
    })
  }
  return [...tabs.values()]
}

const sessionsOf = (tabs: readonly Segment[][]): number =>
  new Set(tabs.flat().map(({ header }) => header.session)).size

describe('nothing is lost', () => {
  it('when the page goes to another site', async () => {
    const page = await open('/one')
    await track(page, 'last words')
    await page.goto('about:blank')
    await untilCame('last words')
    expect(await expectWhole()).toHaveLength(1)
    // No path and no query, neither while the page is there nor as it goes.
    expect([...site.referrers]).toEqual([`${site.origin}/`])
  })

  it('when the tab is closed', async () => {
    const page = await open('/one')
    await track(page, 'last words')
    await page.close({ runBeforeUnload: true })
    await untilCame('last words')
    expect(await expectWhole()).toHaveLength(1)
  })

  it('when the window is closed by the page', async () => {
    const page = await open('/one')
    const [child] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate('void open("/child")'),
    ])
    await untilStarted(child)
    await track(child, 'last words')
    await child.evaluate('close()').catch(() => undefined)
    await untilCame('last words')
    await flush(page)
    expect(await expectWhole()).toHaveLength(2)
  })

  it('when a phone freezes the page and never comes back to it', async () => {
    const page = await open('/one')
    await track(page, 'last words')
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await untilCame('last words')
    expect(await expectWhole()).toHaveLength(1)
  })

  it('when a page is left with a snapshot under way that is larger than what outlives a page', async () => {
    site.mode = 'wait'
    const page = await context.newPage()
    await page.goto(`${site.origin}/large?size=200000`)
    await untilStarted(page)
    // Nothing tells a page what came of its last requests; that an answer is awaited still, it knows.
    await expect.poll(() => site.waiting, { timeout: 15_000 }).toBeGreaterThan(0)
    await track(page, 'on the large page')
    await page.goto(`${site.origin}/next`)
    site.mode = 'store'
    await untilStarted(page)
    await flush(page)
    await untilCame('on the large page')
    await expect.poll(async () => JSON.stringify(await site.segments())).toContain('page /large')
    await expectWhole()
  })

  it('when a page is left before its database is open, and its network is gone', async () => {
    const page = await context.newPage()
    await page.addInitScript(`if (location.pathname === '/one') {
      IDBFactory.prototype.open = () => new EventTarget()
      Object.defineProperty(navigator, 'onLine', { value: false })
    }`)
    site.mode = 'break'
    await open('/one', {}, page)
    await track(page, 'at once')
    await page.goto(`${site.origin}/two`)
    site.mode = 'store'
    await untilCame('at once')
    await flush(page)
    expect(await expectWhole()).toHaveLength(1)
    expect(await page.evaluate(`localStorage.getItem('playhead.copies')`)).toBeNull()
  })

  it('while the browser never opens its database', async () => {
    const page = await context.newPage()
    await page.addInitScript('IDBFactory.prototype.open = () => new EventTarget()')
    await open('/one', {}, page)
    await track(page, 'without a store')
    await flush(page)
    expect(await names()).toEqual(['without a store'])
  })

  it('in silence when a page is left before the code for what happened is there', async () => {
    const page = await open('/one')
    await page.route(/playhead-(?:seldom|frustration)/, () => undefined)
    await page.evaluate(`document.querySelector('p').dispatchEvent(new Event('copy', { bubbles: true }))
      document.body.insertAdjacentHTML('beforeend', '<button>Pay</button>')`)
    await page.click('button', { clickCount: 3 })
    await page.goto(`${site.origin}/two`)
    const timeline = async (): Promise<unknown[]> =>
      (await site.segments()).flatMap((segment) => segment.timeline)
    await expect
      .poll(timeline, { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'dropped', reason: 'not-loaded', count: 1 }),
          expect.objectContaining({ type: 'frustration', kind: 'rage-click', count: 3 }),
        ]),
      )
  })

  it('when a service worker stands before the network', async () => {
    const page = await open('/one')
    await page.evaluate(`navigator.serviceWorker.register('/worker.js').then(() =>
      navigator.serviceWorker.controller ?? new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', () => resolve())))
      .then(() => undefined)`)
    for (const name of ['a', 'b', 'c']) {
      await track(page, name)
      await page.reload()
      await untilStarted(page)
    }
    await untilCame('a', 'b', 'c')
    await flush(page)
    expect(await expectWhole()).toHaveLength(1)
  })

  it('on a slow network', async () => {
    const page = await open('/one')
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 800,
      downloadThroughput: 50_000,
      uploadThroughput: 20_000,
    })
    for (const name of ['a', 'b', 'c']) {
      await track(page, name)
      await page.evaluate('void self.replay.flush()')
    }
    await track(page, 'd')
    await page.goto(`${site.origin}/two`)
    await untilCame('a', 'b', 'c', 'd')
    await flush(page)
    expect(await expectWhole()).toHaveLength(1)
  })
})

describe('a network that is gone', () => {
  it('gets everything in order when it is back', async () => {
    const page = await open('/one')
    await flush(page)
    await context.setOffline(true)
    for (const name of ['a', 'b', 'c']) {
      await track(page, name)
      await page.evaluate('void self.replay.flush()')
    }
    expect(await names()).toEqual([])
    await context.setOffline(false)
    await untilCame('a', 'b', 'c')
    expect(await names()).toEqual(['a', 'b', 'c'])
    await expectWhole()
  })

  it('gets what several pages recorded without it, after reloads', async () => {
    const page = await open('/one')
    await page.evaluate(`navigator.serviceWorker.register('/worker.js')
      .then(() => navigator.serviceWorker.ready)`)
    // Under the worker now, which keeps a copy of all that is loaded.
    await page.reload()
    await untilStarted(page)
    await flush(page)
    await context.setOffline(true)
    // What is sent on exit passes the browser's pretence of being offline.
    site.mode = 'break'
    await untilStoreOpen(page)
    await track(page, 'before the reload')
    await page.reload()
    await untilStarted(page)
    await untilStoreOpen(page)
    await track(page, 'after it')
    await page.reload()
    await untilStarted(page)
    expect(await names()).toEqual([])
    site.mode = 'store'
    await context.setOffline(false)
    await untilCame('before the reload', 'after it')
    await flush(page)
    expect(await names()).toEqual(['before the reload', 'after it'])
    await expectWhole()
  })

  it('leaves nothing behind where consent is withdrawn', async () => {
    const page = await open('/one')
    await flush(page)
    await context.setOffline(true)
    await track(page, 'private after all')
    await page.evaluate('void self.replay.flush()')
    await expect
      .poll(() => page.evaluate('indexedDB.databases().then((all) => all.length)'))
      .toBe(1)
    await page.evaluate(`localStorage.setItem('playhead.copies', 'of a page that was left')
      self.replay.setConsent('denied')`)
    expect(await page.evaluate(`localStorage.getItem('playhead.copies')`)).toBeNull()
    await expect
      .poll(() => page.evaluate('indexedDB.databases().then((all) => all.length)'))
      .toBe(0)
    await context.setOffline(false)
    await open('/two', {}, page)
    await flush(page)
    expect(await names()).toEqual([])
  })
})

describe('tabs', () => {
  it('opened by a page say so, and do not go on with its chain', async () => {
    const page = await open('/one')
    await flush(page)
    const [child] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate('void open("/child")'),
    ])
    await untilStarted(child)
    await Promise.all([flush(page), flush(child)])
    const tabs = await expectWhole()
    expect(tabs).toHaveLength(2)
    expect(sessionsOf(tabs)).toBe(1)
    const openers = tabs.map((segments) => {
      const opened = segments[0]?.timeline.find(({ type }) => type === 'tab')
      return opened?.type === 'tab' ? opened.openedBy : undefined
    })
    const first = tabs[openers.indexOf(null)]?.[0]?.header.tab
    expect(first).toBeDefined()
    expect(openers.toSorted()).toEqual([first, null].toSorted())
  })

  it('opened by a link that hides its opener name the tab last used', async () => {
    const page = await open('/one')
    await flush(page)
    const [child] = await Promise.all([context.waitForEvent('page'), page.click('#noopener')])
    await untilStarted(child)
    await Promise.all([flush(page), flush(child)])
    const tabs = await expectWhole()
    const own = tabs.flat().find(({ timeline }) => timeline.some(({ type }) => type === 'click'))
    const events = tabs.flat().flatMap(({ timeline }) => timeline)
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'tab', openedBy: own?.header.tab }),
    )
  })

  it('copied between two recorded pages do not share a chain', async () => {
    const page = await open('/one')
    await page.goto(`${site.origin}/one?options={"consent":"required"}`)
    const [copy] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate('void open("/two")'),
    ])
    await untilStarted(copy)
    await open('/three', {}, page)
    await Promise.all([flush(page), flush(copy)])
    const tabs = await expectWhole()
    expect(tabs).toHaveLength(2)
    expect(sessionsOf(tabs)).toBe(1)
  })

  it('that come back from the back/forward cache go on where the next page stopped', async () => {
    const withCache = await launchFullChromium()
    onTestFinished(() => withCache.close())
    const page = await open('/one', {}, await withCache.newPage())
    // Playwright loses sight of a page that comes back, so the page acts by itself.
    await page.evaluate(`addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      self.replay.track('one again')
      self.replay.flush()
    })`)
    await track(page, 'one')
    await open('/two', {}, page)
    await track(page, 'two')
    await page.evaluate('void history.back()').catch(() => undefined)
    await untilCame('one', 'two', 'one again')
    const [segments = [], ...others] = await expectWhole()
    expect(others).toEqual([])
    expect(await names()).toEqual(['one', 'two', 'one again'])
    expect(segments.flatMap(({ frames }) => frames).filter(({ type }) => type === 2).length).toBe(3)
  })

  it('that crash begin anew in the same session', async () => {
    const page = await open('/one')
    await track(page, 'sent')
    await flush(page)
    await Promise.all([
      page.waitForEvent('crash'),
      page.goto('chrome://crash').catch(() => undefined),
    ])
    const next = await open('/two')
    await track(next, 'after the crash')
    await flush(next)
    const tabs = await expectWhole()
    expect(tabs).toHaveLength(2)
    expect(sessionsOf(tabs)).toBe(1)
    expect((await names()).toSorted()).toEqual(['after the crash', 'sent'])
  })
})

describe('a session kept for an error', () => {
  const options = { sampling: { session: 0, onError: 1 } }

  it('sends nothing over three pages, and all three when the error comes', async () => {
    const page = await open('/one', options)
    await untilStoreOpen(page)
    await track(page, 'one')
    await flush(page)
    await open('/two', options, page)
    await untilStoreOpen(page)
    await track(page, 'two')
    await flush(page)
    await open('/three', options, page)
    await flush(page)
    expect(await site.segments()).toEqual([])
    await page.evaluate('setTimeout(() => { throw new Error("it broke") })')
    await expect.poll(() => stateOf(page)).toBe('recording')
    await expect.poll(async () => JSON.stringify(await site.segments())).toContain('it broke')
    expect(await names()).toEqual(['one', 'two'])
    await open('/four', options, page)
    await track(page, 'four')
    await flush(page)
    const tabs = await expectWhole()
    expect(tabs).toHaveLength(1)
    const text = JSON.stringify(tabs)
    for (const path of ['/one', '/two', '/three', '/four']) expect(text).toContain(`page ${path}`)
  })

  it('is sent from memory where the browser never opens its database', async () => {
    const page = await context.newPage()
    await page.addInitScript('IDBFactory.prototype.open = () => new EventTarget()')
    await open('/one', options, page)
    await track(page, 'before the error')
    await page.evaluate('setTimeout(() => { throw new Error("it broke") })')
    await expect.poll(() => stateOf(page)).toBe('recording')
    await untilCame('before the error')
    expect(JSON.stringify(await site.segments())).toContain('it broke')
    await expectWhole()
  })
})

describe('a server that has had enough', () => {
  it('is left alone for the rest of the session, on every page', async () => {
    site.mode = 'stop'
    const page = await context.newPage()
    await page.goto(`${site.origin}/one`)
    await expect.poll(() => stateOf(page), { timeout: 10_000 }).toBe('stopped')
    site.mode = 'store'
    await page.goto(`${site.origin}/two`)
    await expect.poll(() => stateOf(page)).toBe('stopped')
    expect(await page.evaluate('self.replay.why()')).toContainEqual({
      gate: 'earlier',
      passes: false,
      reason: expect.stringContaining('HTTP 410'),
    })
    expect(await site.segments()).toEqual([])
  })
})

describe('a session that has sent as much as one may', () => {
  it('ends with word of it, and stays ended on the next page', async () => {
    const options = { limits: { maxSessionBytes: 20_000 } }
    const page = await open('/one', options)
    await page.evaluate(`for (let i = 0; i < 40; i++) self.replay.track('large', {
      text: Array.from({ length: 100 }, () => Math.random().toString(36)).join() })`)
    await flush(page)
    await expect.poll(() => stateOf(page)).toBe('stopped')
    await expect
      .poll(async () => (await site.segments()).flatMap(({ timeline }) => timeline))
      .toContainEqual(expect.objectContaining({ type: 'dropped', reason: 'session-full' }))
    await expectWhole()
    await page.goto(`${site.origin}/two`)
    await expect.poll(() => stateOf(page)).toBe('stopped')
  })
})

describe('a browser that is killed', () => {
  let killable: KillableBrowser | null = null
  afterEach(async () => {
    await killable?.close()
    killable = null
  })

  /** What the page's store holds by now. */
  async function storedNames(page: Page): Promise<string[]> {
    const bodies = await page.evaluate<number[][]>(`new Promise((resolve) => {
      const open = indexedDB.open('playhead', 1)
      open.onsuccess = () => {
        const all = open.result.transaction('segments').objectStore('segments').getAll()
        all.onsuccess = () => { open.result.close(); resolve(all.result.map((bytes) => [...bytes])) }
      }
    })`)
    const segments = await Promise.all(bodies.map((bytes) => decodeSegment(new Uint8Array(bytes))))
    return customNames(segments)
  }

  it('has sent or stored what is older than the flush age, without being asked', async () => {
    killable = await launchKillable()
    const page = await killable.newPage()
    await open('/one', { limits: { flushAfterMs: 300 } }, page)
    await track(page, 'sent')
    await untilCame('sent')
    site.mode = 'break'
    await track(page, 'kept')
    await expect.poll(() => storedNames(page), { timeout: 15_000 }).toEqual(['kept'])
    killable.kill()
    site.mode = 'store'
    expect(await names()).toEqual(['sent'])
    await killable.restart()
    const next = await killable.newPage()
    // What another tab left is sent once that tab has had its time; the clock is moved on by so much.
    await next.addInitScript('const now = Date.now; Date.now = () => now() + 61_000')
    await open('/two', {}, next)
    await untilCame('kept')
  })
})
