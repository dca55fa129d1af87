import type { SessionTimeline, TabManifest, TimelineEvent } from '@playhead/protocol'
import { describe, expect, it } from 'vitest'
import { toTimelineItems } from '../timeline/timeline-item.ts'
import { chooseTab } from './choose-start.ts'
import { findExcluded, toExcludedSpans } from './excluded-spans.ts'
import { stepSpeed } from './speeds.ts'
import { findMark, toMarks } from './to-marks.ts'
import { findNeighbour } from './use-session-shortcuts.ts'

const error = (at: number): TimelineEvent => ({
  type: 'error',
  at,
  kind: 'uncaught',
  name: 'Error',
  message: 'no',
  stack: null,
})
const custom = (at: number): TimelineEvent => ({ type: 'custom', at, name: 'x', properties: {} })
const span = { startedAt: 0, endedAt: 100_000 }

describe('marks on the seek bar', () => {
  it('are one to a place, however many events there are, and an error wins it', () => {
    const events = Array.from({ length: 10_000 }, (_, index) => custom(index * 10))
    const items = toTimelineItems([...events, error(50_001)], [], '')
    const marks = toMarks(items, span)
    expect(marks.length).toBeLessThanOrEqual(501)
    expect(marks.filter(({ kind }) => kind === 'error')).toEqual([
      { kind: 'error', at: 50_001, position: 0.50001, label: 'Error: Error: no' },
    ])
    // Drawn last, so that nothing covers it.
    expect(marks.at(-1)?.kind).toBe('error')
  })

  it('leave out what lies outside of the tab', () => {
    expect(toMarks(toTimelineItems([error(-5), error(200_000)], [], ''), span)).toEqual([])
  })

  it('are found near the pointer, errors first', () => {
    const marks = toMarks(toTimelineItems([custom(50_000), error(51_000)], [], ''), span)
    expect(findMark(marks, 0.5, 0.02)?.kind).toBe('error')
    expect(findMark(marks, 0.5, 0.001)?.kind).toBe('custom')
    expect(findMark(marks, 0.9, 0.02)).toBeNull()
  })
})

describe('stretches that were left out on purpose', () => {
  const excluded = (at: number, phase: 'begin' | 'end'): TimelineEvent => ({
    type: 'excluded',
    at,
    phase,
    reason: 'payment',
  })
  const page = (at: number): TimelineEvent => ({
    type: 'navigation',
    at,
    kind: 'load',
    from: null,
    to: '/',
  })

  it('last until the recording goes on, until the next page, or to the end', () => {
    const events = [
      page(0),
      excluded(10, 'begin'),
      custom(15),
      excluded(20, 'end'),
      page(21),
      excluded(30, 'begin'),
      page(40),
      excluded(50, 'begin'),
    ]
    const spans = toExcludedSpans(events, 90)
    expect(spans).toEqual([
      { startedAt: 10, endedAt: 20, reason: 'payment' },
      { startedAt: 30, endedAt: 40, reason: 'payment' },
      { startedAt: 50, endedAt: 90, reason: 'payment' },
    ])
    expect(findExcluded(spans, 19)).toBe(spans[0])
    expect(findExcluded(spans, 20)).toBeNull()
  })
})

describe('the tab to open', () => {
  const toTab = (id: string, startedAt: number, endedAt: number): TabManifest => ({
    id,
    startedAt,
    endedAt,
    segments: [],
    gaps: [],
  })
  const tabs = [toTab('a', 0, 50), toTab('b', 20, 90)]
  const timeline: SessionTimeline = { events: [{ ...error(40), tab: 'b' }] }

  it('is the first, or the one that is asked for', () => {
    expect(chooseTab(tabs, null, {})).toBe('a')
    expect(chooseTab(tabs, null, { at: 5, tab: 'b' })).toBe('b')
    expect(chooseTab(tabs, null, { tab: 'gone' })).toBe('a')
  })

  it('is the one with an error at that moment, then one that was open, then the nearest', () => {
    expect(chooseTab(tabs, timeline, { at: 40 })).toBe('b')
    expect(chooseTab(tabs, null, { at: 40 })).toBe('a')
    expect(chooseTab(tabs, null, { at: 70 })).toBe('b')
    expect(chooseTab(tabs, null, { at: 999 })).toBe('b')
  })
})

it('finds the event after and before the one that the playhead stands at', () => {
  const items = toTimelineItems([custom(10), custom(20), custom(30)], [], '')
  expect(findNeighbour(items, 20, 1)?.at).toBe(30)
  expect(findNeighbour(items, 20, -1)?.at).toBe(10)
  expect(findNeighbour(items, 30, 1)).toBeUndefined()
})

it('steps through the speeds and stays at either end', () => {
  expect([stepSpeed(1, 1), stepSpeed(1, -1), stepSpeed(16, 1), stepSpeed(0.5, -1)]).toEqual([
    2, 0.5, 16, 0.5,
  ])
})
