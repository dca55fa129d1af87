import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createReplayServer, memoryStore, type ReplayStore, sqliteStore } from '../index.ts'
import { get } from '../requests.test-support.ts'
import {
  failure,
  identify,
  sampleSegment,
  sessionId,
  wideLimits,
} from '../store-contract/sample-segment.ts'
import { useTemporaryFolder } from '../store/temporary-folder.test-support.ts'
import { parseRetention } from './parse-retention.ts'
import { reportStorage } from './report-storage.ts'
import { sweep } from './sweep.ts'

const inFolder = useTemporaryFolder()
const day = 86_400_000
const now = 1_000 * day

/** Sessions named by how many days ago they ended. */
async function storeOf(ages: readonly number[], store: ReplayStore = memoryStore()) {
  for (const age of ages) await add(store, age)
  return store
}

async function add(store: ReplayStore, age: number, choice = {}): Promise<void> {
  const startedAt = now - age * day
  await store.append(
    sampleSegment({ session: age, startedAt, padding: 9_000, ...choice }),
    wideLimits,
  )
}

async function left(store: ReplayStore): Promise<number[]> {
  const { sessions } = await store.listSessions({ limit: 200, cursor: null })
  return sessions.map(({ id }) => Number.parseInt(id, 16))
}

const at = { now: () => now }

describe('a sweep', () => {
  it('takes what is older than it may be, and says so', async () => {
    const store = await storeOf([1, 13, 14, 15, 400])
    const result = await sweep(store, parseRetention({ default: '14d' }), at)
    expect(await left(store)).toEqual([1, 13])
    expect(result.expired.map(({ id }) => id)).toEqual([400, 15, 14].map(sessionId))
    expect(result.receipts).toMatchObject([{ by: 'retention', why: 'retention', foundBy: 'age' }])
  })

  it('goes by the first rule that fits', async () => {
    const store = await storeOf([20])
    await add(store, 21, { timeline: [failure(1)] })
    await add(store, 22, { timeline: [identify(1, 'ana')] })
    await add(store, 23, { timeline: [identify(1, 'ana'), failure(1)] })
    await add(store, 95, { timeline: [failure(1)] })
    const rules = [
      { when: { errors: true }, keep: '90d' },
      { when: { identified: true }, keep: '1d' },
      { when: { errors: true }, keep: 'forever' },
    ]
    await sweep(store, parseRetention({ default: '2w', rules }), at)
    expect(await left(store)).toEqual([21, 23])
  })

  it('leaves what is under a hold', async () => {
    const store = await storeOf([20, 30])
    const on = { session: sessionId(30) }
    await store.placeHold({ id: 'h', on, reason: 'case', by: 'eve', at: 1 })
    await sweep(store, parseRetention({ default: '14d', maxBytes: 1 }), at)
    expect(await left(store)).toEqual([30])
  })

  it('looks at so many at most, and goes on where it stopped', async () => {
    const store = memoryStore()
    const rules = [{ when: { errors: true }, keep: 'forever' }]
    for (let age = 1_000; age > 400; age--) await add(store, age, { timeline: [failure(1)] })
    await add(store, 20)
    const retention = parseRetention({ default: '14d', rules })
    const first = await sweep(store, retention, at)
    expect(first.expired).toEqual([])
    expect(first.next).not.toBeNull()
    const second = await sweep(store, retention, { ...at, from: first.next })
    expect(second.expired.map(({ id }) => id)).toEqual([sessionId(20)])
    expect(second.next).toBeNull()
  })

  it.each(['memory', 'sqlite'])('makes room in %s, the oldest first', async (kind) => {
    const empty = kind === 'memory' ? memoryStore() : sqliteStore({ path: inFolder('budget.db') })
    const store = await storeOf([5, 4, 3, 2, 1], empty)
    const { bytes } = await store.measure()
    const { evicted } = await sweep(
      store,
      parseRetention({ maxBytes: Math.floor(bytes * 0.7) }),
      at,
    )
    const rest = await left(store)
    expect(rest).toEqual([1, 2, 3, 4].slice(0, rest.length))
    expect(evicted.length).toBe(5 - rest.length)
    expect(evicted.length).toBeGreaterThan(0)
    expect((await store.measure()).bytes).toBeLessThanOrEqual(bytes * 0.7)
    await store.close()
  })

  it('by two at once takes each session once', async () => {
    const path = inFolder('two.db')
    const stores = [sqliteStore({ path }), sqliteStore({ path })]
    await storeOf([20, 21, 22, 1], stores[0])
    const retention = parseRetention({ default: '14d' })
    const results = await Promise.all(stores.map((store) => sweep(store, retention, at)))
    const ids = results.flatMap(({ expired }) => expired.map(({ id }) => id))
    expect(ids.sort()).toEqual([20, 21, 22].map(sessionId).sort())
    await Promise.all(stores.map((store) => store.close()))
  })
})

