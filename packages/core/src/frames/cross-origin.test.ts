import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../testing/launch-chromium.ts'
import { serveSite, type Site } from '../../testing/serve-site.ts'

let site: Site
let browser: Browser
let page: Page
let pay: Server
/** Of a page in a frame: listed, listed where it is nested, and not listed. */
let payOrigin = ''
let bankOrigin = ''
let adOrigin = ''

beforeAll(async () => {
  ;[site, browser] = await Promise.all([serveSite({ hasFrames: true }), launchChromium()])
  pay = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.endsWith('.js')) {
      void handOn(site.origin + pathname, response)
      return
    }
    const html = searchParams.get('html') ?? ''
    const options = searchParams.get('options')
    const start = options
      ? `<script src="/api/replay/playhead-frame.js"></script><script>self.recording = PlayheadFrame.start(${options})</script>`
      : ''
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><body style="margin:0">${html}${start}`)
  })
  await new Promise<void>((resolve) => pay.listen(0, resolve))
  const { port } = pay.address() as AddressInfo
  payOrigin = `http://127.0.0.1:${port}`
  bankOrigin = `http://localhost:${port}`
  adOrigin = `http://ads.localhost:${port}`
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.close()
  pay?.closeAllConnections()
  await new Promise((resolve) => pay?.close(resolve))
})

afterEach(() => page?.close())

async function handOn(url: string, response: ServerResponse): Promise<void> {
  const file = await fetch(url)
  response.writeHead(200, { 'content-type': 'text/javascript' }).end(await file.text())
}

const both = '<p data-record-safe id="open">Readable words</p><p id="closed">Private words</p>'

const framed = (
  html = both,
  options: object | null = { embedIn: [site.origin] },
  origin = payOrigin,
): string => {
  const query = new URLSearchParams({ html })
  if (options) query.set('options', JSON.stringify(options))
  return `${origin}/?${query}`
}

/** Opens the shop, which lists the payment page's origin unless told otherwise. */
async function open(options: object = { crossOriginFrames: [payOrigin] }): Promise<void> {
  site.clear()
  page = await browser.newPage({ viewport: { width: 800, height: 600 } })
  await page.goto(`${site.origin}/shop?options=${encodeURIComponent(JSON.stringify(options))}`)
}

/** @returns once it is loaded. */
async function addFrame(src: string, attributes = 'data-record-safe'): Promise<Frame> {
  await page.evaluate(
    ([url, marks]) =>
      new Promise((resolve) => {
        document.body.insertAdjacentHTML(
          'beforeend',
          `<iframe ${marks} style="border:0;position:absolute;left:100px;top:200px;width:400px;height:300px"></iframe>`,
        )
        const frame = document.querySelector<HTMLIFrameElement>('iframe:last-of-type')
        frame?.addEventListener('load', resolve, { once: true })
        if (frame) frame.src = url ?? ''
      }),
    [src, attributes],
  )
  return found(src)
}

function found(src: string): Frame {
  const frame = page.frames().find((one) => one.url() === new URL(src).href)
  if (!frame) throw new Error(`No frame shows ${src}`)
  return frame
}

interface Sent {
  frames: FrameEvent[]
  timeline: TimelineEvent[]
  text: string
}

async function sent(): Promise<Sent> {
  await page.evaluate('self.replay.flush()')
  const segments = await site.segments()
  const frames = segments.flatMap((segment) => segment.frames)
  const timeline = segments.flatMap((segment) => segment.timeline)
  return { frames, timeline, text: JSON.stringify([frames, timeline]) }
}

/** The machine may be busy with other tests. */
const until = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 15_000 })

const untilSent = (text: string): Promise<void> =>
  until(async () => (await sent()).text).toContain(text)

const stateOf = (frame: Frame): Promise<unknown> => frame.evaluate('self.recording?.state')

interface Attached {
  adds: { parentId: number; node: { id: number; childNodes: unknown[] } }[]
}

/** Documents of frames, with numbers apart from those of the page. */
const attached = ({ frames }: Sent): Attached[] =>
  frames.flatMap(({ data }) => {
    const change = data as Attached & { isAttachIframe?: boolean }
    const [add] = change.isAttachIframe ? change.adds : []
    return add && add.node.id >= 2 ** 30 ? [change] : []
  })

