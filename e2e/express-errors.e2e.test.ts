import type { SessionList, SessionTimeline, TimelineEvent } from '@playhead/protocol'
import { runCheck } from '@playhead/recipes/monitor'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from './support/launch-browser.ts'
import { readDatadogErrors } from './support/read-datadog-errors.ts'
import { readLogRecords } from './support/read-log-records.ts'
import { readSentryEvents, readSentryLink } from './support/read-sentry-events.ts'
import { serveVendor, type Vendor } from './support/serve-vendor.ts'
import { type RunningExample, startExample } from './support/start-example.ts'
import { createViewer } from './support/viewer.ts'

describe('the errors of an Express application', () => {
  let browser: Browser
  let example: RunningExample
  let sentry: Vendor
  let collector: Vendor
  let datadog: Vendor
  let visited: Page
  let session = ''
  let bystander = ''
  let api = ''

  beforeAll(async () => {
    ;[sentry, collector, datadog, browser] = await Promise.all([
      serveVendor(),
      serveVendor(),
      serveVendor(),
      launchBrowser(),
    ])
    example = await startExample('express-react', {
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
    await visit()
    ;[bystander = ''] = await listSessions()
    visited = await visit()
    session = (await listSessions()).find((id) => id !== bystander) ?? ''
    await visited.click('footer strong')
    await visited.evaluate(`fetch('/api/orders', { method: 'POST', body: 'no JSON' })`)
    const thrown = visited.waitForEvent('pageerror')
    await visited.evaluate(`setTimeout(() => { throw new RangeError('There is no such seat.') })`)
    await thrown
    await visited.evaluate(`globalThis[Symbol.for('@playhead/core')].replay.flush()`)
  })

  afterAll(async () => {
    await browser.close()
    await example.stop()
    sentry.stop()
    collector.stop()
    datadog.stop()
  })

  async function visit(): Promise<Page> {
    const page = await (await browser.newContext()).newPage()
    const stored = page.waitForResponse((response) => response.url().endsWith('/segments'))
    await page.goto(example.origin)
    await stored
    return page
  }

  const listSessions = async (): Promise<string[]> => {
    const { sessions } = (await (await fetch(api)).json()) as SessionList
    return sessions.map(({ id }) => id)
  }

  const readEvents = async (id: string, type: TimelineEvent['type']): Promise<TimelineEvent[]> => {
    const timeline = (await (await fetch(`${api}/${id}/timeline`)).json()) as SessionTimeline
    return timeline.events.filter((event) => event.type === type)
  }

  it('are on the timeline of the session whose request it was, and of no other', async () => {
    const events = await vi.waitUntil(
      async () => {
        const found = await readEvents(session, 'server')
        return found.length > 0 && found
      },
      { timeout: 20_000 },
    )
    expect(events).toMatchObject([
      {
        kind: 'error',
        method: 'POST',
        tab: null,
        service: 'cinema',
        name: 'TypeError',
        route: '/api/orders',
        status: 500,
      },
    ])
    expect(await readEvents(bystander, 'server')).toEqual([])
    const watching = await browser.newPage()
    await watching.goto(`${example.origin}/api/replay/sessions/${session}`)
    const row = createViewer(watching, example.origin).events('server').first()
    expect(await row.textContent()).toContain('TypeError')
    await watching.close()
  })

  /** Opens an address of the viewer. @returns how far from the error it stands, in ms. */
  async function distanceTo(type: 'server' | 'error', url: string): Promise<number> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const viewer = createViewer(page, example.origin)
    await page.goto(url)
    await viewer.untilState('paused')
    const opened = await viewer.readPosition()
    await viewer.events(type).first().click()
    await viewer.untilState('paused')
    const distance = Math.abs(opened - (await viewer.readPosition()))
    await page.close()
    return distance
  }

  it('are in Sentry with the link to their moment', async () => {
    const told = await vi.waitUntil(
      () => readSentryEvents(sentry.bodies).find(({ platform }) => platform === 'node'),
      { timeout: 20_000 },
    )
    const link = readSentryLink(told)
    expect(link.session).toBe(session)
    expect(await distanceTo('server', link.url)).toBeLessThanOrEqual(100)
  })

  it('are log records of OpenTelemetry with the link to their moment', async () => {
    const [record] = await vi.waitUntil(
      () => collector.bodies.length > 0 && readLogRecords(collector.bodies),
      { timeout: 20_000 },
    )
    expect(record).toMatchObject({ 'session.id': session, 'exception.type': 'TypeError' })
    expect(await distanceTo('server', String(record?.session_replay_url))).toBeLessThanOrEqual(100)
  })

  it('name the component that was clicked, in a production build', async () => {
    expect(await readEvents(session, 'click')).toMatchObject([
      { element: { component: 'SiteFooter' } },
    ])
  })

  it('that a monitor meets say where to watch its own failed check', async () => {
    const failed = runCheck('seats can be given away', visited, async () => {
      await visited.getByRole('link', { name: 'Night Bus' }).click()
      await visited.getByRole('button', { name: 'Give them away' }).waitFor({ timeout: 500 })
    })
    const alert = await failed.then(
      () => '',
      (error: unknown) => String(error),
    )
    expect(alert).toMatch(/^Error: seats can be given away: .*Timeout 500ms/)
    const address = /Watch it: (\S+)/.exec(alert)?.[1] ?? ''
    expect(address).toContain(`${example.origin}/api/replay/sessions/${session}?at=`)

    const watching = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await watching.goto(address)
    const viewer = createViewer(watching, example.origin)
    await viewer.untilState('paused')
    const opened = await viewer.readPosition()
    await viewer.events('custom').filter({ hasText: 'check failed' }).first().click()
    await viewer.untilState('paused')
    expect(Math.abs(opened - (await viewer.readPosition()))).toBeLessThanOrEqual(100)
    await viewer.replayed.getByRole('heading', { name: 'Night Bus' }).first().waitFor()
  })
  /** Last, as the page is left: that is when Datadog sends what it has gathered. */
  it('go on to Datadog, where they are of the page, and lead to their moment', async () => {
    await visited.goto('about:blank')
    const told = await vi.waitUntil(
      () =>
        readDatadogErrors(datadog.bodies).find(({ error }) => /no such seat/.test(error.message)),
      { timeout: 20_000 },
    )
    const { replay } = told.context
    expect(replay).toMatchObject({ session_id: session, replay_timestamp: told.date })
    expect(await distanceTo('error', replay.session_replay_url)).toBeLessThanOrEqual(100)
  })
})
