import type { Segment } from '@playhead/protocol'
import type { Browser, Page } from 'playwright-core'
import type { CanarySite } from './canary-site.ts'
import { type CanaryCase, canaryOf, plant, type ScriptCase } from './canary-case.ts'
import { installPageKit, type Insertion, type PageKit } from './page-kit.ts'

declare global {
  interface Window {
    pageKit: PageKit
    replay?: { flush(): Promise<void>; getState(): { name: string } }
    Playhead: { start(options: object): NonNullable<Window['replay']> }
  }
}

/** What a visit left behind. */
interface Visit {
  /** The names of the canaries that were found in what was sent. */
  found: string[]
  segments: Segment[]
  /** Cases whose script failed: they have shown nothing. */
  failed: string[]
}

/** By which way the canaries came into the page. */
export type Way = 'first' | 'morph' | Insertion

export interface CanaryVisitor {
  visitMarkup(cases: readonly CanaryCase[], way: Way, isSafe?: boolean): Promise<Visit>
  visitScripts(
    cases: readonly ScriptCase[],
    when: 'before' | 'after',
    isSafe?: boolean,
  ): Promise<Visit>
  /** All canaries planted so far outside of safe regions, by the names of their cases. */
  planted: ReadonlyMap<string, string>
}

export function createCanaryVisitor(browser: Browser, site: CanarySite): CanaryVisitor {
  const planted = new Map<string, string>()

  function plantAll(
    cases: readonly Pick<CanaryCase, 'name' | 'isName' | 'isShort'>[],
    mode: string,
    isSafe: boolean,
  ): Map<string, string> {
    const canaries = new Map(cases.map((one) => [one.name, canaryOf(one, mode)]))
    if (!isSafe) for (const [name, canary] of canaries) planted.set(`${name}, ${mode}`, canary)
    return canaries
  }

  async function open(path: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage()
    await page.addInitScript(installPageKit)
    await page.goto(site.origin + path)
    return page
  }

  async function leave(
    page: Page,
    canaries: ReadonlyMap<string, string>,
  ): Promise<Omit<Visit, 'failed'>> {
    await page.evaluate(() => window.replay?.flush())
    await page.context().close()
    const { haystack, segments } = await site.takeUploads()
    return { found: haystack.find(canaries), segments }
  }

  return {
    planted,
    async visitMarkup(cases, way, isSafe = false) {
      const mode = `${way}${isSafe ? ', safe' : ''}`
      const canaries = plantAll(cases, mode, isSafe)
      const parts = cases.map(({ name, html, isInHead = false }) => ({
        isInHead,
        before: plant(html, 'a'),
        html: plant(html, canaries.get(name) ?? ''),
      }))
      site.setPage('/markup', toPage(parts, way, isSafe))
      const page = await open('/markup')
      await startReplay(page)
      await page.evaluate(changePage, { parts, way })
      return { ...(await leave(page, canaries)), failed: [] }
    },
    async visitScripts(all, when, isSafe = false) {
      const cases = when === 'after' ? all : all.filter(({ isLive }) => isLive !== true)
      const mode = `${when}${isSafe ? ', safe' : ''}`
      const canaries = plantAll(cases, mode, isSafe)
      const scripts = cases.map(({ name, script }) => ({
        name,
        script: plant(script, canaries.get(name) ?? ''),
      }))
      site.setPage('/scripts', toPage([], 'first', isSafe))
      site.setPage('/inner', '<!doctype html><title>inner</title><p>a</p>')
      site.setPage('/answer', [...canaries.values()].join(' '))
      const page = await open('/scripts')
      if (when === 'after') await startReplay(page)
      const failed = await page.evaluate(runAll, scripts)
      if (when === 'before') await startReplay(page)
      return { ...(await leave(page, canaries)), failed }
    },
  }
}

/** With the defaults of the recorder, all of them. */
async function startReplay(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.replay = window.Playhead.start({ endpoint: '/api/replay' })
  })
  await page.waitForFunction(() => window.replay?.getState().name === 'recording')
}

interface Part {
  isInHead: boolean
  before: string
  html: string
}

function toPage(parts: readonly Part[], way: Way, isSafe: boolean): string {
  const shown = ({ html, before }: Part): string =>
    way === 'first' ? html : way === 'morph' ? before : ''
  const inBody = parts.map((part) => `<div class="case">${part.isInHead ? '' : shown(part)}</div>`)
  return `<!doctype html><html><head><title>Shop</title>
    <script src="/api/replay/playhead.js"></script>
    <script>window.replay = { track() {}, identify() {}, setFlags() {}, link() {}, captureError() {} }</script>
    ${parts.map((part) => (part.isInHead ? shown(part) : '')).join('')}
    </head><body><main ${isSafe ? 'data-record-safe' : ''}>${inBody.join('\n')}</main></body></html>`
}

/** Runs in the page. */
async function changePage({ parts, way }: { parts: Part[]; way: Way }): Promise<void> {
  const { pageKit } = window
  const hosts = document.querySelectorAll('.case')
  for (const [index, { html, isInHead }] of parts.entries()) {
    const host = isInHead ? document.head : hosts[index]
    if (!host || way === 'first') continue
    if (way !== 'morph') pageKit.insert(host, html, isInHead ? 'insertAdjacentHTML' : way)
    else if (isInHead) document.head.insertAdjacentHTML('beforeend', html)
    else pageKit.morph(host, html)
  }
  await pageKit.nextTask()
  pageKit.use(document)
  await pageKit.nextTask()
}

/** Runs in the page. */
async function runAll(scripts: { name: string; script: string }[]): Promise<string[]> {
  const failed: string[] = []
  const host = document.querySelector('main') ?? document.body
  for (const { name, script } of scripts) {
    const box = host.appendChild(document.createElement('div'))
    try {
      await window.pageKit.run(script, box)
    } catch (error) {
      failed.push(`${name}: ${String(error)}`)
    }
  }
  window.pageKit.use(document)
  await window.pageKit.nextTask()
  return failed
}
