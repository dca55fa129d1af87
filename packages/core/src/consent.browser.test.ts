import type { ConsentEvent } from '@playhead/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectSegments, type SegmentCollector } from '../testing/collect-segments.ts'
import { recordPage, untilState } from '../testing/record-page.ts'
import { getReplay, type Replay, start } from './index.ts'
import { readSession } from './session/session.ts'
import { browserSessionCache } from './session/session-cache.ts'
import { sessionKey, tabKey } from './session/kept-keys.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  await getReplay()?.stop()
  document.body.innerHTML = ''
})

const stored = () => readSession(browserSessionCache().shared)

async function grounds(server: SegmentCollector): Promise<ConsentEvent[]> {
  return (await server.timeline()).filter((event) => event.type === 'consent')
}

/** Takes segments and requests to erase, which it keeps apart. */
function serveBoth(answers: Response[] = []) {
  const server = collectSegments()
  const erasures: unknown[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!String(input).endsWith('/erase')) return server.fetch(input, init)
    const answer = answers.shift() ?? new Response(null, { status: 204 })
    if (answer.ok) erasures.push(JSON.parse(await new Response(init?.body ?? null).text()))
    return answer
  }
  return { ...server, erasures, options: { fetch } }
}

describe('before consent', () => {
  it('reads, stores, sends and listens to nothing', async () => {
    const server = collectSegments()
    let reads = 0
    const count = (): null => (reads++, null)
    const storage = { get: count, set: count, remove: count }
    const listened: string[] = []
    const { addEventListener } = EventTarget.prototype
    const patched = (): unknown[] => [
      window.fetch,
      console.log,
      history.pushState,
      XMLHttpRequest.prototype.open,
      Element.prototype.attachShadow,
      CSSStyleSheet.prototype.insertRule,
    ]
    const before = patched()
    EventTarget.prototype.addEventListener = function (type: string, ...rest) {
      listened.push(type)
      return Reflect.apply(addEventListener, this, [type, ...rest])
    }
    let replay: Replay
    try {
      replay = start({
        endpoint: '/api/replay',
        fetch: server.fetch,
        consent: 'required',
        sessionCache: { shared: storage, tab: storage },
        random: () => void reads++,
      })
      document.body.innerHTML = '<input value="secret">'
      replay.track('early')
      await replay.flush()
    } finally {
      EventTarget.prototype.addEventListener = addEventListener
    }
    expect(replay.getState()).toEqual({ name: 'waiting-for-consent' })
    expect(replay.consent).toBe('unknown')
    expect(replay.sessionId).toBe('')
    expect(reads).toBe(0)
    expect(listened).toEqual([])
    expect(patched()).toEqual(before)
    expect(server.arrivals).toEqual([])
  })

  it('leaves no key and no database in the browser', async () => {
    await deleted('playhead')
    start({ endpoint: '/api/replay', consent: 'required' })
    await getReplay()?.flush()
    expect({ ...localStorage }).toEqual({})
    expect({ ...sessionStorage }).toEqual({})
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('playhead')
  })

  it('keeps nothing of what happens, but who the person is and which flags are on', async () => {
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch, consent: 'required' })
    replay.identify('user-17')
    replay.setFlags({ checkout: true })
    replay.track('opened a letter')
    replay.captureError(new Error('of before'))
    replay.setConsent('granted')
    replay.track('after')
    await replay.flush()
    const timeline = await server.timeline()
    expect(timeline).toContainEqual(expect.objectContaining({ user: 'user-17' }))
    expect(timeline).toContainEqual(expect.objectContaining({ flags: { checkout: true } }))
    expect(timeline).toContainEqual(expect.objectContaining({ name: 'after' }))
    expect(JSON.stringify(timeline)).not.toMatch(/letter|of before/)
  })
})

describe('with consent', () => {
  it('says on what ground it records: when it was given, to which text, by what', async () => {
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch, consent: 'required' })
    const before = Date.now()
    replay.setConsent('granted', { policyVersion: '2026-11', signal: 'banner' })
    replay.setConsent('granted', { policyVersion: '2026-11', signal: 'again' })
    await replay.flush()
    expect(replay.consent).toBe('granted')
    const [ground, ...more] = await grounds(server)
    expect(more).toEqual([])
    expect(ground).toMatchObject({ basis: 'granted', policyVersion: '2026-11', signal: 'banner' })
    expect(Math.abs((ground?.givenAt ?? 0) - before)).toBeLessThan(60_000)
    expect(ground?.eraseHash).toBe(await sha256(stored()?.secret ?? ''))
    expect(await server.text()).not.toContain(stored()?.secret)
  })

  it('says that it was not asked for, and when it is given after all', async () => {
    const page = await recordPage('')
    await page.replay.flush()
    expect(await grounds(page)).toMatchObject([{ basis: 'not-required', givenAt: null }])
    expect(page.replay.consent).toBe('unknown')
    page.replay.setConsent('granted', { signal: 'banner' })
    await page.replay.flush()
    expect(await grounds(page)).toMatchObject([
      { basis: 'not-required' },
      { basis: 'granted', signal: 'banner' },
    ])
  })
})