describe('a frame of another origin', () => {
  it('is recorded into the page around it, in clear only what both mark as safe', async () => {
    await open()
    const frame = await addFrame(framed())
    await untilSent('Readable words')
    await frame.evaluate(() => {
      document.querySelector('#open')?.append(' and more')
      document.querySelector('#closed')?.append(' and secret')
    })
    await untilSent(' and more')
    const { text } = await sent()
    expect(text).not.toContain('Private words')
    expect(text).not.toContain('secret')
    const [first] = attached(await sent())
    expect(first?.adds[0]?.parentId).toBeLessThan(2 ** 30)
  })

  it('puts what is done in it and what its code says on the timeline, with its origin', async () => {
    await open()
    const frame = await addFrame(
      framed(
        '<button data-record-safe style="position:absolute;left:10px;top:20px;width:80px;height:40px">Pay</button>',
      ),
    )
    await until(() => stateOf(frame)).toBe('recording')
    await frame.click('button')
    await frame.evaluate(async () => {
      console.warn('slow bank of ana@example.com')
      await fetch('/rates?account=17')
      setTimeout(() => {
        throw new Error('no rates')
      })
    })
    await frame.evaluate(`recording.track('paid', { total: 3 })`)
    await untilSent('no rates')
    await untilSent('"paid"')
    const { timeline } = await sent()
    const ofFrame = timeline.filter((event) => event.frame === payOrigin)
    expect(ofFrame.find(({ type }) => type === 'click')).toMatchObject({
      // The middle of the button, from the corner of the page around it.
      x: 150,
      y: 240,
      element: { tag: 'button', name: 'Pay' },
    })
    expect(ofFrame.find(({ type }) => type === 'console')).toMatchObject({
      args: ['slow bank of [mail]'],
    })
    expect(ofFrame.find(({ type }) => type === 'network')).toMatchObject({
      url: `${payOrigin}/rates?account=*`,
    })
    expect(ofFrame.find(({ type }) => type === 'error')).toMatchObject({ message: 'no rates' })
    expect(timeline.filter(({ type }) => type === 'navigation')).toHaveLength(1)
  })

  it('shows its shape alone where the page around it masks it, or says nothing of it', async () => {
    await open()
    await addFrame(framed(), 'data-replay="mask"')
    await addFrame(framed(`<b></b>${both}`), '')
    await until(async () => attached(await sent()).length).toBe(2)
    const { text } = await sent()
    expect(text.split('xxxxxxxx xxxxx')).toHaveLength(5)
    expect(text).not.toContain('words')
  })

  it('is told nothing and loads no recorder where it is blocked, or not listed on either side', async () => {
    await open()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const heard = `<script>self.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>`
    const frames = [
      await addFrame(framed(both + heard), 'data-replay="block"'),
      await addFrame(framed(both + heard, { embedIn: ['https://other.example'] })),
      await addFrame(framed(both + heard, { embedIn: [site.origin] }, adOrigin)),
      // One that is recorded, so that what comes after shows that the others were not.
    ]
    await addFrame(framed('<p data-record-safe>Listed</p>'))
    await untilSent('Listed')
    expect((await sent()).text).not.toContain('Readable')
    expect(await Promise.all(frames.map(stateOf))).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await frames[2]?.evaluate('heard')).toEqual([])
    expect(loaded.filter((url) => url.includes('frame-recorder'))).toEqual([
      `${payOrigin}/api/replay/playhead-frame-recorder.js`,
    ])
  })

  it('loads nothing more for a page without the option', async () => {
    await open({})
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const frame = await addFrame(framed())
    await page.evaluate(`self.replay.track('there')`)
    await untilSent('"there"')
    expect(loaded.filter((url) => url.includes('playhead-frames'))).toEqual([])
    expect(await stateOf(frame)).toBe('waiting')
  })

  it('is recorded anew when it is loaded anew, and stands for nothing once it shows another page', async () => {
    await open()
    const frame = await addFrame(framed('<p data-record-safe>First page</p>'))
    await untilSent('First page')
    const next = framed('<p data-record-safe>Second page</p>')
    await frame.goto(next)
    await untilSent('Second page')
    const documents = attached(await sent()).length
    await found(next).goto(framed('an advertisement', null, adOrigin))
    await until(async () => attached(await sent()).length).toBe(documents + 1)
    expect(attached(await sent()).at(-1)).toMatchObject({
      adds: [{ node: { type: 0, childNodes: [] } }],
      attributes: [{ attributes: { 'data-playhead-elsewhere': '' } }],
    })
  })

  it('is recorded whichever of the two begins later', async () => {
    await open({ crossOriginFrames: [payOrigin], consent: 'required' })
    const early = await addFrame(framed('<p data-record-safe>Early frame</p>'))
    const late = await addFrame(
      framed('<p data-record-safe>Late frame</p>', { embedIn: [site.origin], consent: 'required' }),
    )
    await page.evaluate(`self.replay.setConsent('granted')`)
    await untilSent('Early frame')
    expect(await stateOf(early)).toBe('recording')
    expect((await sent()).text).not.toContain('Late frame')
    await late.evaluate(`recording.setConsent('granted')`)
    await untilSent('Late frame')
    await late.evaluate(`recording.setConsent('withdrawn')`)
    expect(await stateOf(late)).toBe('waiting')
    await page.evaluate('self.replay.stop()')
    await until(() => stateOf(early)).toBe('waiting')
  })

  it('is recorded within another one, by the rules of all around it', async () => {
    await open()
    const inner = framed('<p data-record-safe>Bank words</p>', { embedIn: [payOrigin] }, bankOrigin)
    const outer = (marks: string): string =>
      framed(`<iframe ${marks} src="${inner.replaceAll('"', '&quot;')}"></iframe>`, {
        embedIn: [site.origin],
        crossOriginFrames: [bankOrigin],
      })
    await addFrame(outer('data-replay="mask"'))
    await until(async () => attached(await sent()).length).toBe(2)
    expect((await sent()).text).not.toContain('Bank words')
    await addFrame(outer('data-record-safe'))
    await untilSent('Bank words')
    const blocks = attached(await sent()).map(({ adds }) =>
      Math.floor((adds[0]?.node.id ?? 0) / 2 ** 30),
    )
    expect(new Set(blocks).size).toBe(4)
  })

  it('is not recorded where its own lists are none', async () => {
    await open()
    const { searchParams } = new URL(framed())
    const options = `{
      embedIn: ['${site.origin}'],
      privacy: { keepQueryParams: 'page' },
      onError: ({ cause }) => { self.refusal = cause.message },
    }`
    searchParams.set('options', options)
    const frame = await addFrame(`${payOrigin}/?${searchParams}`)
    await until(() => frame.evaluate('self.refusal')).toContain('keepQueryParams')
    expect(await stateOf(frame)).toBe('waiting')
    expect((await sent()).text).not.toContain('Readable words')
  })

  it('keeps to itself what its own rules exclude', async () => {
    await open({ crossOriginFrames: [payOrigin], privacy: { allowPaymentPages: true } })
    const frame = await addFrame(framed('<p data-record-safe>Total 17</p>'))
    await untilSent('Total 17')
    await frame.evaluate(() => {
      document.body.innerHTML = '<input autocomplete="cc-number"><p data-record-safe>Card words</p>'
    })
    await until(async () => attached(await sent()).length).toBe(2)
    await frame.evaluate(() => {
      document.body.innerHTML = '<p data-record-safe>Paid words</p>'
    })
    await untilSent('Paid words')
    expect((await sent()).text).not.toContain('Card words')
  })
})

