import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readHeap } from '../testing/heap-snapshot.ts'
import { launchChromium } from '../testing/launch-chromium.ts'
import { serveSite, type Site } from '../testing/serve-site.ts'

/** What is still there after a collection of garbage, in a real browser. */
let site: Site
let browser: Browser

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite(), launchChromium()])
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

interface Opened {
  page: Page
  devtools: CDPSession
}

/** @param hasOwnTime time passes only where the test says so. */
async function open(hasOwnTime = false): Promise<Opened> {
  const page = await browser.newPage()
  if (hasOwnTime) await page.clock.install()
  await page.goto(`${site.origin}/one`)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  return { page, devtools }
}

/** How many items all arrays have that can be reached. */
async function countItems(devtools: CDPSession): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'Array.prototype' })
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'counted',
  })
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.reduce((sum, list) => sum + list.length, 0) }',
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'counted' })
  return Number(counted.result.value)
}

async function takeStock({ page, devtools }: Opened) {
  for (let turn = 0; turn < 3; turn++) {
    await devtools.send('HeapProfiler.collectGarbage')
    // Finalizers run in tasks of their own.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))')
  }
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN
  return {
    documents: metric('Documents'),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    items: await countItems(devtools),
    ...(await readHeap(devtools)),
  }
}

type Stock = Awaited<ReturnType<typeof takeStock>>

/**
 * What there is more of, by one for each turn at least (of the latest, some may be kept for a while), and
 * what has left the page and is still there.
 */
async function kept(opened: Opened, before: Stock, turns: number): Promise<unknown[]> {
  const after = Object.entries(await takeStock(opened))
  return after.filter(([what, count]) => {
    if (what === 'detached') return count > 0
    return count - Number(Reflect.get(before, what)) >= turns
  })
}

it('stays as it is however often recording starts and stops', async () => {
  const opened = await open()
  const cycle = (times: number): Promise<unknown> =>
    opened.page.evaluate(`(async () => {
      for (let turn = 0; turn < ${times}; turn++) {
        self.replay = Playhead.start({ endpoint: '/api/replay' })
        document.querySelector('p').textContent = 'changed ' + turn
        await self.replay.flush()
        await self.replay.stop()
      }
    })()`)
  await opened.page.evaluate('self.replay.stop()')
  await cycle(2)
  const before = await takeStock(opened)
  await cycle(10)
  await expect.poll(() => kept(opened, before, 10), { timeout: 75_000 }).toEqual([])
  await opened.page.close()
}, 120_000)

/** Mounts and unmounts what applications are made of, and does in it what people do. */
const churn = `async (turns) => {
  const main = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'))
  for (let turn = 1; turn <= turns; turn++) {
    const hasFrame = turn % 10 === 0
    main.innerHTML = '<section><p>text</p><input><a href="#x">y</a><i popover="manual">x</i></section>' +
      '<style>.a{color:red}</style><dialog>d</dialog><ul>' + '<li>row</li>'.repeat(20) + '</ul><video></video>' +
      (hasFrame ? '<iframe srcdoc="<p>in a frame</p>"></iframe>' : '')
    const [section, style, dialog, list, , frame] = main.children
    const [text, field, link, popover] = section.children
    const fire = (target, event) => target.dispatchEvent(event)
    section.attachShadow({ mode: 'open' }).innerHTML = '<b>in shadow</b><slot></slot>'
    field.focus()
    field.value = 'turn ' + turn
    fire(field, new InputEvent('input', { bubbles: true }))
    fire(field, new KeyboardEvent('keydown', { bubbles: true, key: 'Tab' }))
    fire(link, new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))
    fire(text, new PointerEvent('pointermove', { bubbles: true, clientX: turn % 90 }))
    fire(text, new PointerEvent('pointerover', { bubbles: true }))
    fire(list, new Event('scroll'))
    getSelection().selectAllChildren(list)
    style.sheet.insertRule('.b{color:blue}')
    text.animate([{ opacity: 0 }, { opacity: 1 }], 10)
    popover.showPopover()
    dialog.showModal()
    if (hasFrame) {
      await new Promise((resolve) => (frame.onload = resolve))
      await self.replay.flush()
    } else await new Promise((resolve) => setTimeout(resolve))
    main.replaceChildren()
  }
  await self.replay.flush()
}`

it('keeps no more after a hundred mounts and unmounts, and nothing of what has left the page', async () => {
  const opened = await open()
  const cycle = (turns: number): Promise<unknown> => opened.page.evaluate(`(${churn})(${turns})`)
  await cycle(100)
  const before = await takeStock(opened)
  await cycle(100)
  await expect.poll(() => kept(opened, before, 100), { timeout: 75_000 }).toEqual([])
  await opened.page.close()
}, 150_000)

it('keeps no more after an hour in which the page does not rest', async () => {
  const opened = await open(true)
  await opened.page.evaluate(`{
    const main = document.body.appendChild(document.createElement('main'))
    let turn = 0
    setInterval(() => {
      main.innerHTML = ++turn % 2 ? '<section><p>text ' + turn + '</p><input></section>' : ''
      document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: turn % 90 }))
      document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
      console.log('turn', turn)
    }, 5_000)
  }`)
  const letPass = async (minutes: number): Promise<void> => {
    await opened.page.clock.runFor(minutes * 60_000)
    await opened.page.evaluate('self.replay.flush()')
  }
  await letPass(60)
  const before = await takeStock(opened)
  await letPass(60)
  await expect.poll(() => kept(opened, before, 360), { timeout: 75_000 }).toEqual([])
  await opened.page.close()
}, 150_000)
