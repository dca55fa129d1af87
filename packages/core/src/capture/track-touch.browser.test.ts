import { afterEach, beforeEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackTouch } from './track-touch.ts'

let observed: Observed
beforeEach(() => {
  document.body.innerHTML = '<ul id="cards"></ul><p data-replay="ignore"><i></i></p>'
  observed = observe(trackTouch)
})
afterEach(() => observed.tracker.stop())

type Place = [x: number, y: number]

/** What the browser says when fingers are where they are told to be. */
function touch(type: string, changed: Place[], rest: Place[] = [], selector = '#cards'): void {
  const target = document.querySelector(selector)
  if (!target) throw new Error(`No ${selector}`)
  const fingers = (places: Place[], from: number): Touch[] =>
    places.map(
      ([clientX, clientY], index) =>
        new Touch({ identifier: from + index, target, clientX, clientY }),
    )
  const changedTouches = fingers(changed, 0)
  const others = fingers(rest, 10)
  const touches = type === 'touchend' ? others : [...changedTouches, ...others]
  target.dispatchEvent(new TouchEvent(type, { bubbles: true, changedTouches, touches }))
}

it('tells a tap', () => {
  touch('touchstart', [[10.4, 20]])
  observed.clock.time += 80
  touch('touchend', [[11, 21]])
  expect(observed.events).toEqual([
    {
      type: 'touch',
      at: 1_763_900_000_000,
      gesture: 'tap',
      fingers: 1,
      points: [
        [0, 10, 20],
        [80, 11, 21],
      ],
      element: { selector: '#cards', tag: 'ul', node: 7 },
    },
  ])
})

it('samples the way of a swipe and keeps its end', () => {
  touch('touchstart', [[200, 50]])
  for (let step = 1; step <= 10; step++) {
    observed.clock.time += 25
    touch('touchmove', [[200 - 10 * step, 50]])
  }
  touch('touchend', [[95, 50]])
  expect(observed.events).toMatchObject([
    {
      gesture: 'move',
      points: [
        [0, 200, 50],
        [100, 160, 50],
        [200, 120, 50],
        [250, 95, 50],
      ],
    },
  ])
})

it('tells a long press, and a pinch by its fingers', () => {
  touch('touchstart', [[10, 10]])
  observed.clock.time += 700
  touch('touchend', [[10, 10]])
  touch('touchstart', [[10, 10]])
  touch('touchstart', [[90, 90]], [[10, 10]])
  touch('touchend', [[90, 90]], [[10, 10]])
  touch('touchend', [[10, 10]])
  expect(observed.events).toMatchObject([
    { gesture: 'hold', fingers: 1 },
    { gesture: 'move', fingers: 2 },
  ])
})

it('is bounded for a finger that never leaves', () => {
  touch('touchstart', [[0, 0]])
  for (let step = 0; step < 500; step++) {
    observed.clock.time += 100
    touch('touchmove', [[step, step]])
  }
  touch('touchend', [[999, 999]])
  const [event] = observed.events
  expect(event?.type === 'touch' && event.points.length).toBe(101)
})

it('says nothing inside an ignored element, and nothing once stopped', () => {
  touch('touchstart', [[1, 1]], [], 'i')
  touch('touchend', [[1, 1]], [], 'i')
  observed.tracker.stop()
  touch('touchstart', [[1, 1]])
  touch('touchend', [[1, 1]])
  expect(observed.events).toEqual([])
})
