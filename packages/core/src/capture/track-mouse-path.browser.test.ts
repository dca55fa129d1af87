import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackMousePath } from './track-mouse-path.ts'

let observed: Observed
afterEach(() => observed.tracker.stop())

it('samples the way and tells each point by its time since the first', () => {
  observed = observe(trackMousePath)
  const { clock, events, tracker } = observed
  for (let step = 0; step < 10; step++) {
    document.dispatchEvent(new MouseEvent('mousemove', { clientX: step, clientY: 2 * step }))
    clock.time += 40
  }
  tracker.drain?.()
  expect(events).toEqual([
    {
      type: 'mouse-path',
      at: 1_763_900_000_000,
      points: [
        [0, 0, 0],
        [120, 3, 6],
        [240, 6, 12],
        [360, 9, 18],
      ],
    },
  ])
  tracker.drain?.()
  expect(events).toHaveLength(1)
})
