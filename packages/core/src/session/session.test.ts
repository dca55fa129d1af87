import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSampled } from './sampling.ts'
import type { KeyValue } from './session-cache.ts'
import { createSessionKeeper, type SessionKeeper } from './session.ts'
import { claimTab, releaseTab } from './tab.ts'
import { leftKey, sessionKey, tabKey } from './kept-keys.ts'

const minute = 60_000
const limits = { idleTimeoutMs: 30 * minute, maxSessionAgeMs: 24 * 60 * minute }

function memory(): KeyValue & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => void texts.set(key, value),
    remove: (key) => void texts.delete(key),
  }
}

let seed = 0
const random = (bytes: Uint8Array): void => {
  bytes.fill(++seed)
}

function keep(storage = memory(), clock = { time: 1_763_900_000_000 }) {
  const open = (): SessionKeeper =>
    createSessionKeeper(storage, { now: () => clock.time }, random, limits)
  return { storage, clock, open }
}

describe('a session', () => {
  it('is shared by pages and tabs while somebody is active', () => {
    const { clock, open } = keep()
    const first = open()
    const { id } = first.current()
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    clock.time += 29 * minute
    first.touch('b'.repeat(16))
    clock.time += 29 * minute
    expect(open().current().id).toBe(id)
  })

  it('ends after 30 minutes without activity', () => {
    const { clock, open } = keep()
    const keeper = open()
    const { id } = keeper.current()
    clock.time += 30 * minute - 1
    expect(keeper.hasEnded()).toBe(false)
    clock.time += 1
    expect(keeper.hasEnded()).toBe(true)
    expect(keeper.current().id).not.toBe(id)
    expect(keeper.hasEnded()).toBe(false)
  })

  it('ends after 24 hours however active', () => {
    const { clock, open } = keep()
    const keeper = open()
    for (let elapsed = 0; elapsed < 24 * 60; elapsed += 20) {
      expect(keeper.hasEnded()).toBe(false)
      keeper.touch('b'.repeat(16))
      clock.time += 20 * minute
    }
    expect(keeper.hasEnded()).toBe(true)
  })

  it('goes on where another tab kept it going, and moves on where another tab began anew', () => {
    const { clock, open } = keep()
    const idle = open()
    const { id } = idle.current()
    const other = open()
    clock.time += 29 * minute
    other.touch('b'.repeat(16))
    clock.time += 10 * minute
    expect(idle.hasEnded()).toBe(false)
    clock.time += 40 * minute
    const next = other.current()
    expect(next.id).not.toBe(id)
    expect(idle.hasEnded()).toBe(true)
    expect(idle.current().id).toBe(next.id)
  })

  it('does not stay open for ever after a clock that was far ahead', () => {
    const { storage, clock, open } = keep()
    const far = {
      id: 'a'.repeat(32),
      startedAt: clock.time,
      activeAt: clock.time + 400 * 24 * 60 * minute,
      activeTab: null,
      mode: null,
      sentBytes: 0,
      reason: '',
    }
    storage.set(sessionKey, JSON.stringify(far))
    expect(open().current().id).not.toBe(far.id)
  })

  it('begins anew over whatever else is stored under its key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { storage, open } = keep()
        storage.set(sessionKey, text)
        expect(open().current().id).toMatch(/^[0-9a-f]{32}$/)
      }),
    )
  })
})

describe('sampling', () => {
  const anyId = fc.stringMatching(/^[0-9a-f]{32}$/)

  it('takes all at 1 and none at 0', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(isSampled(id, 1)).toBe(true)
        expect(isSampled(id, 0)).toBe(false)
      }),
    )
  })

  it('keeps those it took when the rate grows', () => {
    fc.assert(
      fc.property(anyId, fc.double({ min: 0, max: 1, noNaN: true }), (id, rate) => {
        fc.pre(isSampled(id, rate))
        expect(isSampled(id, Math.min(1, rate + 0.1))).toBe(true)
      }),
    )
  })

  it('takes about its share', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) =>
      Math.floor((index / 1_000) * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
    expect(ids.filter((id) => isSampled(id.padEnd(32, '0'), 0.25))).toHaveLength(250)
  })
})

