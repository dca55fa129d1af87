import { afterEach, beforeEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackNavigation } from './track-navigation.ts'

let observed: Observed
const address = location.href
const start = location.pathname
beforeEach(() => history.replaceState(null, '', start))
afterEach(() => {
  observed.tracker.stop()
  history.replaceState(null, '', address)
})

const once = (type: string): Promise<Event> =>
  new Promise((resolve) => window.addEventListener(type, resolve, { once: true }))

it('tells load, push, replace, traverse and fragment, with scrubbed addresses', async () => {
  observed = observe(trackNavigation)
  const { events, tracker } = observed
  tracker.begin?.()
  history.pushState({ kept: true }, '', '/cart?coupon=SECRET')
  history.replaceState(null, '', '/cart/step-two')
  // Frameworks write the address that is already there.
  history.replaceState({ scroll: 1 }, '', '/cart/step-two')
  const back = once('popstate')
  history.back()
  await back
  const jumped = once('hashchange')
  location.hash = 'private-part'
  await jumped
  expect(events).toMatchObject([
    { kind: 'load', to: location.origin + start },
    { kind: 'push', from: location.origin + start, to: `${location.origin}/cart?coupon=*` },
    { kind: 'replace', to: `${location.origin}/cart/step-two` },
    { kind: 'traverse', to: location.origin + start },
    { kind: 'fragment', to: location.origin + start },
  ])
  expect(events).toHaveLength(5)
  expect(JSON.stringify(events)).not.toMatch(/SECRET|private/)
})

it('lets an exception of the History API through, and records nothing then', () => {
  observed = observe(trackNavigation)
  expect(() => history.pushState(null, '', 'https://elsewhere.test/')).toThrow(DOMException)
  expect(observed.events).toEqual([])
})

it('tells how the document was loaded, once', () => {
  observed = observe(trackNavigation)
  observed.tracker.begin?.()
  observed.tracker.begin?.()
  expect(observed.events[0]).toMatchObject({ kind: 'load', loadType: 'navigate' })
  expect(observed.events[1]).not.toHaveProperty('loadType')
})

it('tells a page that is back from the back/forward cache from one that was loaded', () => {
  observed = observe(trackNavigation)
  const { events, tracker } = observed
  tracker.begin?.()
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  tracker.begin?.()
  tracker.begin?.()
  expect(events).toMatchObject([
    { kind: 'load' },
    { kind: 'restore', from: null, to: location.origin + start },
    { kind: 'load' },
  ])
})

it('says nothing of a page that is prerendered before it is shown', () => {
  Object.defineProperty(document, 'prerendering', { value: true, configurable: true })
  observed = observe(trackNavigation)
  observed.tracker.begin?.()
  expect(observed.events).toEqual([])
  Reflect.deleteProperty(document, 'prerendering')
  document.dispatchEvent(new Event('prerenderingchange'))
  expect(observed.events).toMatchObject([{ kind: 'load' }])
})
