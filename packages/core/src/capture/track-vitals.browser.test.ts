import type { VitalEvent, VitalName } from '@playhead/protocol'
import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackVitals } from './track-vitals.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

/** The last word about each, as it stands. */
function vital(name: VitalName): VitalEvent | undefined {
  observed.tracker.drain?.()
  return observed.events.findLast(
    (event): event is VitalEvent => event.type === 'vital' && event.name === name,
  )
}
const block = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

it('tells of layout that shifts by itself', async () => {
  document.body.innerHTML = '<p id="moves" style="height: 200px">text</p>'
  observed = observe(trackVitals)
  observed.tracker.begin?.()
  expect(vital('CLS')?.value).toBeGreaterThanOrEqual(0)
  const before = vital('CLS')?.value ?? 0
  const later = document.createElement('div')
  later.style.height = '150px'
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  document.body.prepend(later)
  await expect.poll(() => vital('CLS')?.value).toBeGreaterThan(before)
})

it('tells of loading: when the first byte came, and what was painted', async () => {
  document.body.innerHTML = '<h1 id="title">A large title of words</h1>'
  observed = observe(trackVitals)
  const { responseStart } = performance.getEntriesByType(
    'navigation',
  )[0] as PerformanceNavigationTiming
  expect(vital('TTFB')?.value).toBe(Math.round(responseStart))
  await expect.poll(() => vital('FCP')?.value).toBeGreaterThan(0)
  await expect.poll(() => vital('LCP')?.value).toBeGreaterThan(0)
})

it('tells how long the slowest interaction kept a person waiting, and on what', async () => {
  document.body.innerHTML = '<button id="slow">x</button><button id="quick">x</button>'
  const click = (id: string): Promise<void> =>
    userEvent.click(document.getElementById(id) ?? document.body)
  document.getElementById('slow')?.addEventListener('click', () => block(120))
  observed = observe(trackVitals)
  await click('slow')
  await expect.poll(() => vital('INP')?.value).toBeGreaterThanOrEqual(120)
  await click('quick')
  expect(vital('INP')).toMatchObject({ element: { selector: '#slow', tag: 'button' } })
})

it('counts nothing that is done in an ignored element', async () => {
  observed = observe(trackVitals)
  observed.tracker.begin?.()
  // A second beginning leaves behind what came before it.
  observed.tracker.begin?.()
  document.body.innerHTML = '<p data-replay="ignore"><button id="slow">x</button></p>'
  const button = document.getElementById('slow') ?? document.body
  button.addEventListener('click', () => block(120))
  const heard = new Promise((resolve) =>
    new PerformanceObserver(resolve).observe({ type: 'event' }),
  )
  await userEvent.click(button)
  await heard
  expect(vital('INP')?.element).toBeUndefined()
  expect(JSON.stringify(observed.events)).not.toContain('slow')
})

it('tells each only when it has changed, and begins anew with another session', () => {
  observed = observe(trackVitals)
  observed.tracker.begin?.()
  observed.tracker.drain?.()
  const { length } = observed.events
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(length)
  observed.tracker.begin?.()
  observed.tracker.drain?.()
  expect(observed.events.slice(length)).toEqual([
    { type: 'vital', at: 1_763_900_000_000, name: 'CLS', value: 0 },
  ])
})

it('leaves out what was painted in the background', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  observed = observe(trackVitals)
  expect(vital('FCP')).toBeUndefined()
  expect(vital('LCP')).toBeUndefined()
})
