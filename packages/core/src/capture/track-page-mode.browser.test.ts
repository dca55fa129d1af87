import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackPageMode } from './track-page-mode.ts'

let observed: Observed
afterEach(() => {
  observed.tracker.stop()
  vi.restoreAllMocks()
})

it('tells what fills the screen, and when nothing does any more', async () => {
  document.body.innerHTML = '<video id="film"></video><button id="full">x</button>'
  observed = observe(trackPageMode)
  const film = document.querySelector('#film')
  document
    .querySelector('#full')
    ?.addEventListener('click', () => void film?.requestFullscreen(), { once: true })
  const changed = (): Promise<Event> =>
    new Promise((resolve) => document.addEventListener('fullscreenchange', resolve, { once: true }))
  const opened = changed()
  await userEvent.click(document.querySelector('#full') ?? document.body)
  await opened
  const closed = changed()
  await document.exitFullscreen()
  await closed
  expect(observed.events).toMatchObject([
    { type: 'fullscreen', element: { selector: '#film' } },
    { type: 'fullscreen', element: null },
  ])
})

it('tells when printing begins and ends', () => {
  observed = observe(trackPageMode)
  window.dispatchEvent(new Event('beforeprint'))
  window.dispatchEvent(new Event('afterprint'))
  expect(observed.events).toMatchObject([
    { type: 'print', phase: 'before' },
    { type: 'print', phase: 'after' },
  ])
})

it('tells how the device is turned', () => {
  observed = observe(trackPageMode)
  vi.spyOn(screen.orientation, 'type', 'get').mockReturnValue('portrait-secondary')
  vi.spyOn(screen.orientation, 'angle', 'get').mockReturnValue(180)
  screen.orientation.dispatchEvent(new Event('change'))
  expect(observed.events).toMatchObject([
    { type: 'orientation', orientation: 'portrait', angle: 180 },
  ])
})
