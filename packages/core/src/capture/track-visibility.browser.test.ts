import { afterEach, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackVisibility } from './track-visibility.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

it('tells when the page is hidden and shown', () => {
  observed = observe(trackVisibility)
  observed.tracker.begin?.()
  const state = vi.spyOn(document, 'visibilityState', 'get')
  for (const value of ['hidden', 'visible'] as const) {
    state.mockReturnValue(value)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  expect(observed.events).toMatchObject([{ state: 'hidden' }, { state: 'visible' }])
})

it('tells at the beginning only of a page in the background', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  observed = observe(trackVisibility)
  observed.tracker.begin?.()
  expect(observed.events).toMatchObject([{ state: 'hidden' }])
})