it('takes nothing from a frame that sends junk, however much, and goes on', async () => {
  await open()
  const frame = await addFrame(framed('', null))
  await frame.evaluate(
    ([shop = '']) => {
      const say = (message: object | string): void =>
        window.parent.postMessage(
          typeof message === 'string' ? message : JSON.stringify(message),
          shop,
        )
      const begin = { type: 2, data: { node: { type: 0, id: 2 ** 30 + 1, childNodes: [] } } }
      const junk: unknown[] = [
        null,
        { type: 2, data: { node: { type: 0, id: 1, childNodes: [] } } },
        {
          type: 3,
          data: {
            source: 0,
            adds: [{ parentId: 3, nextId: null, node: { type: 3, id: 5, textContent: 'planted' } }],
          },
        },
        {
          type: 3,
          data: { source: 0, attributes: [{ id: 2, attributes: { onclick: 'planted' } }] },
        },
        { type: 2, data: { node: { type: 2, id: 2 ** 30 + 2, tagName: 'planted' } } },
        { type: 9, data: 'planted' },
      ]
      const told: unknown[] = [
        { type: 'identify', at: 0, user: 'planted', traits: {} },
        { type: 'consent', at: 0, basis: 'granted', givenAt: 0, eraseHash: 'planted' },
        { type: 'click', at: 'planted' },
      ]
      say('{"playhead":')
      say(`{"playhead":"hello","page":"${'x'.repeat(5_000_000)}"}`)
      for (const [index, one] of [...junk, ...told].entries()) {
        const name = `page ${index}`
        say({ playhead: 'hello', page: name })
        const isEvent = index >= junk.length
        say({
          playhead: 'recorded',
          page: name,
          frames: isEvent ? [begin] : [begin, one],
          events: isEvent ? [one] : [],
        })
      }
      say({ playhead: 'recorded', page: 'page 3', frames: 'planted', events: 7 })
      say(`{"playhead":"recorded","page":"page 3","frames":${'['.repeat(100_000)}`)
    },
    [site.origin],
  )
  await addFrame(framed('<p data-record-safe>Honest words</p>'))
  await untilSent('Honest words')
  expect((await sent()).text).not.toContain('planted')
  expect(await page.evaluate('self.replay.getState().name')).toBe('recording')
})
