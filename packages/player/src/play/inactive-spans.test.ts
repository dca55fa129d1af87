import type { TimelineEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toInactiveSpans } from './inactive-spans.ts'

const span = { startedAt: 0, endedAt: 60_000 }
const scroll = (at: number): TimelineEvent => ({
  type: 'scroll',
  at,
  x: 0,
  y: 10,
  depth: 0.1,
  element: null,
})
const resize = (at: number): TimelineEvent => ({ type: 'resize', at, width: 800, height: 600 })
const path = (at: number, lastMs: number): TimelineEvent => ({
  type: 'mouse-path',
  at,
  points: [
    [0, 1, 1],
    [lastMs, 2, 2],
  ],
})

it('are the stretches of more than five seconds without a sign of anybody', () => {
  expect(toInactiveSpans([scroll(1_000), scroll(6_000), scroll(30_000)], span)).toEqual([
    { startedAt: 6_000, endedAt: 30_000 },
    { startedAt: 30_000, endedAt: 60_000 },
  ])
})

it('are not ended by what the page does by itself', () => {
  expect(toInactiveSpans([resize(30_000)], span)).toEqual([{ startedAt: 0, endedAt: 60_000 }])
})

it('begin where a mouse path ends, not where it begins', () => {
  expect(toInactiveSpans([path(1_000, 4_000)], span)).toEqual([
    { startedAt: 5_000, endedAt: 60_000 },
  ])
})

it('lie in order within the recording and hold no activity', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000, max: 70_000 })), (times) => {
      const sorted = [...times].sort((a, b) => a - b)
      let before = 0
      for (const { startedAt, endedAt } of toInactiveSpans(sorted.map(scroll), span)) {
        expect(startedAt).toBeGreaterThanOrEqual(before)
        expect(endedAt - startedAt).toBeGreaterThan(5_000)
        expect(endedAt).toBeLessThanOrEqual(60_000)
        expect(sorted.some((at) => at > startedAt && at < endedAt)).toBe(false)
        before = endedAt
      }
    }),
  )
})
