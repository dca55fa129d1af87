import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { logRocketScript, logRocketSession } from './support/logrocket-script.ts'
import { readSentryEvents, readSentryLink } from './support/read-sentry-events.ts'
import { serveVendor, type Vendor } from './support/serve-vendor.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { createViewer } from './support/viewer.ts'
import { visitCinema } from './support/visit-cinema.ts'
import { visitShop } from './support/visit-shop.ts'
import { createVisitor } from './support/visitor.ts'

const examples = [
  { name: 'next-shop', visit: visitShop, sdk: 'sentry.javascript.nextjs' },
  { name: 'express-react', visit: visitCinema, sdk: 'sentry.javascript.react' },
] as const

/** One visitor meets the checkout's error while all trackers are switched on. */
describe.each(examples)('the trackers of $name', ({ name, visit, sdk }) => {
  let browser: Browser
  let example: RunningExample
  let page: Page
  let sentry: Vendor
  let logRocket: Vendor
  let postHog: Vendor
  let webhook: Vendor

  beforeAll(async () => {
    ;[sentry, logRocket, postHog, webhook, browser] = await Promise.all([
      serveVendor(),
      serveVendor({ '/logger.min.js': logRocketScript }),
      serveVendor(),
      serveVendor(),
      launchBrowser(),
    ])
    example = await startExample(name, {
      env: {
        PLAYHEAD_SENTRY_DSN: sentry.origin.replace('//', '//public@') + '/42',
        PLAYHEAD_LOGROCKET_APP: 'acme/shop',
        PLAYHEAD_LOGROCKET_SERVER: logRocket.origin,
        PLAYHEAD_POSTHOG_KEY: 'phc_test',
        PLAYHEAD_POSTHOG_HOST: postHog.origin,
        PLAYHEAD_WEBHOOK_URL: `${webhook.origin}/errors`,
      },
    })
    // PostHog sends nothing of a browser that says that it is driven.
    const context = await browser.newContext({
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) Chrome/${browser.version()}`,
    })
    const visited = await context.newPage()
    await visited.addInitScript(
      `Object.defineProperties(Navigator.prototype, {
        webdriver: { get: () => false },
        userAgentData: { get: () => undefined },
      })`,
    )
    await visit(createVisitor(visited), {
      origin: example.origin,
      cardNumber: '4000 0566 5566 5556',
    })
    // The bridge to PostHog waits some seconds in case that PostHog captures the error by itself.
    await Promise.all([untilSent(sentry, 'canMakePayments'), untilSent(postHog, '$exception')])
    await visited.goto('about:blank')
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
    for (const vendor of [sentry, logRocket, postHog, webhook]) vendor.stop()
  })

  /**
   * Follows an address that a tracker was sent.
   * @returns how far from the moment of the error it leads, in ms.
   */
  async function follow(url: string): Promise<number> {
    expect(url.startsWith(`${example.origin}/api/replay/sessions/`)).toBe(true)
    const viewer = createViewer(page, example.origin)
    // What the visitor's last page sent on its way out may be under way still.
    await vi.waitFor(
      async () => {
        await page.goto(url)
        await viewer.untilState('paused')
        const error = await viewer.events('error').first().textContent({ timeout: 2_000 })
        expect(error).toContain('canMakePayments')
      },
      { timeout: 20_000 },
    )
    const linked = await viewer.readPosition()
    await viewer.events('error').first().click()
    await viewer.untilState('paused')
    return Math.abs(linked - (await viewer.readPosition()))
  }

  it('lead from the error in Sentry to its moment, and the viewer shows that Sentry has it', async () => {
    const [event] = readSentryEvents([await untilSent(sentry, 'canMakePayments')])
    expect(event).toMatchObject({ platform: 'javascript', sdk: { name: sdk } })
    expect(await follow(readSentryLink(event).url)).toBeLessThanOrEqual(100)
    const link = createViewer(page, example.origin)
      .events('link')
      .filter({ hasText: 'canMakePayments' })
      .first()
    expect(await link.textContent()).not.toContain('pending')
    await link.click()
    await page.getByText('confirmed', { exact: true }).waitFor()
  })

  it('lead from what a webhook is told of the error to its moment', async () => {
    const told = JSON.parse(await untilSent(webhook, 'canMakePayments'))
    expect(told).toMatchObject({ error_type: 'TypeError', replay_timestamp: expect.any(Number) })
    expect(await follow(told.session_replay_url)).toBeLessThanOrEqual(100)
  })

  it("give Sentry's event the link to LogRocket's recording too", async () => {
    expect(await untilSent(sentry, 'canMakePayments')).toContain(
      `"logrocket":${JSON.stringify(logRocketSession)}`,
    )
  })

  it('lead from the error in LogRocket to its moment, and from the viewer to LogRocket', async () => {
    const sent = await untilSent(logRocket, 'Playhead error')
    const distance = await follow(/"playheadUrl":"([^"]+)"/.exec(sent)?.[1] ?? '')
    expect(distance).toBeLessThanOrEqual(100)
    await createViewer(page, example.origin)
      .events('link')
      .filter({ hasText: 'logrocket' })
      .first()
      .click()
    await page.locator(`a[href="${logRocketSession}"]`).first().waitFor()
  })

  it('lead from the error in PostHog to its moment, and from the viewer to PostHog', async () => {
    const sent = await untilSent(postHog, '$exception')
    const event = sent.slice(sent.indexOf('"$exception"'))
    const distance = await follow(/"playhead_url":"([^"]+\?at=\d+)"/.exec(event)?.[1] ?? '')
    expect(distance).toBeLessThanOrEqual(100)
    await createViewer(page, example.origin)
      .events('link')
      .filter({ hasText: 'posthog' })
      .first()
      .click()
    await page.locator('a[href*="/replay/"]').first().waitFor()
  })
})

function untilSent({ bodies }: Vendor, words: string): Promise<string> {
  return vi.waitFor(
    () => {
      const found = bodies.find((body) => body.includes(words))
      if (found === undefined) throw new Error(`Nothing with ${words} was sent.`)
      return found
    },
    { timeout: 20_000 },
  )
}
