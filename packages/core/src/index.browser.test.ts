import type { TimelineEvent } from '@playhead/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordPage, untilState } from '../testing/record-page.ts'
import { collectSegments } from '../testing/collect-segments.ts'
import { getReplay, PlayheadConfigError, start } from './index.ts'
import { tabKey } from './session/kept-keys.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

describe('start', () => {
  it('records the page and sends a first segment with its snapshot', async () => {
    const page = await recordPage('<main data-record-safe><h1>Shoes</h1></main>')
    await page.replay.flush()
    const [first] = await page.segments()
    expect(first?.header).toMatchObject({
      sequence: 0,
      previous: null,
      session: page.replay.sessionId,
    })
    expect(first?.frames.map((frame) => frame.type)).toEqual([4, 2])
    expect(first?.timeline.map((event) => event.type)).toEqual(
      expect.arrayContaining(['tab', 'sampling', 'navigation', 'resize']),
    )
    expect(await page.text()).toContain('Shoes')
    expect(page.arrivals[0]?.url).toBe(`${location.origin}/api/replay/segments`)
    expect(page.errors).toEqual([])
  })

  it('keeps calls made before the recorder is there, with their times', async () => {
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch })
    replay.identify('user-17', { plan: 'pro' })
    replay.track('cart opened', { items: 2 })
    expect(replay.getState().name).toBe('starting')
    await replay.flush()
    const timeline = await server.timeline()
    expect(timeline[0]).toMatchObject({
      type: 'identify',
      user: 'user-17',
      traits: { plan: 'pro' },
    })
    expect(timeline[1]).toMatchObject({
      type: 'custom',
      name: 'cart opened',
      properties: { items: 2 },
    })
  })

  it('keeps flags and reported errors until the recorder is there, and masks the errors then', async () => {
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch })
    replay.setFlags({ 'new-checkout': true, price: 'b' })
    replay.captureError(new TypeError('no cart of alice@example.com'), { step: 'pay' })
    await replay.flush()
    replay.setFlags({ 'new-checkout': true, price: 'c' })
    replay.setFlags({ price: 'c' })
    await replay.flush()
    const timeline = await server.timeline()
    expect(timeline.filter(({ type }) => type === 'flags')).toMatchObject([
      { flags: { 'new-checkout': true, price: 'b' } },
      { flags: { price: 'c' } },
    ])
    expect(timeline.filter(({ type }) => type === 'error')).toMatchObject([
      {
        kind: 'reported',
        name: 'TypeError',
        message: 'no cart of [mail]',
        context: { step: 'pay' },
      },
    ])
  })

  it('leaves out what no flag can be, and says so', async () => {
    const page = await recordPage('')
    // As an application without types might.
    page.replay.setFlags(JSON.parse('{"variant":{"user":"alice"}}'))
    await page.replay.flush()
    expect(await page.text()).not.toContain('alice')
    expect(page.errors.map(({ code }) => code)).toEqual(['not_recorded'])
  })

  it('chains segments by sequence and checksum, in order', async () => {
    const page = await recordPage('<p id="text">a</p>')
    await page.replay.flush()
    for (let round = 0; round < 3; round++) {
      page.replay.track(`round ${round}`)
      await page.replay.flush()
    }
    const segments = await page.segments()
    expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
    segments.forEach(({ header }, index) => {
      expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
    })
    expect(segments.length).toBeGreaterThanOrEqual(4)
  })

  it('joins the recording under way and ends it with the last stop', async () => {
    const server = collectSegments()
    const first = start({ endpoint: '/api/replay', fetch: server.fetch })
    const second = start({ endpoint: '/api/replay', fetch: server.fetch })
    expect(second).toBe(first)
    expect(getReplay()).toBe(first)
    await untilState(first, 'recording')
    await first.stop()
    expect(first.getState().name).toBe('recording')
    await second.stop()
    expect(first.getState()).toEqual({ name: 'stopped', reason: 'stopped' })
    expect(getReplay()).toBeNull()
  })

  it('goes on when it is stopped and started within one task, as strict mode does', async () => {
    const server = collectSegments()
    const first = start({ endpoint: '/api/replay', fetch: server.fetch })
    const stopped = first.stop()
    const second = start({ endpoint: '/api/replay', fetch: server.fetch })
    await stopped
    expect(second).toBe(first)
    await untilState(second, 'recording')
    await second.flush()
    expect((await server.frames()).filter((frame) => frame.type === 2)).toHaveLength(1)
  })

  it('gives the same state object until it changes', async () => {
    const page = await recordPage('')
    const before = page.replay.getState()
    await page.replay.flush()
    expect(page.replay.getState()).toBe(before)
  })

  it('makes absolute links to a moment of the session', async () => {
    const { replay } = await recordPage('')
    expect(replay.url({ at: 1_763_900_000_000.4 })).toBe(
      `${location.origin}/api/replay/sessions/${replay.sessionId}?at=1763900000000`,
    )
    expect(replay.url()).toBe(`${location.origin}/api/replay/sessions/${replay.sessionId}`)
  })

  it('links a moment to what another tool holds about it, with a clean title', async () => {
    const page = await recordPage('')
    const link = { tool: 'sentry', subject: 'error', id: 'a1', url: null } as const
    page.replay.link({ ...link, at: 1_763_900_000_000, title: 'to a@b.example', status: 'pending' })
    await page.replay.flush()
    const events = (await page.segments()).flatMap(({ timeline }) => timeline)
    expect(events).toContainEqual({
      type: 'link',
      at: 1_763_900_000_000,
      ...link,
      title: 'to [mail]',
      status: 'pending',
    })
    expect(Date.now() - page.replay.startedAt).toBeLessThan(60_000)
  })

  it('goes on with the same session and tab after a stop, as the next page does', async () => {
    const page = await recordPage('')
    const { sessionId } = page.replay
    await page.replay.stop()
    const next = await recordPage('')
    await next.replay.flush()
    const before = await page.segments()
    const [after] = await next.segments()
    expect(next.replay.sessionId).toBe(sessionId)
    expect(after?.header).toMatchObject({
      tab: before[0]?.header.tab,
      sequence: before.length,
      previous: before.at(-1)?.header.checksum,
    })
  })

  it('starts as another tab when the tab was duplicated while it was recorded', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    // What the copy of sessionStorage holds.
    expect(sessionStorage.getItem(tabKey)).toBeNull()
  })

  it('records nothing of a session that was not drawn, and stores only its id', async () => {
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch, sampling: { session: 0 } })
    expect(replay.getState()).toEqual({ name: 'not-sampled' })
    await replay.flush()
    expect(server.arrivals).toEqual([])
  })

  it.each([
    [{ endpoint: 'api/replay' }, 'invalid_endpoint'],
    [{ endpoint: '//elsewhere.test/replay' }, 'invalid_endpoint'],
    [{ endpoint: 'javascript:alert(1)' }, 'invalid_endpoint'],
    [{ endpoint: 'https://user:secret@host.test/replay' }, 'invalid_endpoint'],
    [{ endpoint: '/r', sampling: { session: 1.5 } }, 'invalid_option'],
    [{ endpoint: '/r', consent: 'yes' as 'required' }, 'invalid_option'],
    [{ endpoint: '/r', release: 'x'.repeat(256) }, 'invalid_option'],
    [{ endpoint: '/r', privacy: { blockSelector: 'div[' } }, 'invalid_option'],
    [{ endpoint: '/r', limits: { flushAfterMs: 0 } }, 'invalid_option'],
  ])('refuses %j with %s', (options, code) => {
    expect(() => start(options)).toThrow(PlayheadConfigError)
    expect(() => start(options)).toThrow(expect.objectContaining({ code }))
    expect(getReplay()).toBeNull()
  })
})

