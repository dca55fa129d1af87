import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { nextKiosk } from './support/next-kiosk.ts'
import { readSentryEvents, readSentryLink } from './support/read-sentry-events.ts'
import { serveVendor, type Vendor } from './support/serve-vendor.ts'

const next = join(import.meta.dirname, '../node_modules/next/dist/bin/next')
let browser: Browser
let sentry: Vendor
let folder: string

beforeAll(async () => {
  ;[sentry, browser] = await Promise.all([serveVendor(), launchBrowser()])
  folder = mkdtempSync(join(import.meta.dirname, '.kiosk-'))
  for (const [name, text] of Object.entries(nextKiosk)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
})

afterAll(async () => {
  await browser.close()
  sentry.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('a page that is built with withSentryConfig around withPlayhead has both', async () => {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    NEXT_PUBLIC_DSN: `${sentry.origin.replace('//', '//public@')}/42`,
  }
  const options = { cwd: folder, env }
  await promisify(execFile)(process.execPath, [next, 'build'], options)
  const server = spawn(process.execPath, [next, 'start', '--port', '0'], options)
  const page = await browser.newPage()
  try {
    const origin = await readOrigin(server)
    const segments: (Buffer | null)[] = []
    await page.route('**/api/replay/**', (route) => {
      segments.push(route.request().postDataBuffer())
      return route.fulfill({ status: 202 })
    })
    await page.goto(origin)
    await page.waitForFunction('getReplay().getState().name === "recording"')
    const session = await page.evaluate('getReplay().sessionId')
    expect(await page.locator('button').getAttribute('data-component')).toBe('PayButton')
    const before = sentry.bodies.length
    await page.locator('button').click()
    await expect
      .poll(() => sentry.bodies.slice(before).join(), { timeout: 20_000 })
      .toContain('no stock')
    const [event] = readSentryEvents(
      sentry.bodies.slice(before).filter((body) => body.includes('no stock')),
    )
    // By Sentry's options of the build, not by ours.
    expect(event).toMatchObject({ release: 'kiosk@9', sdk: { name: 'sentry.javascript.nextjs' } })
    expect(readSentryLink(event).url).toMatch(
      `${origin}/api/replay/sessions/${String(session)}?at=`,
    )
    await page.evaluate('getReplay().flush()')
    expect(segments).not.toEqual([])
  } finally {
    await page.close()
    server.kill()
  }
})

/** Next says where it listens, and then that it does. */
function readOrigin(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const port = /localhost:(\d+)/.exec(said)?.[1]
      if (port && said.includes('Ready')) resolve(`http://localhost:${port}`)
    })
    server.once('exit', () => reject(new Error(`Next did not start: ${said}`)))
  })
}
