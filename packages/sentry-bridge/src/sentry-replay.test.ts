import type { Browser, Page } from 'playwright-core'
import type { addIntegration as add10 } from 'sentry-10'
import type { addIntegration as add11 } from 'sentry-11'
import type { addIntegration as add8 } from 'sentry-8'
import type { addIntegration as add9 } from 'sentry-9'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LabPage } from './lab-page.test-support.ts'
import { launchChromium } from './launch-chromium.test-support.ts'
import { bundleLab, type Lab, serveLab } from './serve-lab.test-support.ts'
import { sentryReplay } from './sentry-replay.ts'

/** The types of each version take the integration: the type check is the test. */
const typed = {
  8: sentryReplay(() => null) satisfies Parameters<typeof add8>[0],
  9: sentryReplay(() => null) satisfies Parameters<typeof add9>[0],
  10: sentryReplay(() => null) satisfies Parameters<typeof add10>[0],
  11: sentryReplay(() => null) satisfies Parameters<typeof add11>[0],
}

declare global {
  interface Window {
    lab: LabPage
  }
}

/*
 * One page for all: starting one takes longer than a test. What it stores is kept by the port it visits,
 * and each test has a server of its own.
 */
let browser: Browser
let page: Page
const scripts = new Map<string, string>()
const servers: Lab[] = []

beforeAll(async () => {
  browser = await launchChromium()
  page = await browser.newPage()
  const bundle = async (major: string) => scripts.set(major, await bundleLab(`sentry-${major}`))
  await Promise.all(Object.keys(typed).map(bundle))
})

afterAll(async () => {
  await browser.close()
  for (const server of servers) server.stop()
})

