import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RecordedPage, recordPage } from '../testing/record-page.ts'
import { getReplay, type ReplayOptions, start } from './index.ts'
import { segmentStoreName, sessionKey } from './session/kept-keys.ts'

/** First bytes of the session's id: drawn at no rate below 1; on error at each. */
const drawnOnError = (bytes: Uint8Array): void => void bytes.fill(0xff, 0, 4)
const startedAt = 1_763_900_000_000
let clock: { time: number; now(): number }

beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  clock = { time: startedAt, now: () => clock.time }
  await new Promise<void>((resolve) => {
    indexedDB.deleteDatabase(segmentStoreName).addEventListener('success', () => resolve())
  })
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

const buffered = (options: Partial<ReplayOptions> = {}, html = ''): Promise<RecordedPage> =>
  recordPage(
    html,
    { sampling: { session: 0, onError: 1 }, random: drawnOnError, clock, ...options },
    'buffering',
  )

const throwError = (): boolean =>
  window.dispatchEvent(new ErrorEvent('error', { error: new Error('it broke'), message: 'x' }))

const gate = (page: Pick<RecordedPage, 'replay'>, name: string) =>
  page.replay.why().find((line) => line.gate === name)

async function expectChain(page: RecordedPage): Promise<void> {
  const segments = await page.segments()
  expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
  segments.forEach(({ header }, index) => {
    expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
  })
}

const names = async (page: RecordedPage): Promise<string[]> =>
  (await page.timeline()).flatMap((event) => (event.type === 'custom' ? [event.name] : []))

describe('a session that is kept for an error', () => {
  it('sends nothing before one, then all of it in order, and goes on', async () => {
    const page = await buffered()
    page.replay.track('before')
    await page.replay.flush()
    page.replay.track('and this')
    await page.replay.flush()
    expect(page.arrivals).toEqual([])
    expect(gate(page, 'buffer')).toMatchObject({ passes: false })
    throwError()
    await expect.poll(() => page.arrivals.length).toBeGreaterThanOrEqual(3)
    expect(page.replay.getState()).toMatchObject({ name: 'recording' })
    page.replay.track('after')
    await page.replay.flush()
    expect(await names(page)).toEqual(['before', 'and this', 'after'])
    expect((await page.frames()).slice(0, 2).map(({ type }) => type)).toEqual([4, 2])
    await expectChain(page)
    const said = (await page.timeline()).filter(({ type }) => type === 'sampling')
    expect(said.at(-1)).toMatchObject({
      gates: expect.arrayContaining([
        { gate: 'session', passes: false, reason: 'Not drawn at a rate of 0.' },
        { gate: 'error', passes: true, reason: 'Drawn at a rate of 1.' },
        { gate: 'buffer', passes: true, reason: 'Sent because of an error.' },
      ]),
    })
  })

  it('is sent whole when the error comes on the third page', async () => {
    const first = await buffered({}, '<p data-record-safe>page one</p>')
    first.replay.track('one')
    await first.replay.stop()
    const second = await buffered({}, '<p data-record-safe>page two</p>')
    second.replay.track('two')
    await second.replay.stop()
    const third = await buffered({}, '<p data-record-safe>page three</p>')
    throwError()
    await third.replay.flush()
    await expect.poll(() => third.replay.getState().name).toBe('recording')
    await expect.poll(async () => await third.text()).toContain('it broke')
    expect([first.arrivals, second.arrivals]).toEqual([[], []])
    expect(await names(third)).toEqual(['one', 'two'])
    for (const page of ['page one', 'page two', 'page three'])
      expect(await third.text()).toContain(page)
    await expectChain(third)
    // The next page is recorded as any other, at the place where this one stopped.
    await third.replay.stop()
    const fourth = await recordPage('', {
      sampling: { session: 0, onError: 1 },
      clock,
      random: drawnOnError,
    })
    await fourth.replay.flush()
    const last = (await third.segments()).at(-1)?.header
    expect((await fourth.segments())[0]?.header).toMatchObject({
      tab: last?.tab,
      sequence: Number(last?.sequence) + 1,
      previous: last?.checksum,
    })
  })

  it.each([5, 60, 65, 130, 200])(
    'holds at least its last minute when the error comes after %i seconds, and two at most',
    async (seconds) => {
      const page = await buffered()
      for (let elapsed = 0; elapsed < seconds; elapsed += 5) {
        page.replay.track(String(elapsed))
        await page.replay.flush()
        clock.time += 5_000
      }
      throwError()
      await expect.poll(() => page.replay.getState().name).toBe('recording')
      await expect.poll(async () => await page.text()).toContain('it broke')
      const kept = (await names(page)).map(Number)
      expect(kept[0]).toBeLessThanOrEqual(Math.max(0, seconds - 60))
      expect(kept[0]).toBeGreaterThanOrEqual(seconds - 130)
      expect(kept).toEqual(kept.map((_, index) => Number(kept[0]) + 5 * index))
      expect((await page.frames()).slice(0, 2).map(({ type }) => type)).toEqual([4, 2])
      await expectChain(page)
    },
  )

  it('still says who it was after the first minutes were thrown away', async () => {
    const page = await buffered()
    page.replay.identify('user-17')
    for (let elapsed = 0; elapsed < 200; elapsed += 10) {
      page.replay.track(String(elapsed))
      await page.replay.flush()
      clock.time += 10_000
    }
    page.replay.sendBuffer('the test')
    await expect.poll(async () => await page.text()).toContain('user-17')
    expect(await names(page)).not.toContain('0')
  })

  it('is sent by every tab once one has found an error', async () => {
    const page = await buffered()
    page.replay.track('in this tab')
    const stored = JSON.parse(localStorage.getItem(sessionKey) ?? '{}')
    const text = JSON.stringify({ ...stored, mode: 'record', reason: 'An error.' })
    localStorage.setItem(sessionKey, text)
    window.dispatchEvent(new StorageEvent('storage', { key: sessionKey, newValue: text }))
    await expect.poll(() => page.replay.getState().name).toBe('recording')
    await expect.poll(async () => await names(page)).toEqual(['in this tab'])
  })

  it('leaves nothing behind where consent is refused', async () => {
    const page = await buffered()
    page.replay.track('never sent')
    await page.replay.flush()
    page.replay.setConsent('denied')
    expect(page.replay.why()).toEqual([
      { gate: 'consent', passes: false, reason: 'It was withdrawn.' },
    ])
    await expect.poll(async () => (await indexedDB.databases()).map(({ name }) => name)).toEqual([])
    expect(page.arrivals).toEqual([])
    expect(localStorage.length + sessionStorage.length).toBe(0)
  })
})

