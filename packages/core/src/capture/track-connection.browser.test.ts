import { afterEach, expect, it, vi } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackConnection } from './track-connection.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

it('tells when the network goes and comes', () => {
  observed = observe(trackConnection)
  observed.tracker.begin?.()
  const isOnline = vi.spyOn(navigator, 'onLine', 'get')
  for (const state of ['offline', 'online']) {
    isOnline.mockReturnValue(state === 'online')
    window.dispatchEvent(new Event(state))
  }
  expect(observed.events).toEqual([
    { type: 'connection', at: 1_763_900_000_000, state: 'offline' },
    { type: 'connection', at: 1_763_900_000_000, state: 'online' },
  ])
})

it('tells at the beginning that there is no network', () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  observed = observe(trackConnection)
  observed.tracker.begin?.()
  expect(observed.events).toMatchObject([{ state: 'offline' }])
})
