import type { SessionList, SessionTimeline, TimelineEvent } from '@playhead/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { readDatadogErrors } from './support/read-datadog-errors.ts'
import { readLogRecords } from './support/read-log-records.ts'
import { readSentryEvents, readSentryLink, type SentryEvent } from './support/read-sentry-events.ts'
import { serveVendor, type Vendor } from './support/serve-vendor.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { createViewer } from './support/viewer.ts'

type ServerEvent = Extract<TimelineEvent, { type: 'server' }>

/** Each error that Next knows, met by one visitor; `trace` is that of the request, as an APM sets it. */
const errors = [
  {
    what: 'a Server Action',
    trace: 'a1'.repeat(16),
    told: { method: 'POST', route: '/lamps/[slug]', message: 'There is no delivery zone 9.' },
    async meet(page: Page) {
      await page.goto('/lamps/plover')
      await page.getByLabel('Delivery to').fill('9000-082')
      await page.getByRole('button', { name: 'When?' }).click()
      await page.getByRole('heading', { name: 'Something broke' }).waitFor()
    },
  },
  {
    what: 'a server component of a document',
    trace: 'b2'.repeat(16),
    told: { method: 'GET', route: '/lamps/[slug]', message: 'There is no finish brass.' },
    async meet(page: Page) {
      await page.goto('/lamps/plover?finish=brass')
      await page.getByRole('heading', { name: 'Something broke' }).waitFor()
    },
  },
  {
    what: 'a server component of a client navigation',
    trace: 'c3'.repeat(16),
    told: { method: 'GET', route: '/lamps/[slug]', message: 'There is no finish gold.' },
    async meet(page: Page) {
      await page.goto('/')
      await page.evaluate(`next.router.push('/lamps/heron?finish=gold')`)
      await page.getByRole('heading', { name: 'Something broke' }).waitFor()
    },
  },
  {
    what: 'the root layout of a document',
    trace: 'e5'.repeat(16),
    told: { method: 'GET', name: 'RangeError', message: 'Incorrect locale information provided' },
    async meet(page: Page) {
      await page.setExtraHTTPHeaders({ 'accept-language': 'en_US' })
      await page.goto('/')
      await page.getByRole('heading', { name: 'The shop is dark' }).waitFor()
      await page.setExtraHTTPHeaders({})
    },
  },
  {
    what: 'a route handler',
    trace: 'd4'.repeat(16),
    told: { method: 'POST', route: '/api/coupon', name: 'SyntaxError' },
    async meet(page: Page) {
      await page.goto('/')
      await page.evaluate(`fetch('/api/coupon', { method: 'POST', body: 'no JSON' })`)
    },
  },
]

