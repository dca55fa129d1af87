import { expect, it } from 'vitest'
import { createLinger } from './linger.ts'

const gap = { startedAt: 1_000, endedAt: 1_200, reason: 'missing' } as const

it('keeps the playhead in a short gap until it can have been read, then moves on to its end', () => {
  const linger = createLinger()
  expect(linger.move(gap, 1_000, 9_000, 1_000)).toBe(1_199)
  expect(linger.move(gap, 1_199, 9_199, 499)).toBe(1_199)
  expect(linger.move(gap, 1_199, 1_200, 1)).toBe(1_200)
})

it('gives the next gap its time as well', () => {
  const linger = createLinger()
  linger.move(gap, 1_000, 1_500, 1_500)
  expect(linger.move({ ...gap, startedAt: 2_000, endedAt: 2_300 }, 2_000, 3_400, 1_400)).toBe(2_299)
})

it('forgets the time spent in a gap when the playhead is moved', () => {
  const linger = createLinger()
  linger.move(gap, 1_000, 1_100, 1_400)
  linger.reset()
  expect(linger.move(gap, 1_000, 5_000, 200)).toBe(1_199)
})
