import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackViewport } from './track-viewport.ts'

let observed: Observed
afterEach(() => observed.tracker.stop())

const size = { type: 'resize', at: 1_763_900_000_000, width: innerWidth, height: innerHeight }

it('tells the size at the beginning', () => {
  observed = observe(trackViewport)
  observed.tracker.begin?.()
  expect(observed.events).toEqual([size])
})

it('tells it once for a run of changes', () => {
  observed = observe(trackViewport)
  for (let count = 0; count < 5; count++) window.dispatchEvent(new Event('resize'))
  observed.tracker.drain?.()
  observed.tracker.drain?.()
  expect(observed.events).toEqual([size])
})