describe('what begins a recording', () => {
  it('is a page', async () => {
    const page = await buffered({ sampling: { session: 0, urls: ['/nowhere', /[?&]pay=1/g] } })
    page.replay.track('before')
    const { href } = location
    history.pushState(null, '', '?pay=1')
    await expect.poll(() => page.replay.getState().name).toBe('recording')
    history.pushState(null, '', href)
    await expect.poll(async () => await names(page)).toEqual(['before'])
    expect(gate(page, 'buffer')?.reason).toBe('Sent because of the page /[?&]pay=1/g.')
  })

  it('is an event, and no other event, and no error without onError', async () => {
    const page = await buffered({ sampling: { session: 0, events: ['checkout'] } })
    page.replay.track('something else')
    throwError()
    await page.replay.flush()
    expect(page.replay.getState().name).toBe('buffering')
    page.replay.track('checkout')
    await expect.poll(() => page.replay.getState().name).toBe('recording')
    await expect.poll(async () => await names(page)).toEqual(['something else', 'checkout'])
  })

  it('is whom always picks, as soon as they are known', async () => {
    const page = await buffered({
      sampling: { session: 0, onError: 1, always: ({ traits }) => traits.plan === 'enterprise' },
    })
    page.replay.identify('user-17', { plan: 'free' })
    expect(page.replay.getState().name).toBe('buffering')
    page.replay.identify('user-17', { plan: 'enterprise' })
    await expect.poll(() => page.replay.getState().name).toBe('recording')
    expect(gate(page, 'always')).toEqual({
      gate: 'always',
      passes: true,
      reason: 'sampling.always said yes.',
    })
  })

  it('is whom always picks, even where nothing was kept', async () => {
    const page = await recordPage('', { sampling: { session: 0, always: ({ user }) => !user } })
    await page.replay.stop()
    localStorage.clear()
    const replay = start({
      endpoint: '/api/replay',
      fetch: page.fetch,
      sampling: { session: 0, always: ({ user }) => user === 'beta' },
    })
    expect(replay.getState()).toEqual({ name: 'not-sampled' })
    replay.identify('beta')
    await expect.poll(() => replay.getState().name).toBe('recording')
    await replay.flush()
    expect(await page.text()).toContain('beta')
  })
})

describe('a decision', () => {
  it('holds for its session, whatever the rate is on the next page', async () => {
    const page = await recordPage('', { sampling: { session: 1 } })
    await page.replay.stop()
    const next = await recordPage('', { sampling: { session: 0 } })
    expect(next.replay.sessionId).not.toBe('')
    expect(gate(next, 'earlier')).toMatchObject({ passes: true })
  })

  it('begins with the flags that were set while nothing was recorded', async () => {
    const page = await recordPage(
      '',
      {
        sampling: { session: 0, always: ({ user }) => user === 'beta' },
      },
      'not-sampled',
    )
    page.replay.setFlags({ checkout: 'a', gone: true })
    page.replay.setFlags({ checkout: 'b', gone: null })
    page.replay.identify('beta')
    await expect.poll(() => page.replay.getState().name).toBe('recording')
    await page.replay.flush()
    const timeline = (await page.segments()).flatMap(({ timeline }) => timeline)
    expect(timeline.flatMap((event) => (event.type === 'flags' ? [event.flags] : []))).toEqual([
      { checkout: 'b' },
    ])
  })

  it('counts an always that fails as no, and tells the application', async () => {
    const page = await recordPage('', {
      sampling: {
        always: () => {
          throw new Error('host bug')
        },
      },
    })
    expect(page.errors).toMatchObject([{ code: 'capture_failed' }])
    expect(gate(page, 'always')).toMatchObject({ passes: false })
  })
})

describe('a session that must last a while', () => {
  it('is not sent if it does not, and whole if it does', async () => {
    const sampling = { minDurationMs: 10_000 }
    const page = await recordPage('', { clock, sampling }, 'buffering')
    page.replay.track('first')
    await page.replay.stop()
    expect(page.arrivals).toEqual([])
    clock.time += 10_000
    const next = await recordPage('', { clock, sampling })
    next.replay.track('second')
    await next.replay.flush()
    await expect.poll(async () => await names(next)).toEqual(['first', 'second'])
    await expectChain(next)
  })
})
