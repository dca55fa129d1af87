import { afterEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackViewTransitions } from './track-view-transitions.ts'

let observed: Observed
afterEach(() => observed.tracker.stop())

it('tells that one began, and hands the application what the browser made', async () => {
  observed = observe(trackViewTransitions)
  const transition = document.startViewTransition(() => {
    document.body.innerHTML = '<p>next</p>'
  })
  await transition.updateCallbackDone
  transition.skipTransition()
  await transition.finished
  expect(document.body.textContent).toBe('next')
  expect(transition).toBeInstanceOf(ViewTransition)
  expect(observed.events).toEqual([{ type: 'view-transition', at: 1_763_900_000_000 }])
})

it('lets a failure reach the application as if nobody watched', async () => {
  observed = observe(trackViewTransitions)
  const unhandled: Promise<unknown>[] = []
  const hear = (event: PromiseRejectionEvent): void => {
    // The runner would take it for a failure of the test.
    event.preventDefault()
    event.stopImmediatePropagation()
    unhandled.push(event.promise)
  }
  window.addEventListener('unhandledrejection', hear, { capture: true })
  const transition = document.startViewTransition(() => Promise.reject(new Error('no next page')))
  const { ready, updateCallbackDone, finished } = transition
  await expect
    .poll(() =>
      [ready, updateCallbackDone, finished].every((promise) => unhandled.includes(promise)),
    )
    .toBe(true)
  window.removeEventListener('unhandledrejection', hear, { capture: true })
})

it('leaves the document as it was', () => {
  observed = observe(trackViewTransitions)
  expect(Object.hasOwn(document, 'startViewTransition')).toBe(true)
  observed.tracker.stop()
  expect(Object.hasOwn(document, 'startViewTransition')).toBe(false)
})