describe('the errors of a Next application', () => {
  let browser: Browser
  let example: RunningExample
  let sentry: Vendor
  let collector: Vendor
  let datadog: Vendor
  let visitor: BrowserContext
  let watching: Page
  let api = ''
  let session = ''
  let bystander = ''
  let timeline: TimelineEvent[] = []
  /** Where the error page's own link led, by trace. */
  const links = new Map<string, string>()

  beforeAll(async () => {
    ;[sentry, collector, datadog, browser] = await Promise.all([
      serveVendor(),
      serveVendor(),
      serveVendor(),
      launchBrowser(),
    ])
    example = await startExample('next-shop', {
      env: {
        PLAYHEAD_SENTRY_DSN: sentry.origin.replace('//', '//public@') + '/42',
        PLAYHEAD_OTLP_ENDPOINT: collector.origin,
        PLAYHEAD_DATADOG_APP: '00112233-4455-6677-8899-aabbccddeeff',
        PLAYHEAD_DATADOG_TOKEN: 'test',
        PLAYHEAD_DATADOG_PROXY: `${datadog.origin}/rum`,
      },
    })
    api = `${example.origin}/api/replay/api/sessions`
    // Somebody else is recorded meanwhile.
    const other = await (await browser.newContext({ baseURL: example.origin })).newPage()
    await visit(other)
    ;[bystander = ''] = await listSessions()
    visitor = await browser.newContext({ baseURL: example.origin })
    const page = await visitor.newPage()
    await visit(page)
    await page.click('footer strong')
    for (const { trace, meet } of errors) {
      await visitor.setExtraHTTPHeaders({ traceparent: `00-${trace}-${'ef'.repeat(8)}-01` })
      await meet(page)
      const link = page.getByRole('link', { name: 'Watch what happened' })
      if ((await link.count()) > 0) links.set(trace, (await link.getAttribute('href')) ?? '')
    }
    await visitor.setExtraHTTPHeaders({})
    const thrown = page.waitForEvent('pageerror')
    await page.evaluate(`setTimeout(() => { throw new RangeError('There is no such shade.') })`)
    await thrown
    // The layout itself does not withstand a cart of a lamp that is sold no more.
    await page.evaluate(() =>
      localStorage.setItem('roost-cart', '{"lines":[{"shape":"stork"}],"discountPercent":0}'),
    )
    await page.goto('/')
    await page.getByRole('heading', { name: 'The shop is dark' }).waitFor()
    const link = page.getByRole('link', { name: 'Watch what happened' })
    links.set('layout', (await link.getAttribute('href')) ?? '')
    await page.goto('about:blank')
    session = (await listSessions()).find((id) => id !== bystander) ?? ''
    await vi.waitUntil(
      async () => {
        timeline = await readTimeline(session)
        const isHere = JSON.stringify(timeline).includes('There is no lamp stork.')
        return isHere && serverEvents().length >= errors.length
      },
      { timeout: 20_000 },
    )
    watching = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
    sentry.stop()
    collector.stop()
    datadog.stop()
  })

  const visit = async (page: Page): Promise<void> => {
    const stored = page.waitForResponse((response) => response.url().endsWith('/segments'))
    await page.goto('/')
    await stored
  }

  const listSessions = async (): Promise<string[]> => {
    const { sessions } = (await (await fetch(api)).json()) as SessionList
    return sessions.map(({ id }) => id)
  }

  const readTimeline = async (id: string): Promise<TimelineEvent[]> =>
    ((await (await fetch(`${api}/${id}/timeline`)).json()) as SessionTimeline).events

  const serverEvents = (): ServerEvent[] => timeline.filter((event) => event.type === 'server')

  /** Opens an address of the viewer. @returns how far from the row it stands, in ms. */
  async function distanceTo(row: { type: string; text: string }, url: string): Promise<number> {
    const viewer = createViewer(watching, example.origin)
    await watching.goto(url)
    await viewer.untilState('paused')
    const opened = await viewer.readPosition()
    await viewer.events(row.type).filter({ hasText: row.text }).first().click()
    await viewer.untilState('paused')
    return Math.abs(opened - (await viewer.readPosition()))
  }

  it.each(errors)(
    'of $what are on the timeline of their visitor, with the trace',
    async (error) => {
      const [event, ...more] = serverEvents().filter(({ trace }) => trace === error.trace)
      expect(more).toEqual([])
      expect(event).toMatchObject({ kind: 'error', service: 'shop', status: 500, ...error.told })
      const url = `${example.origin}/api/replay/sessions/${session}?at=${event?.at}`
      const row = { type: 'server', text: event?.message ?? 'none' }
      expect(await distanceTo(row, url)).toBeLessThanOrEqual(100)
    },
  )

  it.each(errors.slice(0, -1))('of $what have a page that links to their moment', async (error) => {
    const link = links.get(error.trace) ?? ''
    expect(link).toContain(`/sessions/${session}?at=`)
    const at = Number(new URL(link, example.origin).searchParams.get('at'))
    const digest = serverEvents().find(({ trace }) => trace === error.trace)?.digest
    const reported = timeline.filter(
      (event) => event.type === 'error' && event.context?.digest === digest,
    )
    expect(reported).toHaveLength(1)
    expect(Math.abs((reported[0]?.at ?? 0) - at)).toBeLessThanOrEqual(100)
  })

  it('are on no other’s timeline, and on theirs once', async () => {
    expect(serverEvents()).toHaveLength(errors.length)
    expect((await readTimeline(bystander)).filter(({ type }) => type === 'server')).toEqual([])
  })

  it('name the component that was clicked, in a production build', () => {
    const [click] = timeline.filter((event) => event.type === 'click')
    expect(click?.element.component).toBe('SiteFooter')
  })

  it('stand among the routes that were shown, by their pattern', () => {
    const routes = timeline.flatMap((event) =>
      event.type === 'custom' && event.name === 'route' ? [event.properties['route']] : [],
    )
    expect(new Set(routes)).toEqual(new Set(['/', '/lamps/[slug]']))
  })

  it('of a client component in the layout are shown by global-error.tsx, which links to their moment', async () => {
    const row = { type: 'error', text: 'There is no lamp stork.' }
    expect(await distanceTo(row, `${links.get('layout')}`)).toBeLessThanOrEqual(100)
  })

  it('go on to the application’s own onRequestError, here to Sentry with the link', async () => {
    const told = (message: string): SentryEvent | undefined =>
      readSentryEvents(sentry.bodies).find(
        ({ platform, exception }) =>
          platform === 'node' && exception?.values[0]?.value.includes(message),
      )
    await vi.waitFor(() => expect(told('There is no finish gold.')).toBeDefined(), {
      timeout: 20_000,
    })
    for (const message of ['There is no delivery zone 9.', 'is not valid JSON']) {
      const event = told(message)
      expect(event?.sdk.name).toBe('sentry.javascript.nextjs')
      // What Sentry's captureRequestError adds.
      expect(event?.contexts).toHaveProperty('nextjs.router_kind', 'App Router')
      const link = readSentryLink(event)
      expect(link.session).toBe(session)
      expect(await distanceTo({ type: 'server', text: message }, link.url)).toBeLessThanOrEqual(100)
    }
    // A document names no recording, so Sentry has the error and no link.
    const document = told('There is no finish brass.')
    expect(document).toBeDefined()
    expect(document?.tags).not.toHaveProperty(['playhead.url'])
    expect(document?.contexts).not.toHaveProperty('playhead')
  })

  it('go on to Datadog, where they are of the page, and lead to their moment', async () => {
    const told = await vi.waitUntil(
      () =>
        readDatadogErrors(datadog.bodies).find(({ error }) => /no such shade/.test(error.message)),
      { timeout: 20_000 },
    )
    const { replay } = told.context
    expect(replay).toMatchObject({ session_id: session, replay_timestamp: told.date })
    const row = { type: 'error', text: 'There is no such shade.' }
    expect(await distanceTo(row, replay.session_replay_url)).toBeLessThanOrEqual(100)
  })

  it('are log records of OpenTelemetry, which lead to their moment', async () => {
    const told = (message: string): Record<string, unknown> | undefined =>
      readLogRecords(collector.bodies).find(({ 'exception.message': said }) =>
        String(said).includes(message),
      )
    await vi.waitFor(() => expect(told('There is no finish gold.')).toBeDefined(), {
      timeout: 20_000,
    })
    const message = 'There is no delivery zone 9.'
    const record = told(message)
    expect(record?.['session.id']).toBe(session)
    const url = String(record?.session_replay_url)
    expect(await distanceTo({ type: 'server', text: message }, url)).toBeLessThanOrEqual(100)
    expect(told('There is no finish brass.')).not.toHaveProperty(['session.id'])
  })
})
