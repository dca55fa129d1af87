import type { FrustrationEvent, TimelineEvent } from '@playhead/protocol'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import type { Signal } from './signal.ts'
import { trackFrustration } from './track-frustration.ts'

let observed: Observed
let signal: Required<Pick<Signal, 'look' | 'request'>>

beforeEach(() => {
  const memory = new Map<string, string>()
  observed = observe((emit, scope) => {
    const tracker = trackFrustration(
      emit,
      scope,
      { rageClick: false, deadClick: false },
      {
        get: (key) => memory.get(key) ?? null,
        set: (key, value) => void memory.set(key, value),
        remove: (key) => void memory.delete(key),
      },
    )
    signal = tracker
    return tracker
  })
})
afterEach(() => {
  observed.tracker.stop()
  document.body.innerHTML = ''
  if (observed.failures.length > 0) throw observed.failures[0]
})

/** Once what is seldom needed is there. */
const settled = async (): Promise<FrustrationEvent[]> => {
  await observed.tracker.settle?.()
  return told()
}
const told = (): FrustrationEvent[] =>
  observed.events.flatMap((event) => (event.type === 'frustration' ? [event] : []))

const click = async (html: string): Promise<void> => {
  document.body.innerHTML = html
  document.body.addEventListener('click', (event) => event.preventDefault(), { once: true })
  await userEvent.click(document.querySelector('#it') ?? document.body)
}
const broke = (message: string): TimelineEvent => ({
  type: 'error',
  at: observed.clock.time,
  kind: 'uncaught',
  name: 'TypeError',
  message,
  stack: null,
})
const answered = (status: number): TimelineEvent => ({
  type: 'network',
  at: observed.clock.time,
  initiator: 'fetch',
  method: 'GET',
  url: 'https://shop.example/x',
  status,
  durationMs: 40,
})

it('tells a click that an error follows, once, and not one that came too late', async () => {
  await click('<button id="it">Pay</button>')
  observed.clock.time += 200
  signal.look(broke('a'))
  signal.look(broke('b'))
  expect(await settled()).toMatchObject([{ kind: 'error-click', cause: 'error', delayMs: 200 }])
  await click('<button id="it">Pay</button>')
  observed.clock.time += 1_001
  signal.look(broke('c'))
  expect(await settled()).toHaveLength(1)
})

it('leaves out an error that also comes when nobody clicks', async () => {
  signal.look(broke('poll'))
  await click('<button id="it">Pay</button>')
  signal.look(broke('poll'))
  expect(await settled()).toEqual([])
})

it('tells requests that fail on the server, and of links those that are refused', async () => {
  await click('<button id="it">Pay</button>')
  signal.look(answered(404))
  signal.look(answered(503))
  await click('<a id="it" href="/gone">Gone</a>')
  signal.look(answered(404))
  expect(await settled()).toMatchObject([
    { kind: 'error-click', cause: 'error', status: 503 },
    { kind: 'error-click', cause: 'broken-link', status: 404 },
  ])
})

function shake(turns: number, wayPx: number, init: PointerEventInit = {}, selector = 'p'): void {
  document.body.innerHTML = '<p>x</p><canvas></canvas>'
  const target = document.querySelector(selector)
  for (let turn = 0; turn <= turns; turn++) {
    observed.clock.time += 150
    const clientX = 100 + (turn % 2) * wayPx
    const shared = { bubbles: true, pointerType: 'mouse', clientY: 5, ...init }
    target?.dispatchEvent(new PointerEvent('pointermove', { ...shared, clientX }))
  }
}

it('tells a cursor that is shaken, once', () => {
  shake(20, 60)
  expect(told()).toMatchObject([
    { kind: 'thrashed-cursor', count: 8, element: { selector: expect.stringContaining('p') } },
  ])
})

it.each<[string, Parameters<typeof shake>]>([
  ['a short hesitation', [5, 60]],
  ['a trembling hand', [20, 20]],
  ['a drag', [20, 60, { buttons: 1 }]],
  ['a finger', [20, 60, { pointerType: 'touch' }]],
  ['a drawing', [20, 60, {}, 'canvas']],
])('takes %s for no shaking', (_, shaken) => {
  shake(...shaken)
  expect(told()).toEqual([])
})

function move(kind: 'push' | 'traverse' | 'replace', from: string, to: string): void {
  signal.look({ type: 'navigation', at: observed.clock.time, kind, from, to })
}

it('tells a page that is left again at once, the way one came', async () => {
  move('push', '/list', '/item')
  observed.clock.time += 4_000
  move('traverse', '/item', '/list')
  expect(await settled()).toMatchObject([{ kind: 'quick-back', url: '/item', delayMs: 4_000 }])
})

it.each([
  ['after a while', 10_001, '/list'],
  ['to somewhere else', 500, '/other'],
])('takes going back %s for no quick back', async (_, elapsed, to) => {
  move('push', '/list', '/item')
  observed.clock.time += elapsed
  move('traverse', '/item', to)
  expect(await settled()).toEqual([])
})

const form = '<form><input name="name"><input name="city"><button>Send</button></form>'
function change(html: string, ...names: string[]): void {
  document.body.innerHTML = html
  document.body.addEventListener('submit', (event) => event.preventDefault(), { once: true })
  for (const name of names) {
    const field = document.querySelector(`[name=${name}]`)
    field?.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}
const leave = (): boolean => window.dispatchEvent(new PageTransitionEvent('pagehide'))

it('tells a form that was begun and left', () => {
  change(form, 'name', 'city', 'name')
  leave()
  leave()
  expect(told()).toMatchObject([
    {
      kind: 'form-abandon',
      count: 2,
      element: { selector: expect.stringContaining('input[name="city"]') },
    },
  ])
})

it('tells a form that goes with its view', async () => {
  change(form, 'name')
  move('push', '/form', '/elsewhere')
  document.body.innerHTML = ''
  await expect.poll(told, { timeout: 5_000 }).toMatchObject([{ kind: 'form-abandon', count: 1 }])
})

it.each<[string, string, () => void]>([
  ['was submitted', form, () => document.querySelector('button')?.click()],
  ['saves itself', form, () => signal.request('PATCH')],
  [
    'is read by the page',
    form,
    () => void new FormData(document.querySelector('form') ?? undefined),
  ],
  ['is a search', '<form><input name="name"></form>', () => undefined],
])('takes a form that %s for no abandoned one', (_, html, act) => {
  change(html, 'name')
  act()
  leave()
  expect(told()).toEqual([])
})
