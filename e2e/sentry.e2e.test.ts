import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { type SentryIngest, serveSentry } from './support/serve-sentry.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { createViewer } from './support/viewer.ts'
import { visitShop } from './support/visit-shop.ts'
import { createVisitor } from './support/visitor.ts'

let browser: Browser
let example: RunningExample
let sentry: SentryIngest

beforeAll(async () => {
  sentry = await serveSentry()
  ;[example, browser] = await Promise.all([
    startExample('next-shop', { env: { PLAYHEAD_SENTRY_DSN: sentry.dsn } }),
    launchBrowser(),
  ])
})

afterAll(async () => {
  await browser.close()
  await example.stop()
  sentry.stop()
})

it('leads from the error in Sentry to its moment in the viewer, and shows that Sentry has it', async () => {
  const visited = await browser.newPage()
  await visitShop(createVisitor(visited), {
    origin: example.origin,
    cardNumber: '4000 0566 5566 5556',
  })
  const sent = await vi.waitFor(
    () => {
      const found = sentry.bodies.find((body) => body.includes('canMakePayments'))
      if (found === undefined) throw new Error('Sentry has not got the error.')
      return found
    },
    { timeout: 10_000 },
  )
  await visited.goto('about:blank')
  const url = /"playhead\.url":"([^"]+)"/.exec(sent)?.[1] ?? ''
  expect(url.startsWith(`${example.origin}/api/replay/sessions/`)).toBe(true)

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const viewer = createViewer(page, example.origin)
  // What the visitor's last page sent on its way out may be under way still.
  await vi.waitFor(
    async () => {
      await page.goto(url)
      await viewer.untilState('paused')
      const link = await viewer.events('link').first().textContent({ timeout: 2_000 })
      expect(link).toContain('canMakePayments')
      expect(link).not.toContain('pending')
    },
    { timeout: 20_000 },
  )
  const linked = await viewer.readPosition()
  await viewer.events('error').first().click()
  await viewer.untilState('paused')
  const atError = await viewer.readPosition()
  expect(Math.abs(linked - atError)).toBeLessThanOrEqual(100)
  await viewer.events('link').first().click()
  await page.getByText('confirmed', { exact: true }).waitFor()
})