describe('a refusal', () => {
  it('is no withdrawal if nothing was recorded, and asks the server for nothing', async () => {
    const server = serveBoth()
    const options = { endpoint: '/api/replay', consent: 'required' as const, ...server.options }
    const replay = start(options)
    replay.setConsent('denied')
    expect(replay.consent).toBe('denied')
    expect(replay.getState()).toEqual({ name: 'stopped', reason: 'consent-denied' })
    expect(replay.why()).toEqual([{ gate: 'consent', passes: false, reason: 'It was denied.' }])
    await replay.flush()
    expect(server.erasures).toEqual([])
  })

  it.each(['denied', 'withdrawn'] as const)(
    'after something was recorded (%s) stops, clears the browser and has the server erase it',
    async (answer) => {
      const server = serveBoth()
      const page = await recordPage('<p>x</p>', server.options)
      await page.replay.flush()
      const sent = server.arrivals.length
      const { id: session, secret } = stored() ?? {}
      page.replay.track('never sent')
      page.replay.setConsent(answer)
      page.replay.track('nor this')
      expect(page.replay.consent).toBe('withdrawn')
      expect(page.replay.getState()).toEqual({ name: 'stopped', reason: 'consent-denied' })
      await expect.poll(() => server.erasures).toEqual([{ session, secret }])
      expect(server.arrivals).toHaveLength(sent)
      expect(localStorage.getItem(sessionKey)).toBeNull()
      expect(sessionStorage.getItem(tabKey)).toBeNull()
      await expect
        .poll(async () => (await indexedDB.databases()).map(({ name }) => name))
        .not.toContain('playhead')
    },
  )

  it('on a later page has erased what an earlier one recorded', async () => {
    const server = serveBoth()
    const first = await recordPage('', server.options)
    await first.replay.flush()
    const session = first.replay.sessionId
    await first.replay.stop()
    const options = { endpoint: '/api/replay', consent: 'required' as const, ...server.options }
    const replay = start(options)
    replay.setConsent('denied')
    expect(replay.consent).toBe('withdrawn')
    await expect.poll(() => server.erasures).toMatchObject([{ session }])
  })

  it('is tried again when the server fails, and told to the application when it refuses', async () => {
    const wait = { status: 503, headers: { 'retry-after': '0' } }
    const server = serveBoth([new Response(null, wait), new Response(null, { status: 403 })])
    const page = await recordPage('', server.options)
    await page.replay.flush()
    page.replay.setConsent('withdrawn')
    await expect.poll(() => page.errors.map(({ code }) => code)).toEqual(['send_failed'])
    expect(server.erasures).toEqual([])
  })

  it('in another tab ends the recording in this one', async () => {
    const server = serveBoth()
    const page = await recordPage('', server.options)
    localStorage.removeItem(sessionKey)
    window.dispatchEvent(new StorageEvent('storage', { key: sessionKey, newValue: null }))
    expect(page.replay.consent).toBe('withdrawn')
    expect(page.replay.getState()).toEqual({ name: 'stopped', reason: 'consent-denied' })
    expect(server.erasures).toEqual([])
  })

  it('is followed by a new session when consent is given again', async () => {
    const page = await recordPage('', serveBoth().options)
    const before = page.replay.sessionId
    page.replay.setConsent('denied')
    page.replay.setConsent('granted')
    await untilState(page.replay, 'recording')
    expect(page.replay.consent).toBe('granted')
    expect(page.replay.sessionId).not.toBe(before)
  })
})

describe('a browser that asks not to be recorded', () => {
  const signals = { globalPrivacyControl: true, doNotTrack: '1' }

  afterEach(() => {
    for (const name of Object.keys(signals)) Reflect.deleteProperty(navigator, name)
  })

  const signal = (name: keyof typeof signals): void => {
    Object.defineProperty(navigator, name, { value: signals[name], configurable: true })
  }

  it('is not recorded under Global Privacy Control, whatever consent says', async () => {
    signal('globalPrivacyControl')
    const server = collectSegments()
    const replay = start({ endpoint: '/api/replay', fetch: server.fetch })
    replay.setConsent('granted')
    await replay.flush()
    expect(replay.getState()).toEqual({ name: 'stopped', reason: 'opted-out' })
    expect(replay.why()).toContainEqual(expect.objectContaining({ gate: 'gpc', passes: false }))
    expect(server.arrivals).toEqual([])
    expect({ ...localStorage }).toEqual({})
  })

  it('is not recorded by an option that says nothing', async () => {
    signal('globalPrivacyControl')
    // As from an application that no type check has seen.
    const replay = Reflect.apply(start, null, [{ endpoint: '/api/replay', respectGpc: null }])
    expect(replay.getState()).toEqual({ name: 'stopped', reason: 'opted-out' })
  })

  it('is recorded if the application need not heed it', async () => {
    signal('globalPrivacyControl')
    const page = await recordPage('', { respectGpc: false })
    expect(page.replay.getState().name).toBe('recording')
  })

  it('is heeded by Do Not Track only if the application says so', async () => {
    signal('doNotTrack')
    const page = await recordPage('')
    await page.replay.stop()
    start({ endpoint: '/api/replay', respectDnt: true })
    expect(getReplay()?.getState()).toEqual({ name: 'stopped', reason: 'opted-out' })
    expect(getReplay()?.why()).toContainEqual(
      expect.objectContaining({ gate: 'dnt', passes: false }),
    )
  })
})

it('sets no cookie', async () => {
  const page = await recordPage('<input>', serveBoth().options)
  page.replay.identify('user-17')
  await page.replay.flush()
  page.replay.setConsent('withdrawn')
  expect(document.cookie).toBe('')
})

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    indexedDB.deleteDatabase(name).addEventListener('success', () => resolve())
  })
}
