import type { TimelineEvent } from '@playhead/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../../testing/launch-chromium.ts'
import { serveSite, type Site } from '../../testing/serve-site.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it('tells how the visitor wants pages to look, at the beginning and when that changes', async () => {
  const page = await browser.newPage({ colorScheme: 'dark', reducedMotion: 'no-preference' })
  await page.goto(`${site.origin}/`)
  const preferences = async (): Promise<TimelineEvent[]> => {
    await page.evaluate('self.replay.flush()')
    const events = (await site.segments()).flatMap(({ timeline }) => timeline)
    return events.filter(({ type }) => type === 'preferences')
  }
  await expect
    .poll(preferences, { timeout: 10_000 })
    .toMatchObject([{ colorScheme: 'dark', reducedMotion: false, forcedColors: false }])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expect
    .poll(async () => (await preferences()).at(-1), { timeout: 10_000 })
    .toMatchObject({ colorScheme: 'light', reducedMotion: true, forcedColors: false })
  await page.close()
})
