// `npm run sample`: records the sample session that `npm start` shows, by visiting the built example
// shop at a human's pace. Overwrites scripts/sample-session. Takes about two minutes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { ensureChromium } from './ensure-chromium.mjs'
import { continueOnBundledNode, ensureInstalled, root } from './ensure-installed.mjs'

const folder = `${root}scripts/sample-session/`

ensureInstalled()
if (!(await continueOnBundledNode())) await recordSample()

async function recordSample() {
  process.env.CHROMIUM_PATH ??= ensureChromium()
  const { startExample } = await import('../e2e/support/start-example.ts')
  const { launchBrowser } = await import('../e2e/support/launch-browser.ts')
  const { readSegments } = await import('../e2e/support/search-database.ts')
  const { recordSampleVisit } = await import('../e2e/support/sample-visit.ts')

  // The port of `npm start`, so that the recorded addresses look like the visitor's own.
  const shop = await startExample('next-shop', { port: 3000 })
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const userAgent = await page.evaluate('navigator.userAgent')
    await recordSampleVisit(page, shop.origin)
    const segments = await readSegments(shop.database)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [index, bytes] of segments.entries()) {
      writeFileSync(`${folder}${String(index).padStart(3, '0')}.segment`, bytes)
    }
    writeFileSync(`${folder}user-agent.txt`, `${userAgent}\n`)
    console.log(`${segments.length} segments are in scripts/sample-session.`)
  } finally {
    await browser.close()
    await shop.stop()
  }
}
