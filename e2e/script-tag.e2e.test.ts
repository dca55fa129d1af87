import { decodeSegment } from '@playhead/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { readSegments } from './support/search-database.ts'
import { type RunningExample, startExample } from './support/start-example.ts'

let browser: Browser
let example: RunningExample

const page = `<!doctype html>
<title>No bundler here</title>
<h1 data-record-safe>Opening hours</h1>
<p>Only for members</p>
<script src="/api/replay/playhead.js"></script>
<script>
  window.replay = Playhead.start({ endpoint: '/api/replay' })
</script>`

beforeAll(async () => {
  ;[example, browser] = await Promise.all([startExample('next-shop'), launchBrowser()])
})

afterAll(async () => {
  await browser.close()
  await example.stop()
})

it('records a plain page with the script that the handler serves', async () => {
  const visited = await browser.newPage()
  await visited.route(`${example.origin}/plain.html`, (route) =>
    route.fulfill({ body: page, contentType: 'text/html' }),
  )
  await visited.goto(`${example.origin}/plain.html`)
  await visited.waitForFunction('replay.getState().name === "recording"')
  await visited.evaluate('replay.flush()')

  const [bytes] = await readSegments(example.database)
  if (!bytes) throw new Error('Nothing was stored.')
  const { timeline, frames } = await decodeSegment(bytes)
  expect(timeline.find(({ type }) => type === 'navigation')).toMatchObject({
    to: `${example.origin}/plain.html`,
  })
  const recorded = JSON.stringify(frames)
  expect(recorded).toContain('Opening hours')
  expect(recorded).not.toContain('members')
})
