import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../testing/launch-chromium.ts'
import { serveSite, type Site } from '../testing/serve-site.ts'

/** What is still there after a collection of garbage, in a real browser. */
let site: Site
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

interface Opened {
  page: Page
  devtools: CDPSession
}

async function open(): Promise<Opened> {
  const page = await browser.newPage()
  await page.goto(`${site.origin}/one`)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  return { page, devtools }
}

/** The sum of what `measure` makes of all objects of a kind that can be reached. */
async function sum(devtools: CDPSession, kind: string, measure: string): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${kind}.prototype` })
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'counted',
  })
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: `function () { return this.reduce((sum, one) => sum + (${measure})(one), 0) }`,
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'counted' })
  return Number(counted.result.value)
}

async function takeStock({ page, devtools }: Opened) {
  for (let turn = 0; turn < 3; turn++) {
    await devtools.send('HeapProfiler.collectGarbage')
    // Finalizers run in tasks of their own.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))')
  }
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN
  return {
    documents: metric('Documents'),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    detached: await sum(
      devtools,
      'Node',
      '(node) => { try { return node.isConnected ? 0 : 1 } catch { return 0 } }',
    ),
    inMaps: await sum(devtools, 'Map', '(map) => map.size'),
    inSets: await sum(devtools, 'Set', '(set) => set.size'),
    inLists: await sum(devtools, 'Array', '(list) => list.length'),
  }
}

type Stock = Awaited<ReturnType<typeof takeStock>>

/** What there is more of, by one for each turn at least: of the latest, some may be kept for a while. */
async function grown(opened: Opened, before: Stock, turns: number): Promise<unknown[]> {
  const after = Object.entries(await takeStock(opened))
  return after.filter(([what, count]) => count - Number(Reflect.get(before, what)) >= turns)
}

it('stays as it is however often recording starts and stops', async () => {
  const opened = await open()
  const cycle = (times: number): Promise<unknown> =>
    opened.page.evaluate(`(async () => {
      for (let turn = 0; turn < ${times}; turn++) {
        self.replay = Playhead.start({ endpoint: '/api/replay' })
        document.querySelector('p').textContent = 'changed ' + turn
        await self.replay.flush()
        await self.replay.stop()
      }
    })()`)
  await opened.page.evaluate('self.replay.stop()')
  await cycle(2)
  const before = await takeStock(opened)
  await cycle(10)
  await expect.poll(() => grown(opened, before, 10), { timeout: 15_000 }).toEqual([])
  await opened.page.close()
}, 60_000)