it('the server sweeps at its first request, and tells the audit', async () => {
  const store = await storeOf([20])
  const audited: unknown[] = []
  const replay = createReplayServer({
    store,
    basePath: '/api/replay',
    retention: { default: '14d' },
    onAudit: (entry) => void audited.push(entry),
  })
  await replay.handler(get('/api/sessions'))
  while (audited.length < 2) await setImmediate()
  expect(audited).toMatchObject([
    { action: 'configure' },
    { action: 'erase', actor: 'retention', sessions: [sessionId(20)] },
  ])
  await replay.close()
})

describe('the storage report', () => {
  it('names what goes next by age', async () => {
    const store = await storeOf([10, 3])
    const report = await reportStorage(store, parseRetention({ default: '14d' }), now)
    expect(report).toMatchObject({
      sessions: 2,
      budgetBytes: null,
      fullAt: null,
      next: { session: sessionId(10), at: now + 4 * day, why: 'retention' },
    })
  })

  it('tells when the budget will be used up, and who goes then', async () => {
    const store = await storeOf([10])
    await add(store, 1, { startedAt: now - day / 2 })
    const { bytes } = await store.measure()
    const report = await reportStorage(store, parseRetention({ maxBytes: bytes * 2 }), now)
    // The last day took half of what there is, so there is room for two days.
    expect(report.fullAt).toBeCloseTo(now + 2 * day, -7)
    expect(report.next).toMatchObject({ session: sessionId(10), why: 'budget' })
  })

  it('tells the rules in the order they count in, and what holds for the rest', async () => {
    const retention = parseRetention({
      default: '14d',
      rules: [
        { when: { errors: true, entryUrl: '/checkout*' }, keep: '90d' },
        { when: { identified: false }, keep: 'forever' },
      ],
    })
    const report = await reportStorage(memoryStore(), retention, now)
    expect(report.retention).toEqual([
      { when: { errors: true, entryUrl: '/checkout*' }, keepMs: 90 * day },
      { when: { identified: false }, keepMs: null },
      { when: {}, keepMs: 14 * day },
    ])
  })

  it('names nothing where nothing goes', async () => {
    expect((await reportStorage(await storeOf([10]), parseRetention({}), now)).next).toBeNull()
  })
})

it.each<[string, unknown]>([
  ['a word', { default: 'long' }],
  ['no unit', { default: '14' }],
  ['nothing', { default: '0d' }],
  ['an unknown name', { defaults: '14d' }],
  ['an unknown condition', { rules: [{ when: { error: true }, keep: '1d' }] }],
  ['a condition of another type', { rules: [{ when: { errors: 'yes' }, keep: '1d' }] }],
  ['a rule without a time', { rules: [{ when: { errors: true } }] }],
  ['rules that are no list', { rules: {} }],
  ['half a byte', { maxBytes: 0.5 }],
])('retention with %s is refused', (_, retention) => {
  const set = {
    store: memoryStore(),
    basePath: '/',
    retention: JSON.parse(JSON.stringify(retention)),
  }
  expect(() => createReplayServer(set)).toThrow(expect.objectContaining({ code: 'invalid_option' }))
})
