import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PlayerGap } from '../track.ts'
import { toNextMoment } from './next-moment.ts'

const gap = (startedAt: number, endedAt: number): PlayerGap => ({
  startedAt,
  endedAt,
  reason: 'missing',
})
const quiet = { startedAt: 10_000, endedAt: 60_000 }

it('moves on by the time that has passed, and no further than the end', () => {
  const still = { endedAt: 100_000, inactive: [], gaps: [] }
  expect(toNextMoment({ at: 0, by: 50, ...still })).toEqual({ at: 50, skipped: null })
  expect(toNextMoment({ at: 99_990, by: 50, ...still })).toEqual({ at: 100_000, skipped: null })
})

it('jumps over inactivity, leaving a second at both ends', () => {
  const options = { by: 50, endedAt: 100_000, inactive: [quiet], gaps: [] }
  expect(toNextMoment({ at: 10_900, ...options })).toEqual({ at: 10_950, skipped: null })
  expect(toNextMoment({ at: 10_960, ...options })).toEqual({
    at: 59_000,
    skipped: { startedAt: 11_010, endedAt: 59_000 },
  })
  expect(toNextMoment({ at: 59_000, ...options })).toEqual({ at: 59_050, skipped: null })
})

it('jumps to the end when nothing happens any more', () => {
  const options = { by: 50, endedAt: 60_000, inactive: [quiet], gaps: [] }
  expect(toNextMoment({ at: 11_000, ...options }).at).toBe(60_000)
})

it('stops a jump at a gap, and takes none out of one', () => {
  const options = { by: 50, endedAt: 100_000, inactive: [quiet], gaps: [gap(30_000, 40_000)] }
  expect(toNextMoment({ at: 11_000, ...options })).toEqual({ at: 30_000, skipped: null })
  expect(toNextMoment({ at: 30_000, ...options })).toEqual({ at: 30_050, skipped: null })
})

it('never moves back, past the end, or over the start of a gap', () => {
  const anySpan = fc
    .tuple(fc.nat(100_000), fc.nat(20_000))
    .map(([startedAt, ms]) => ({ startedAt, endedAt: startedAt + ms }))
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(20_000),
      fc.array(anySpan, { maxLength: 6 }),
      fc.array(anySpan, { maxLength: 4 }),
      (at, by, inactive, spans) => {
        const gaps = spans
          .map(({ startedAt, endedAt }) => gap(startedAt, endedAt))
          .sort((one, other) => one.startedAt - other.startedAt)
        const next = toNextMoment({ at, by, endedAt: 100_000, inactive, gaps })
        expect(next.at).toBeGreaterThanOrEqual(at)
        expect(next.at).toBeLessThanOrEqual(100_000)
        expect(gaps.some(({ startedAt }) => startedAt > at && startedAt < next.at)).toBe(false)
      },
    ),
  )
})
