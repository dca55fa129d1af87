import type { SessionManifest, TabManifest } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { clampToTab, findTab } from './find-tab.ts'

const tab: TabManifest = { id: 'a', startedAt: 1_000, endedAt: 2_000, segments: [], gaps: [] }
const toManifest = (tabs: TabManifest[]): SessionManifest => ({
  session: {
    id: 'session',
    startedAt: 1_000,
    endedAt: 2_000,
    entryUrl: null,
    pages: 0,
    clicks: 0,
    errors: 0,
    user: null,
    userAgent: null,
    release: null,
    tabs: tabs.length,
    segments: 0,
    storedBytes: 0,
  },
  tabs,
})

it('finds the tab asked for, and the first one if none is', () => {
  const other = { ...tab, id: 'b' }
  const manifest = toManifest([tab, other])
  expect(findTab(manifest, 'b')).toBe(other)
  expect(findTab(manifest, undefined)).toBe(tab)
})

it('says which tab the session does not have', () => {
  expect(() => findTab(toManifest([tab]), 'z')).toThrow('no tab "z"')
  expect(() => findTab(toManifest([]), undefined)).toThrow('no tab to play')
})

it('keeps the playhead within the tab, and at its start for what is no number', () => {
  expect([0, 1_500, 9_000, Number.NaN].map((at) => clampToTab(at, tab))).toEqual([
    1_000, 1_500, 2_000, 1_000,
  ])
})