describe('the application', () => {
  it('gets every global back when the recording stops', async () => {
    const read = (): unknown[] => [
      window.fetch,
      history.pushState,
      history.replaceState,
      XMLHttpRequest.prototype.open,
      XMLHttpRequest.prototype.send,
      Navigator.prototype.sendBeacon,
      ...(['debug', 'log', 'info', 'warn', 'error'] as const).map((level) => console[level]),
      Element.prototype.attachShadow,
      CSSStyleSheet.prototype.insertRule,
      CSSStyleSheet.prototype.deleteRule,
      CSSStyleDeclaration.prototype.setProperty,
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set,
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'checked')?.set,
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set,
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set,
    ]
    const before = read()
    const page = await recordPage('')
    expect(read()).not.toEqual(before)
    await page.replay.stop()
    read().forEach((value, index) => expect(value).toBe(before[index]))
  })

  it('keeps a wrapper that somebody put over ours', async () => {
    const page = await recordPage('')
    const native = console.log
    const wrapper = (...args: unknown[]): void => native(...args)
    console.log = wrapper
    await page.replay.stop()
    expect(console.log).toBe(wrapper)
    console.log('still works')
  })

  it('never sees an error of onError or of a subscriber', async () => {
    const page = await recordPage('', {
      onError: () => {
        throw new Error('host bug')
      },
    })
    page.replay.subscribe(() => {
      throw new Error('host bug')
    })
    const circular: Record<string, never> = {}
    Object.assign(circular, { circular })
    page.replay.track('circular', circular)
    await page.replay.stop()
    expect(page.replay.getState().name).toBe('stopped')
  })

  it('hears its timeline as it is recorded, and survives a listener that fails', async () => {
    const page = await recordPage('')
    const heard: TimelineEvent[] = []
    const stop = page.replay.onEvent((event) => {
      heard.push(event)
      throw new Error('host bug')
    })
    page.replay.track('paid', { card: '4242 4242 4242 4242' })
    stop()
    page.replay.track('left')
    await page.replay.flush()
    const recorded = (await page.timeline()).filter(({ type }) => type === 'custom')
    expect(heard.filter(({ type }) => type === 'custom')).toEqual(recorded.slice(0, 1))
    expect(recorded).toHaveLength(2)
    expect(JSON.stringify(heard)).toContain('[card]')
    expect(page.errors).toMatchObject([{ code: 'capture_failed' }])
  })

  it('is told when its data was not recorded', async () => {
    const page = await recordPage('')
    page.replay.track('large', { text: 'x'.repeat(20_000) })
    expect(page.errors).toMatchObject([{ code: 'not_recorded' }])
  })
})
