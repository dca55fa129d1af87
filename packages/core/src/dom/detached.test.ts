import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../../testing/launch-chromium.ts'
import { serveSite, type Site } from '../../testing/serve-site.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** As an application does that is open for long: components, frames and popovers come and go. */
const churn = `async (cycles) => {
  const main = document.body.appendChild(document.createElement('main'))
  for (let cycle = 0; cycle < cycles; cycle++) {
    main.innerHTML = '<section><p>text</p><textarea></textarea><div popover="manual">x</div></section><iframe srcdoc="<p>in a frame</p>"></iframe>'
    const [section, frame] = main.children
    section.attachShadow({ mode: 'open' }).innerHTML = '<b>in shadow</b><slot></slot>'
    section.querySelector('textarea').value = cycle
    section.querySelector('div').showPopover()
    await new Promise((resolve) => (frame.onload = resolve))
    const gone = [section, ...section.querySelectorAll('*'), section.shadowRoot.firstChild, frame, frame.contentDocument]
    self.gone = [...(self.gone ?? []), ...gone.map((node) => new WeakRef(node))]
    await self.replay.flush()
    main.replaceChildren()
    await self.replay.flush()
  }
}`

it('keeps nothing alive of what has left the page', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.origin}/`)
  await expect
    .poll(() => page.evaluate('self.replay?.getState().name'), { timeout: 15_000 })
    .toBe('recording')
  await page.evaluate(`(${churn})(20)`)
  const devTools = await page.context().newCDPSession(page)
  const alive = async (): Promise<unknown> => {
    await devTools.send('HeapProfiler.collectGarbage')
    return page.evaluate('self.gone.filter((one) => one.deref()).length')
  }
  expect(await page.evaluate('self.gone.length')).toBeGreaterThan(100)
  await expect.poll(alive, { timeout: 15_000 }).toBe(0)
  await page.close()
})