describe('a tab', () => {
  const session = 'a'.repeat(32)
  const caches = (shared = memory()) => ({ shared, tab: memory() })
  const copyOf = (storage: ReturnType<typeof memory>): ReturnType<typeof memory> => {
    const copy = memory()
    storage.texts.forEach((value, key) => copy.set(key, value))
    return copy
  }

  it('continues its chain on the next page', () => {
    const cache = caches()
    const first = claimTab(cache, session, random)
    expect(first).toMatchObject({ session, sequence: 0, previous: null, openedBy: null })
    expect(first.tab).toMatch(/^[0-9a-f]{16}$/)
    releaseTab(cache, { ...first, sequence: 3, previous: 77 })
    expect(claimTab(cache, session, random)).toEqual({ ...first, sequence: 3, previous: 77 })
  })

  it('that is a copy made while the first is recorded becomes a tab of its own, opened by it', () => {
    const cache = caches()
    const first = claimTab(cache, session, random)
    const second = claimTab({ ...cache, tab: copyOf(cache.tab) }, session, random)
    expect(second).toMatchObject({ sequence: 0, openedBy: first.tab })
    expect(second.tab).not.toBe(first.tab)
  })

  it('that is a copy made between two recorded pages does not continue the chain twice', () => {
    const cache = caches()
    const first = claimTab(cache, session, random)
    releaseTab(cache, { ...first, sequence: 3, previous: 77 })
    const copy = { ...cache, tab: copyOf(cache.tab) }
    expect(claimTab(copy, session, random)).toMatchObject({ tab: first.tab, sequence: 3 })
    const second = claimTab(cache, session, random)
    expect(second).toMatchObject({ sequence: 0, openedBy: first.tab })
    expect(second.tab).not.toBe(first.tab)
  })

  it('whose storage tells nothing takes the guess for its opener', () => {
    const guess = 'd'.repeat(16)
    expect(claimTab(caches(), session, random, guess).openedBy).toBe(guess)
  })

  it('keeps its id and counts from 0 in another session', () => {
    const cache = caches()
    const first = claimTab(cache, session, random)
    releaseTab(cache, { ...first, sequence: 3, previous: 77 })
    expect(claimTab(cache, 'c'.repeat(32), random)).toEqual({
      session: 'c'.repeat(32),
      tab: first.tab,
      sequence: 0,
      previous: null,
      openedBy: null,
      isHeld: false,
    })
  })

  it('goes on however many tabs were closed since it was left, within reason', () => {
    const shared = memory()
    const cache = caches(shared)
    const first = claimTab(cache, session, random)
    releaseTab(cache, { ...first, sequence: 3, previous: 77 })
    for (let count = 0; count < 39; count++) {
      const other = caches(shared)
      releaseTab(other, claimTab(other, session, random))
    }
    expect(claimTab(cache, session, random).sequence).toBe(3)
    expect(shared.get(leftKey)?.split(' ').length).toBeLessThanOrEqual(40)
  })

  it('begins anew over whatever else is stored under its key', () => {
    const broken = [
      { session, tab: 'b'.repeat(16), sequence: 3, previous: null },
      { session, tab: 'b'.repeat(16), sequence: 0, previous: 5 },
      { session, tab: 'b'.repeat(16), sequence: -1, previous: 5 },
      { session, tab: 'zz', sequence: 1, previous: 5 },
    ].map((value) => JSON.stringify(value))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constantFrom(...broken)), (text) => {
        const cache = caches()
        cache.tab.set(tabKey, text)
        expect(claimTab(cache, session, random)).toMatchObject({ sequence: 0, previous: null })
      }),
    )
  })
})
