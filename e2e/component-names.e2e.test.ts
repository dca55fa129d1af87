import { decodeSegment, type TimelineEvent } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { startExample } from './support/start-example.ts'

it.each(['next-shop', 'express-react'] as const)(
  'the production build of %s says which component was clicked',
  async (name) => {
    const example = await startExample(name)
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      const bodies: Buffer[] = []
      page.on('request', (request) => {
        const body = request.postDataBuffer()
        if (body && request.url().endsWith('/segments')) bodies.push(body)
      })
      await page.goto(example.origin)
      const replay = `globalThis[Symbol.for('@playhead/core')]?.replay`
      await expect
        .poll(() => page.evaluate(`${replay}?.getState().name`), { timeout: 30_000 })
        .toBe('recording')
      await page.click('footer strong')
      await page.evaluate(`${replay}.flush()`)
      const segments = await Promise.all(bodies.map((body) => decodeSegment(Uint8Array.from(body))))
      const events: TimelineEvent[] = segments.flatMap(({ timeline }) => timeline)
      expect(events.find(({ type }) => type === 'click')).toMatchObject({
        element: { component: 'SiteFooter' },
      })
    } finally {
      await browser.close()
      await example.stop()
    }
  },
)
