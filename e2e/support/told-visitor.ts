import type { FrustrationEvent, SessionTimeline, TimelineEvent } from '@playhead/protocol'
import type { Browser, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Hears } from './visit-impatiently.ts'

/** Longer than a click waits until it is dead. */
const longEnoughMs = 8_000
const patience = { timeout: 30_000, interval: 200 }

/** Somebody with a browser, and so a session, of their own. */
export interface Visitor {
  page: Page
  /** What the page was told by the event on its window. */
  heard: readonly FrustrationEvent[]
  /** What the server has. */
  timeline(): Promise<TimelineEvent[]>
  /** What the server has been told of frustration, once it is these kinds and no others. */
  told(kinds: readonly string[]): Promise<FrustrationEvent[]>
  ragesTold(count: number): Promise<FrustrationEvent[]>
  /** Until so much time has gone by since they were done that no click waits any more. */
  lookedLong(): Promise<void>
}

export type Act = (page: Page, hears: Hears) => Promise<void>

/** Lets somebody act in the shop, and then look at what is there. */
export async function startVisit(browser: Browser, origin: string, act: Act): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const heard: FrustrationEvent[] = []
  await context.exposeFunction('reportFrustration', (event: FrustrationEvent) => heard.push(event))
  await context.addInitScript(
    `addEventListener('playhead:frustration', ({ detail }) => reportFrustration(detail))`,
  )
  const page = await context.newPage()
  await act(page, (kind) =>
    vi.waitFor(() => expect(heard.map((event) => event.kind)).toContain(kind), patience),
  )
  // Nothing more is done; the page says when it has been so for long.
  await page.evaluate(
    (ms) => void setTimeout(() => console.info('That was long enough.'), ms),
    longEnoughMs,
  )
  const kept = await page.evaluate(() => localStorage.getItem('playhead.session') ?? '')
  const session = /[0-9a-f]{32}/.exec(kept)?.[0] ?? kept

  async function timeline(): Promise<TimelineEvent[]> {
    const response = await fetch(`${origin}/api/replay/api/sessions/${session}/timeline`)
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
    return ((await response.json()) as SessionTimeline).events
  }

  const frustration = async (): Promise<FrustrationEvent[]> =>
    (await timeline()).filter((event) => event.type === 'frustration')

  return {
    page,
    heard,
    timeline,
    told: (kinds) =>
      vi.waitFor(async () => {
        const told = await frustration()
        expect(told.map(({ kind }) => kind).sort()).toEqual([...kinds].sort())
        return told
      }, patience),
    ragesTold: (count) =>
      vi.waitFor(async () => {
        const told = (await frustration()).filter(({ kind }) => kind === 'rage-click')
        expect(told).toHaveLength(count)
        return told
      }, patience),
    lookedLong: () =>
      vi.waitFor(async () => {
        expect(JSON.stringify(await timeline())).toContain('That was long enough.')
      }, patience),
  }
}
