import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createShiftWindows } from './shift-windows.ts'

const worstOf = (...shifts: [startTime: number, value: number][]): number => {
  const shift = createShiftWindows()
  return shifts.reduce((_, [startTime, value]) => shift(startTime, value), 0)
}

it('adds up shifts that follow within a second', () => {
  expect(worstOf([100, 0.25], [1_099, 0.5])).toBe(0.75)
})

it('begins anew after a second of rest, and keeps the worst', () => {
  expect(worstOf([100, 0.5], [1_100, 0.25], [1_500, 0.125])).toBe(0.5)
})

it('begins anew after five seconds of shifting', () => {
  const every900ms = Array.from({ length: 12 }, (_, step): [number, number] => [900 * step, 0.125])
  // Six fit into the five seconds of each window.
  expect(worstOf(...every900ms)).toBe(0.75)
})

it('is never less than the largest shift, nor more than all of them', () => {
  const shifts = fc.array(fc.tuple(fc.nat(20_000), fc.nat(100)), { minLength: 1 })
  fc.assert(
    fc.property(shifts, (unordered) => {
      const ordered = unordered.toSorted(([a], [b]) => a - b)
      const values = ordered.map(([, value]) => value)
      const worst = worstOf(...ordered)
      expect(worst).toBeGreaterThanOrEqual(Math.max(...values))
      expect(worst).toBeLessThanOrEqual(values.reduce((sum, value) => sum + value, 0))
    }),
  )
})
