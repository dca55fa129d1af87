import { type Browser, type CDPSession, chromium } from 'playwright-core'
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs'
import type { Servers, Stage } from './serve.ts'

/** What one visit cost. Times in ms, sizes in bytes. */
export interface Cost {
  /** CPU time of the main thread in tasks, whoever's they were. Waiting for a core does not count. */
  taskMs: number
  /** The longest task the page was blocked by; 0 if none took 50 ms. */
  longestTaskMs: number
  scriptBytes: number
  replayBytes: number
  uploadedBytes: number
  /** After a garbage collection, when the work was over. */
  heapBytes: number
  /** DOM nodes alive then, attached or not. */
  nodes: number
}

const settleMs = 2_000
/** Vendors gather for up to 5 s before they send. */
const flushMs = 6_000

/** Opens the page in a browser of its own, does the work, leaves, and counts. */
export async function visit(stage: Stage, { pagesUrl, show }: Servers): Promise<Cost> {
  show(stage)
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...chromiumArguments,
      // Some SDKs record no robots.
      '--disable-blink-features=AutomationControlled',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  })
  try {
    return await measure(browser, stage, pagesUrl)
  } finally {
    await browser.close()
  }
}

async function measure(browser: Browser, stage: Stage, pagesUrl: string): Promise<Cost> {
  const [version] = browser.version().split('.')
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
  })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await page.addInitScript(countLongTasks)
  await page.goto(`${pagesUrl}/blank`)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await readMetrics(devtools)
  await page.goto(`${pagesUrl}/`, { waitUntil: 'load' })
  await page.waitForTimeout(settleMs)
  // Some SDKs send nothing of a page that nobody has touched.
  await page.mouse.move(640, 400, { steps: 5 })
  await page.mouse.click(640, 790)
  await stage.workload.run(page)
  await page.waitForTimeout(flushMs)
  const after = await readMetrics(devtools)
  const longestTaskMs = await page.evaluate<number>('self.longestTaskMs')
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { Nodes: nodes = 0 } = await readMetrics(devtools)
  await page.evaluate('self.flushReplay?.()')
  await page.goto(`${pagesUrl}/blank`)
  // The last beacons.
  await page.waitForTimeout(500)
  const { peer, uploads, scriptBytes } = stage
  const replays = uploads.filter(({ url, body }) => peer.isReplay?.(url, body) ?? true)
  return {
    taskMs: ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) * 1_000,
    longestTaskMs,
    scriptBytes,
    replayBytes: sizeOf(replays),
    uploadedBytes: sizeOf(uploads),
    heapBytes: usedSize,
    nodes,
  }
}

const countLongTasks = `self.longestTaskMs = 0
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) self.longestTaskMs = Math.max(self.longestTaskMs, duration)
}).observe({ type: 'longtask', buffered: true })`

async function readMetrics(devtools: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

function sizeOf(uploads: readonly { body: Buffer }[]): number {
  return uploads.reduce((total, { body }) => total + body.length, 0)
}
