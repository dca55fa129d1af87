import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../audit/audit.ts'
import { memoryStore, type ReplayStore } from '../index.ts'
import {
  identify,
  sampleSegment,
  sessionId,
  visit,
  wideLimits,
} from '../store-contract/sample-segment.ts'
import { eraseSessions } from './erase-sessions.ts'
import { verifyReceipt } from './receipt.ts'
import { parseSelection, type Selection } from './selection.ts'

/** Session 1: Ana at the account; 2: Ana, then Bea, in the cart; 3: nobody, later. */
async function filledStore(): Promise<ReplayStore> {
  const store = memoryStore()
  const timelines = [
    [visit(1_000, 'https://shop.example/account/4711'), identify(1_100, 'ana')],
    [visit(2_000, 'https://shop.example/cart'), identify(2_100, 'ana'), identify(2_200, 'bea')],
    [visit(9_000, 'https://shop.example/')],
  ]
  for (const [index, timeline] of timelines.entries()) {
    const startedAt = timeline[0]?.at ?? 0
    const segment = sampleSegment({
      session: index + 1,
      startedAt,
      endedAt: startedAt + 500,
      timeline,
    })
    await store.append(segment, wideLimits)
  }
  return store
}

const sessionsOf = async (store: ReplayStore) =>
  (await store.listSessions({ limit: 10, cursor: null, order: 'oldest' })).sessions.map(
    ({ id }) => id,
  )

describe('erasing by', () => {
  it.each<[string, Selection, number[]]>([
    ['a session takes that one', { by: 'session', session: sessionId(2) }, [2]],
    ['a user takes every session that named them', { by: 'user', user: 'ana' }, [1, 2]],
    ['a URL takes the sessions that were there', { by: 'url', url: '/account/*' }, [1]],
    ['time takes what lies in it, if only in part', { by: 'time', from: 1_400, to: 2_000 }, [1, 2]],
    ['what nobody has takes nothing', { by: 'user', user: 'an' }, []],
  ])('%s', async (_, selection, numbers) => {
    const store = await filledStore()
    const all = await sessionsOf(store)
    const ids = numbers.map(sessionId)
    const dry = await eraseSessions(store, selection, { actor: 'eve', dryRun: true })
    expect(dry.sessions.map(({ id }) => id)).toEqual(ids)
    expect(dry.receipt).toBeNull()
    expect(await sessionsOf(store)).toEqual(all)
    const real = await eraseSessions(store, selection, { actor: 'eve', dryRun: false })
    expect(real.sessions).toEqual(dry.sessions)
    expect(await sessionsOf(store)).toEqual(all.filter((id) => !ids.includes(id)))
  })
})

it('what is under a hold stays, and is named with its hold', async () => {
  const store = await filledStore()
  await store.placeHold({ id: 'h', on: { user: 'bea' }, reason: 'case', by: 'eve', at: 1 })
  const all = { by: 'time', from: 0, to: 99_000 } as const
  const { sessions, held } = await eraseSessions(store, all, { actor: 'eve', dryRun: false })
  expect(sessions.map(({ id }) => id)).toEqual([1, 3].map(sessionId))
  expect(held).toMatchObject([{ id: sessionId(2), hold: 'h' }])
})

describe('a receipt', () => {
  const audited: AuditEntry[] = []
  const erase = async (store: ReplayStore) => {
    const { receipt } = await eraseSessions(
      store,
      { by: 'user', user: 'ana' },
      { actor: 'eve', dryRun: false, now: () => 5, audit: (entry) => void audited.push(entry) },
    )
    if (!receipt) throw new Error('There is no receipt.')
    return { receipt, publicKey: (await store.sign('')).publicKey }
  }

  it('says which sessions went, when and for whom, and nothing of what was in them', async () => {
    const { receipt, publicKey } = await erase(await filledStore())
    expect(verifyReceipt(JSON.parse(JSON.stringify(receipt)), publicKey)).toEqual(receipt)
    expect(receipt).toMatchObject({ erasedAt: 5, by: 'eve', why: 'request', foundBy: 'user' })
    expect(receipt.sessions.map(({ id }) => id)).toEqual([1, 2].map(sessionId))
    expect(JSON.stringify(receipt)).not.toMatch(/ana|account|cart/)
    expect(audited.at(-1)).toEqual({
      at: 5,
      actor: 'eve',
      action: 'erase',
      sessions: [1, 2].map(sessionId),
    })
  })

  it.each([
    ['another time', { erasedAt: 6 }],
    ['another person', { by: 'mallory' }],
    ['fewer sessions', { sessions: [] }],
    ['no signature', { signature: '' }],
    ['a version to come', { version: 2 }],
    ['no sessions', { sessions: null }],
  ])('with %s does not hold', async (_, change) => {
    const { receipt, publicKey } = await erase(await filledStore())
    expect(() => verifyReceipt({ ...receipt, ...change }, publicKey)).toThrow(
      expect.objectContaining({ code: 'receipt_invalid' }),
    )
  })

  it('that another store signed does not hold', async () => {
    const { receipt } = await erase(await filledStore())
    const { publicKey } = await memoryStore().sign('')
    expect(() => verifyReceipt(receipt, publicKey)).toThrow(
      expect.objectContaining({ code: 'receipt_invalid' }),
    )
  })
})

it.each([
  {},
  { session: 'x' },
  { user: '' },
  { user: 'ana', url: '/' },
  { from: 1 },
  { from: 2, to: 1 },
  { from: 'yesterday', to: 3 },
])('%j selects nothing and is refused', (fields) => {
  expect(() => parseSelection(fields)).toThrow(
    expect.objectContaining({ code: 'invalid_parameter' }),
  )
})
