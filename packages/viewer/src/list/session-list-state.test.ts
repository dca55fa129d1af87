import type { SessionList, SessionSummary } from '@playhead/protocol'
import { expect, it } from 'vitest'
import {
  freshOf,
  toLoaded,
  withFreshShown,
  withMore,
  withNews,
  without,
} from './session-list-state.ts'

const session = (id: string, clicks = 0): SessionSummary => ({
  id,
  startedAt: 0,
  endedAt: 0,
  entryUrl: null,
  pages: 0,
  clicks,
  errors: 0,
  user: null,
  userAgent: null,
  release: null,
  tabs: 1,
  segments: 1,
  storedBytes: 0,
})
const toPage = (ids: string, nextCursor: string | null = null): SessionList => ({
  sessions: [...ids].map((id) => session(id)),
  nextCursor,
})
const ids = ({ sessions }: { sessions: readonly SessionSummary[] }): string =>
  sessions.map(({ id }) => id).join('')

it('reads on without a session coming twice, though it grew meanwhile', () => {
  const list = withMore(toLoaded(toPage('abc', 'x')), toPage('cd'))
  expect(ids(list)).toBe('abcd')
  expect(list.nextCursor).toBeNull()
})

it('updates rows where they are, and holds new ones back', () => {
  const list = withNews(toLoaded(toPage('ab')), {
    sessions: [session('n'), session('b', 9)],
    nextCursor: null,
  })
  expect(ids(list)).toBe('ab')
  expect(list.sessions[1]?.clicks).toBe(9)
  expect(freshOf(list).map(({ id }) => id)).toEqual(['n'])
  expect(ids(withFreshShown(list))).toBe('nab')
})

it('begins anew when nothing of the newest page is known, as there may be more in between', () => {
  const list = withFreshShown(withNews(toLoaded(toPage('ab', 'old')), toPage('xyz', 'new')))
  expect(ids(list)).toBe('xyz')
  expect(list.nextCursor).toBe('new')
})

it('shows the first sessions at once, and forgets what was erased', () => {
  expect(ids(withNews(toLoaded(toPage('')), toPage('a')))).toBe('a')
  expect(ids(without(toLoaded(toPage('abc')), 'b'))).toBe('ac')
})
