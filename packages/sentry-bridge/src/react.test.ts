import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './launch-chromium.test-support.ts'
import { bundleLab, type Lab, serveLab } from './serve-lab.test-support.ts'

let browser: Browser
let server: Lab

beforeAll(async () => {
  ;[server, browser] = await Promise.all([
    bundleLab('sentry-11', 'react-page.test-support.tsx').then(serveLab),
    launchChromium(),
  ])
})

afterAll(async () => {
  await browser.close()
  server.stop()
})

it("links what the error boundary of Sentry's React SDK caught", async () => {
  const page = await browser.newPage()
  await page.goto(server.origin)
  await page.getByText('Ask us for the price').waitFor()
  await expect.poll(() => server.events.length).toBe(1)
  const { event } = server.events[0] ?? {}
  expect(event?.exception?.values?.at(-1)).toMatchObject({ type: 'RangeError', value: 'No price' })
  expect(event?.tags?.['playhead.url']).toBe(event?.contexts?.playhead?.url)
  expect(event?.contexts?.playhead?.url).toMatch(/\/sessions\/[0-9a-f]{32}\?at=\d{13}$/)
})
