import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSlowInteractions } from './slow-interactions.ts'

it('takes the longest of the events that one interaction has', () => {
  const slow = createSlowInteractions<string>()
  slow.add(7, 48, () => 'pointerdown')
  slow.add(7, 120, () => 'click')
  slow.add(7, 64, () => 'pointerup')
  expect(slow.worst(1)).toMatchObject({ id: 7, duration: 120 })
})

it('asks what it was about only for the slowest ten', () => {
  const slow = createSlowInteractions<number>()
  let asked = 0
  for (let id = 0; id < 100; id++) slow.add(id, id < 10 ? 200 : 100, () => asked++)
  expect(asked).toBe(10)
})

it('has nothing to tell of a page that nobody used', () => {
  expect(createSlowInteractions().worst(0)).toBeUndefined()
})

it('leaves out one of every fifty', () => {
  const durations = fc.array(fc.integer({ min: 40, max: 5_000 }), { minLength: 1, maxLength: 450 })
  fc.assert(
    fc.property(durations, (all) => {
      const slow = createSlowInteractions<null>()
      all.forEach((duration, id) => slow.add(id, duration, () => null))
      const sorted = all.toSorted((a, b) => b - a)
      expect(slow.worst(all.length)?.duration).toBe(sorted[Math.floor(all.length / 50)])
    }),
  )
})
