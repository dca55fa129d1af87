import type { SessionList, SessionTimeline } from '@playhead/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { createViewer } from './support/viewer.ts'

/** A request that each example's own code does not withstand. */
const broken = [
  {
    name: 'next-shop',
    path: '/api/coupon',
    told: { service: 'shop', name: 'SyntaxError', route: '/api/coupon' },
  },
  {
    name: 'express-react',
    path: '/api/orders',
    told: { service: 'cinema', name: 'TypeError', route: '/api/orders' },
  },
] as const

describe.each(broken)('an error of the server of $name', ({ name, path, told }) => {
  let browser: Browser
  let example: RunningExample

  beforeAll(async () => {
    ;[example, browser] = await Promise.all([startExample(name), launchBrowser()])
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
  })

  it('is on the timeline of the session whose request it was, and of no other', async () => {
    const [other, visitor] = [await browser.newContext(), await browser.newContext()]
    const pages = [await other.newPage(), await visitor.newPage()]
    for (const page of pages) {
      const stored = page.waitForResponse((response) => response.url().endsWith('/segments'))
      await page.goto(example.origin)
      await stored
    }
    const status = await pages[1]?.evaluate(
      async (to) => (await fetch(to, { method: 'POST', body: 'no JSON' })).status,
      path,
    )
    expect(status).toBe(500)

    const api = `${example.origin}/api/replay/api/sessions`
    const { sessions } = (await (await fetch(api)).json()) as SessionList
    expect(sessions).toHaveLength(2)
    const found = await vi.waitUntil(
      async () => {
        const timelines = await Promise.all(
          sessions.map(async ({ id }) => {
            const timeline = (await (
              await fetch(`${api}/${id}/timeline`)
            ).json()) as SessionTimeline
            return { id, events: timeline.events.filter(({ type }) => type === 'server') }
          }),
        )
        const linked = timelines.filter(({ events }) => events.length > 0)
        return linked.length > 0 ? linked : null
      },
      { timeout: 20_000 },
    )
    expect(found).toHaveLength(1)
    expect(found[0]?.events).toMatchObject([{ kind: 'error', method: 'POST', tab: null, ...told }])

    const watching = await browser.newPage()
    await watching.goto(`${example.origin}/api/replay/sessions/${found[0]?.id ?? ''}`)
    const row = createViewer(watching, example.origin).events('server').first()
    expect(await row.textContent()).toContain(told.name)
  })
})
