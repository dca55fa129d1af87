import { canvasPicture } from '@playhead/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../testing/launch-chromium.ts'
import { serveSite, type Site } from '../testing/serve-site.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const addCanvas = `
  const canvas = document.querySelector('p').appendChild(document.createElement('canvas'))
  const context = canvas.getContext('2d')
  context.fillStyle = 'red'
  context.fillRect(0, 0, 100, 100)`

async function visit(options: object): Promise<string[]> {
  site.clear()
  const page = await browser.newPage()
  const loaded: string[] = []
  page.on('requestfinished', (request) => loaded.push(new URL(request.url()).pathname))
  await page.goto(`${site.origin}/drawing?options=${encodeURIComponent(JSON.stringify(options))}`)
  await page.evaluate(addCanvas)
  await expect
    .poll(
      async () => {
        await page.evaluate('self.replay.flush()')
        return JSON.stringify((await site.segments()).flatMap(({ frames }) => frames))
      },
      { timeout: 15_000 },
    )
    .toContain('canvas' in options ? `${canvasPicture}":"data:image/webp;base64,` : '"canvas"')
  await page.close()
  return loaded
}

it('sends pictures of canvases to those who ask for them, by a part that nobody else loads', async () => {
  expect(await visit({ canvas: { maxFps: 20 } })).toContain('/api/replay/playhead-canvas.js')
  expect(await visit({})).not.toContain('/api/replay/playhead-canvas.js')
})
