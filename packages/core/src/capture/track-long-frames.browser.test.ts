import { afterEach, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackLongFrames } from './track-long-frames.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

/** Keeps the page busy for as long. Chromium does not tell an iframe, as this is, of what it painted. */
const block = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(() => {
      const until = performance.now() + ms
      while (performance.now() < until);
      resolve()
    })
  })

it('tells of a long frame: how long, how much of it blocked, and by which script', async () => {
  observed = observe(trackLongFrames)
  await block(150)
  await expect.poll(() => observed.events, { timeout: 10_000 }).not.toEqual([])
  const [event] = observed.events
  expect(event).toMatchObject({ type: 'long-frame' })
  if (event?.type !== 'long-frame') throw new Error('No long frame')
  expect(event.durationMs).toBeGreaterThanOrEqual(150)
  expect(event.blockingMs).toBeGreaterThanOrEqual(50)
  expect(event.script).toContain(new URL(import.meta.url).pathname)
  expect(event.script).not.toMatch(/\?.*=[^*]/)
})

it('tells of long tasks where there is no word of frames', async () => {
  vi.spyOn(PerformanceObserver, 'supportedEntryTypes', 'get').mockReturnValue(['longtask'])
  observed = observe(trackLongFrames)
  await block(150)
  await expect.poll(() => observed.events, { timeout: 10_000 }).not.toEqual([])
  expect(observed.events).toMatchObject([{ type: 'long-frame', blockingMs: null, script: null }])
})

it('does without where the browser tells of neither', () => {
  vi.spyOn(PerformanceObserver, 'supportedEntryTypes', 'get').mockReturnValue([])
  observed = observe(trackLongFrames)
  observed.tracker.drain?.()
  expect(observed.events).toEqual([])
})
