import { expect, it } from 'vitest'
import { createPageClock } from './clock.ts'

function tick(): { monotonic: number; wall: number; now: () => number } {
  const time = { monotonic: 0, wall: 1_000_000 }
  const clock = createPageClock({
    monotonic: () => time.monotonic,
    wall: () => time.wall,
    origin: () => 1_000_000,
  })
  return Object.assign(time, { now: clock.now })
}

it('moves on with the monotonic clock', () => {
  const time = tick()
  time.monotonic += 1_234.4
  time.wall += 1_200
  expect(time.now()).toBe(1_001_234)
})

it('does not go back when the wall clock is set back', () => {
  const time = tick()
  time.monotonic += 1_000
  time.wall -= 3_600_000
  expect(time.now()).toBe(1_001_000)
})

it('catches up after the computer slept, and stays there', () => {
  const time = tick()
  time.wall += 8 * 3_600_000
  expect(time.now()).toBe(1_000_000 + 8 * 3_600_000)
  time.monotonic += 500
  time.wall += 500
  expect(time.now()).toBe(1_000_500 + 8 * 3_600_000)
})
