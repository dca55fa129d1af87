import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recordPage } from '../testing/record-page.ts'
import { getReplay } from './index.ts'
import { sessionKey, tabKey } from './session/kept-keys.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

const leave = (): boolean =>
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
const comeBack = (): boolean =>
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))

/** The next segment, whenever it comes. */
async function untilArrivals(arrivals: readonly unknown[], count: number): Promise<void> {
  await expect.poll(() => arrivals.length).toBeGreaterThanOrEqual(count)
}

describe('a page that is hidden', () => {
  it('sends what it has', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    const before = page.arrivals.length
    page.replay.track('last words')
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    await untilArrivals(page.arrivals, before + 1)
    const timeline = (await page.segments()).at(-1)?.timeline
    const types = timeline?.map((event) => event.type)
    // A busy machine adds a long frame of its own.
    expect(types?.filter((type) => type !== 'long-frame')).toEqual(['custom', 'visibility'])
  })
})

describe('a page that is left', () => {
  it('sends what it has, in pieces of at most 60 kB, without a hole in the chain', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    for (let count = 0; count < 12; count++) {
      page.replay.track(`call ${count}`, { filler: 'x'.repeat(10_000) })
    }
    leave()
    const segments = await page.segments()
    segments.forEach(({ header }, index) => {
      expect(header.sequence).toBe(index)
      expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
    })
    const calls = segments
      .flatMap(({ timeline }) => timeline)
      .filter(({ type }) => type === 'custom')
    expect(calls).toHaveLength(12)
    const exits = page.arrivals.filter((_, at) => segments[at]?.header.codec === 'identity')
    expect(exits.map(({ keepalive }) => keepalive)).toEqual([true, false, false])
    for (const { body } of exits) expect(body.length).toBeLessThanOrEqual(60_000)
  })

  it('numbers rightly when it is left while a segment is being compressed', async () => {
    const page = await recordPage('<p>first</p>')
    page.replay.track('compressing')
    const flushing = page.replay.flush()
    page.replay.track('not yet closed')
    leave()
    await flushing
    const segments = await page.segments()
    expect(segments.map(({ header }) => header.sequence)).toEqual(segments.map((_, index) => index))
    segments.forEach(({ header }, index) => {
      expect(header.previous).toBe(segments[index - 1]?.header.checksum ?? null)
    })
    const names = segments
      .flatMap(({ timeline }) => timeline)
      .filter(({ type }) => type === 'custom')
    expect(names).toMatchObject([{ name: 'compressing' }, { name: 'not yet closed' }])
  })

  it('writes its place in the tab back, and takes it away again when it returns', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    leave()
    const { tab, sequence } = JSON.parse(sessionStorage.getItem(tabKey) ?? '{}')
    const before = await page.segments()
    expect(tab).toBe(before[0]?.header.tab)
    expect(sequence).toBe(before.length)
    page.replay.track('said while the page is away')
    comeBack()
    expect(sessionStorage.getItem(tabKey)).toBeNull()
    await page.replay.flush()
    const after = (await page.segments()).slice(before.length)
    expect(after[0]?.header).toMatchObject({ sequence, previous: before.at(-1)?.header.checksum })
    expect(after.flatMap(({ frames }) => frames).map(({ type }) => type)).toEqual([4, 2])
    expect(await page.text()).toContain('said while the page is away')
  })
})

describe('a session', () => {
  it('ends with idleness: nothing is recorded until a person acts, then in a new session', async () => {
    const clock = { time: 1_763_900_000_000, now: () => clock.time }
    const page = await recordPage('<button>x</button>', { clock })
    page.replay.identify('user-17')
    page.replay.setFlags({ beta: true })
    const before = page.replay.sessionId
    clock.time += 30 * 60_000
    page.replay.track('nobody is there')
    await page.replay.flush()
    document.querySelector('button')?.click()
    await page.replay.flush()
    const after = page.replay.sessionId
    expect(after).not.toBe(before)
    expect(page.replay.getState()).toEqual({ name: 'recording', sessionId: after })
    const segments = await page.segments()
    const later = segments.filter(({ header }) => header.session === after)
    expect(later[0]?.header).toMatchObject({
      sequence: 0,
      previous: null,
      tab: segments[0]?.header.tab,
    })
    expect(
      later
        .flatMap(({ frames }) => frames)
        .map(({ type }) => type)
        .slice(0, 2),
    ).toEqual([4, 2])
    const types = later.flatMap(({ timeline }) => timeline).map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['navigation', 'identify', 'flags', 'click']))
    expect(await page.text()).not.toContain('nobody is there')
  })

  it('goes on while another tab keeps it going', async () => {
    const clock = { time: 1_763_900_000_000, now: () => clock.time }
    const page = await recordPage('', { clock })
    const before = page.replay.sessionId
    clock.time += 40 * 60_000
    const stored = JSON.parse(localStorage.getItem(sessionKey) ?? '{}')
    localStorage.setItem(sessionKey, JSON.stringify({ ...stored, activeAt: clock.time - 1_000 }))
    page.replay.track('still there')
    await page.replay.flush()
    expect(page.replay.sessionId).toBe(before)
    expect(await page.text()).toContain('still there')
  })

  it('stops where the next one is not drawn', async () => {
    const clock = { time: 1_763_900_000_000, now: () => clock.time }
    let byte = 0
    const page = await recordPage('<button>x</button>', {
      clock,
      sampling: { session: 0.5 },
      random: (bytes) => bytes.fill(byte),
    })
    page.replay.track('kept')
    byte = 0xff
    clock.time += 25 * 60 * 60_000
    document.querySelector('button')?.click()
    await expect.poll(() => page.arrivals.length).toBeGreaterThanOrEqual(1)
    expect(page.replay.getState()).toEqual({ name: 'not-sampled' })
    expect(await page.text()).toContain('kept')
    expect((await page.segments()).every(({ header }) => header.session.startsWith('00'))).toBe(
      true,
    )
  })
})

describe('a server that refuses', () => {
  it('is left alone after three refusals, and the application is told', async () => {
    const page = await recordPage('', { limits: { flushAfterMs: 1 } })
    await page.replay.flush()
    const refuse = (): Response =>
      Response.json({ error: { code: 'foreign_origin' } }, { status: 403 })
    page.answers.push(refuse(), refuse(), refuse())
    for (let call = 0; call < 3; call++) {
      page.replay.track(`call ${call}`)
      await page.replay.flush()
    }
    expect(page.replay.getState()).toMatchObject({ name: 'failed', error: { code: 'refused' } })
    expect(page.errors.map(({ code }) => code)).toEqual(['refused', 'refused', 'refused'])
  })
})

describe('a network that fails', () => {
  it('gets the segment again until it is stored', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    page.answers.push(new TypeError('offline'))
    page.replay.track('kept for later')
    const flushed = page.replay.flush()
    await flushed
    expect(await page.text()).toContain('kept for later')
    expect(page.errors).toEqual([])
  })
})