describe.each(Object.keys(typed))('with @sentry/browser %s', (major) => {
  let server: Lab

  /** The page as if it had never been here. @param setUp runs in it. */
  async function open(setUp: (dsn: string) => void): Promise<void> {
    server = await serveLab(scripts.get(major) ?? '')
    servers.push(server)
    await page.goto(server.origin)
    await page.evaluate(setUp, server.dsn)
  }

  async function untilState(name: string): Promise<void> {
    await page.waitForFunction((wanted) => window.lab.getReplay()?.getState().name === wanted, name)
  }

  async function flush(): Promise<void> {
    await page.evaluate(async () => {
      await window.lab.Sentry.flush(5_000)
      await window.lab.getReplay()?.flush()
    })
  }

  async function raise(message = 'No stock'): Promise<void> {
    await page.evaluate((text) => {
      window.lab.Sentry.captureException(new TypeError(text))
    }, message)
    await flush()
  }

  const recordAll = (dsn: string): void => {
    const { Sentry, sentryReplay, start, getReplay } = window.lab
    start({ endpoint: '/api/replay' })
    Sentry.init({ dsn, integrations: [sentryReplay(getReplay, { org: 'acme' })] })
  }

  it('links an error to its moment, and the moment to the error', async () => {
    await open(recordAll)
    await untilState('recording')
    await raise()
    const session = await page.evaluate(() => window.lab.getReplay()?.sessionId)
    const [received] = server.events
    if (!received) throw new Error('Sentry got nothing.')
    const { event } = received
    const at = Math.round((event.timestamp ?? 0) * 1_000)
    const url = `${server.origin}/api/replay/sessions/${session}?at=${at}`
    expect(event.tags).toMatchObject({ 'playhead.url': url, 'playhead.session': session })
    expect(event.contexts?.playhead).toEqual({ url, session, at, offset_ms: expect.any(Number) })
    expect(event.contexts).not.toHaveProperty('replay')
    expect(JSON.stringify(event)).not.toMatch(/replay_?id/i)
    const marker = {
      type: 'link',
      at,
      tool: 'sentry',
      subject: 'error',
      id: event.event_id,
      title: 'TypeError: No stock',
      url: `http://127.0.0.1:${new URL(server.origin).port}/organizations/acme/issues/?project=42&query=${event.event_id}`,
    }
    expect(await server.links()).toEqual([
      { ...marker, status: 'pending' },
      { ...marker, status: 'confirmed' },
    ])
  })

  it('works when it is added late, before there is a recording', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, getReplay } = window.lab
      Sentry.init({ dsn })
      Sentry.getClient()?.addIntegration(sentryReplay(getReplay))
    })
    await raise('too early')
    await page.evaluate(() => void window.lab.start({ endpoint: '/api/replay' }))
    await untilState('recording')
    await raise('late')
    const [early, late] = server.events
    expect(early?.event.tags).toBeUndefined()
    expect(early?.event.contexts).not.toHaveProperty('playhead')
    expect(late?.event.tags).toHaveProperty(['playhead.url'])
    expect(await server.links()).toMatchObject([
      { id: late?.event.event_id, url: null, status: 'pending' },
      { id: late?.event.event_id, url: null, status: 'confirmed' },
    ])
  })

  it('leaves a tag out that Sentry would drop for its length, and keeps the context', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: `/${'long/'.repeat(40)}replay` })
      Sentry.init({ dsn, integrations: [sentryReplay(replay)] })
    })
    await untilState('recording')
    await page.evaluate(() => void window.lab.Sentry.captureException(new Error('far away')))
    await page.evaluate(() => window.lab.Sentry.flush(5_000))
    const [received] = server.events
    expect(Object.keys(received?.event.tags ?? {})).toEqual(['playhead.session'])
    expect(received?.event.contexts?.playhead?.url).toMatch(/long\/replay\/sessions\/.*at=\d+$/)
  })

  it('links feedback, and no transaction', async () => {
    await open(recordAll)
    await untilState('recording')
    await page.evaluate(() => {
      window.lab.Sentry.captureFeedback({ message: 'I cannot pay' })
      window.lab.Sentry.captureEvent({
        type: 'transaction',
        transaction: '/cart',
        start_timestamp: Date.now() / 1_000,
        timestamp: Date.now() / 1_000,
        contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) } },
      })
    })
    await flush()
    const feedback = server.events.find(({ type }) => type === 'feedback')
    const transaction = server.events.find(({ type }) => type === 'transaction')
    expect(feedback?.event.contexts).toHaveProperty('playhead')
    expect(transaction?.event.contexts).not.toHaveProperty('playhead')
    expect((await server.links()).map(({ subject, status }) => [subject, status])).toEqual([
      ['feedback', 'pending'],
      ['feedback', 'confirmed'],
    ])
  })

  describe('while the recording is kept back', () => {
    it('has it sent by an error that passes beforeSend', async () => {
      await open((dsn) => {
        const { Sentry, sentryReplay, start } = window.lab
        const replay = start({ endpoint: '/api/replay', sampling: { session: 0, onError: 1 } })
        Sentry.init({
          dsn,
          integrations: [sentryReplay(replay)],
          beforeSend: (event) => (event.exception?.values?.[0]?.value === 'secret' ? null : event),
        })
      })
      await untilState('buffering')
      await raise('secret')
      expect(server.events).toEqual([])
      expect(await server.timeline()).toEqual([])
      await untilState('buffering')
      await raise()
      await untilState('recording')
      await expect
        .poll(() => server.events[0]?.event.tags, { timeout: 20_000 })
        .toHaveProperty(['playhead.url'])
      const links = async () => (await server.timeline()).filter(({ type }) => type === 'link')
      await expect.poll(links, { timeout: 20_000 }).toHaveLength(2)
      expect(JSON.stringify(await server.timeline())).toContain(
        'Sent because of Sentry: TypeError.',
      )
    })

    it('links nothing if it stays there', async () => {
      await open((dsn) => {
        const { Sentry, sentryReplay, start } = window.lab
        const replay = start({ endpoint: '/api/replay', sampling: { session: 0, onError: 1 } })
        Sentry.init({
          dsn,
          integrations: [sentryReplay(replay, { upgradeBuffer: false })],
          beforeSend: (event) => ({ ...event, tags: { ...event.tags, shop: 'porto' } }),
        })
      })
      await untilState('buffering')
      await raise()
      expect(server.events[0]?.event.tags).toEqual({ shop: 'porto' })
      expect(server.events[0]?.event.contexts).not.toHaveProperty('playhead')
      expect(await server.timeline()).toEqual([])
    })
  })

  it('leaves events alone without consent, and in a session that is not recorded', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay', consent: 'required' })
      Sentry.init({ dsn, integrations: [sentryReplay(replay)] })
    })
    await raise()
    expect(server.events.map(({ event }) => event.tags)).toEqual([undefined])
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay', sampling: { session: 0 } })
      Sentry.init({ dsn, integrations: [sentryReplay(replay)] })
    })
    await raise()
    expect(server.events.map(({ event }) => event.tags)).toEqual([undefined])
  })

  it('keeps what beforeSend makes of the event', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({
        dsn,
        integrations: [sentryReplay(replay)],
        beforeSend: ({ tags: { 'playhead.url': watch, ...tags } = {}, ...event }) => ({
          ...event,
          tags: { ...tags, watch },
        }),
      })
    })
    await untilState('recording')
    await raise()
    const { tags } = server.events[0]?.event ?? {}
    expect(Object.keys(tags ?? {}).sort()).toEqual(['playhead.session', 'watch'])
    expect(await server.links()).toHaveLength(2)
  })

  it('keeps the link in an event that beforeSend renames, and gives its marker the new name', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({
        dsn,
        integrations: [sentryReplay(replay)],
        beforeSend: (event) => ({
          ...event,
          exception: { values: [{ type: 'Sold out', value: 'No lamp' }] },
        }),
      })
    })
    await untilState('recording')
    await raise()
    const [{ event } = expect.unreachable()] = server.events
    expect(event.exception?.values).toMatchObject([{ type: 'Sold out', value: 'No lamp' }])
    const at = Math.round((event.timestamp ?? 0) * 1_000)
    expect(event.tags?.['playhead.url']).toMatch(new RegExp(`\\?at=${at}$`))
    expect(event.contexts?.playhead).toMatchObject({ at, url: event.tags?.['playhead.url'] })
    const marker = { id: event.event_id, at, title: 'Sold out: No lamp' }
    expect(await server.links()).toMatchObject([
      { ...marker, status: 'pending' },
      { ...marker, status: 'confirmed' },
    ])
  })

  it('marks nothing that beforeSend drops, and links what comes after', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({
        dsn,
        integrations: [sentryReplay(replay)],
        beforeSend: (event) => (event.exception?.values?.[0]?.value === 'secret' ? null : event),
      })
    })
    await untilState('recording')
    await raise('secret')
    expect(server.events).toEqual([])
    expect(await server.links()).toEqual([])
    await raise('public')
    expect(server.events[0]?.event.tags).toHaveProperty(['playhead.url'])
    expect((await server.links()).map(({ title, status }) => [title, status])).toEqual([
      ['TypeError: public', 'pending'],
      ['TypeError: public', 'confirmed'],
    ])
  })

  it.each([
    { name: 'withScope', after: undefined },
    // Sentry's SDK has one isolation scope for the page, so what is set on it stays.
    { name: 'withIsolationScope', after: 'full' },
  ] as const)(
    'links an event of $name, beside the tags and contexts of that scope',
    async ({ name, after }) => {
      await open(recordAll)
      await untilState('recording')
      await page.evaluate((within) => {
        window.lab.Sentry[within]((scope) => {
          scope.setTag('cart', 'full')
          scope.setContext('order', { lamps: 2 })
          window.lab.Sentry.captureException(new TypeError('inside'))
        })
        window.lab.Sentry.captureException(new TypeError('outside'))
      }, name)
      await flush()
      const [inside, outside] = ['inside', 'outside'].map(
        (value) =>
          server.events.find(({ event }) => event.exception?.values?.[0]?.value === value)?.event,
      )
      for (const event of [inside, outside]) {
        const at = Math.round((event?.timestamp ?? 0) * 1_000)
        expect(event?.tags?.['playhead.url']).toMatch(new RegExp(`\\?at=${at}$`))
        expect(event?.contexts?.playhead).toMatchObject({ at, url: event?.tags?.['playhead.url'] })
      }
      expect(inside?.tags).toHaveProperty('cart', 'full')
      expect(inside?.contexts?.order).toEqual({ lamps: 2 })
      expect(outside?.tags?.cart).toBe(after)
      const links = await server.links()
      expect(links.filter(({ id }) => id === inside?.event_id)).toMatchObject([
        { title: 'TypeError: inside', status: 'pending' },
        { title: 'TypeError: inside', status: 'confirmed' },
      ])
    },
  )

  it('marks nothing that Sentry samples out', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({ dsn, sampleRate: 0, integrations: [sentryReplay(replay)] })
    })
    await untilState('recording')
    await raise()
    expect(server.events).toEqual([])
    expect(await server.links()).toEqual([])
  })

  it('says so when Sentry refuses an event, and when the SDK keeps back the next', async () => {
    await open(recordAll)
    await untilState('recording')
    server.answers.push({ status: 429, headers: { 'retry-after': '60' } })
    await raise('first')
    await raise('second')
    expect((await server.links()).map(({ status, reason }) => [status, reason])).toEqual([
      ['pending', undefined],
      ['rejected', 'Sentry answered 429.'],
      ['pending', undefined],
      ['rejected', 'Sentry asked for fewer events.'],
    ])
  })

  it('keeps the link in an event that is sent later, and leaves its marker pending', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({
        dsn,
        integrations: [sentryReplay(replay)],
        transport: Sentry.makeBrowserOfflineTransport(Sentry.makeFetchTransport),
      })
    })
    await untilState('recording')
    await page.route('**/envelope/**', (route) => route.abort())
    // Not the word of its session, which goes before it in some majors.
    const failed = page.waitForEvent('requestfailed', (request) =>
      Boolean(request.postDataBuffer()?.includes('TypeError')),
    )
    await page.evaluate(() => void window.lab.Sentry.captureException(new TypeError('offline')))
    await failed
    expect(server.events).toEqual([])
    await page.unroute('**/envelope/**')
    // Once one gets through, the transport sends what it has kept.
    await raise('online again')
    await expect.poll(() => server.events.length, { timeout: 20_000 }).toBe(2)
    const kept = server.events.find(
      ({ event }) => event.exception?.values?.[0]?.value === 'offline',
    )
    const event = kept?.event
    expect(event?.contexts?.playhead?.at).toBe(Math.round((event?.timestamp ?? 0) * 1_000))
    await flush()
    const links = (await server.links()).filter(({ id }) => id === event?.event_id)
    expect(links).toMatchObject([{ status: 'pending' }])
  })

  it('goes through a tunnel', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({ dsn, tunnel: '/tunnel', integrations: [sentryReplay(replay)] })
    })
    await untilState('recording')
    await raise()
    expect(server.events).toMatchObject([{ path: '/tunnel' }])
    expect((await server.links()).at(-1)?.status).toBe('confirmed')
  })

  it("stands beside Sentry's own replay", async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      const replay = start({ endpoint: '/api/replay' })
      Sentry.init({
        dsn,
        replaysSessionSampleRate: 1,
        integrations: [Sentry.replayIntegration(), sentryReplay(replay)],
      })
    })
    await untilState('recording')
    await raise()
    const { event } = server.events.find(({ type }) => type === 'event') ?? {}
    expect(event?.contexts).toHaveProperty('playhead')
    const theirs = event?.contexts?.replay?.replay_id ?? event?.tags?.replayId
    expect(theirs).toMatch(/^[0-9a-f]{32}$/)
    expect(event?.tags?.['playhead.session']).not.toBe(theirs)
    expect(await server.links()).toHaveLength(2)
  })

  it('keeps the link to the session of the error when another begins before it is sent', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay, start } = window.lab
      let ahead = 0
      const clock = { now: () => Date.now() + ahead }
      const replay = start({ endpoint: '/api/replay', clock })
      Sentry.init({
        dsn,
        integrations: [sentryReplay(replay)],
        beforeSend(event) {
          if (event.exception?.values?.[0]?.value === 'last') {
            ahead = 3_600_000
            document.body.click()
          }
          return event
        },
      })
    })
    const session = (): Promise<string | undefined> =>
      page.evaluate(() => window.lab.getReplay()?.sessionId)
    await untilState('recording')
    const before = await session()
    await raise('last')
    const after = await session()
    expect(after).not.toBe(before)
    await raise('next')
    const sessions = server.events.map(({ event }) => event.tags?.['playhead.session'])
    expect(sessions).toEqual([before, after])
    expect((await server.links()).map(({ title }) => title)).toEqual([
      'TypeError: next',
      'TypeError: next',
    ])
  })

  it('sends the event without a link when the recording fails', async () => {
    await open((dsn) => {
      const { Sentry, sentryReplay } = window.lab
      Sentry.init({
        dsn,
        integrations: [
          sentryReplay(() => {
            throw new Error('broken')
          }),
        ],
      })
    })
    await raise()
    expect(server.events).toHaveLength(1)
    expect(server.events[0]?.event.tags).toBeUndefined()
  })
})
