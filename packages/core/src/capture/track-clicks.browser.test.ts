import { afterEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackClicks } from './track-clicks.ts'

let observed: Observed
const begin = (html: string): Observed => {
  document.body.innerHTML = html
  observed = observe(trackClicks)
  return observed
}
afterEach(() => observed.tracker.stop())

const click = (selector: string, init: PointerEventInit = {}): void => {
  document
    .querySelector(selector)
    ?.dispatchEvent(new PointerEvent('click', { bubbles: true, composed: true, ...init }))
}

it('says where and on what, and names it where it may be read', () => {
  const { events } = begin('<main data-record-safe><button id="buy">Buy <b>now</b></button></main>')
  click('b', { clientX: 12, clientY: 34, pointerType: 'touch' })
  expect(events).toEqual([
    {
      type: 'click',
      at: 1_763_900_000_000,
      x: 12,
      y: 34,
      pageX: 12,
      pageY: 34,
      pointer: 'touch',
      element: { selector: '#buy > b', tag: 'b', name: 'now', node: 7 },
    },
  ])
})

it('tells a double click after its two clicks, with their pointer', async () => {
  const { events } = begin('<button id="word">x</button>')
  await userEvent.dblClick(document.querySelector('button') ?? document.body)
  expect(events.map((event) => event.type)).toEqual(['click', 'click', 'double-click'])
  expect(events.at(-1)).toMatchObject({ pointer: 'mouse', element: { selector: '#word' } })
})

it('has no name of an element whose text is masked', () => {
  const { events } = begin('<button aria-label="Delete Alice">Alice</button>')
  click('button')
  expect(JSON.stringify(events)).not.toContain('Alice')
  expect(events).toMatchObject([{ pointer: 'unknown', element: { tag: 'button', role: 'button' } }])
})

it('sees through a shadow root, and no further than a blocked element', () => {
  const { events } = begin(
    '<div id="host"></div><div id="box" data-replay="block"><i class="inner"></i></div>',
  )
  const root = document.querySelector('#host')?.attachShadow({ mode: 'open' })
  if (root) root.innerHTML = '<button>x</button>'
  root
    ?.querySelector('button')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  click('.inner')
  expect(events).toMatchObject([{ element: { tag: 'button' } }, { element: { selector: '#box' } }])
})

it('says nothing inside an ignored element, and nothing once stopped', () => {
  const { events, tracker } = begin('<div data-replay="ignore"><b>x</b></div><i>y</i>')
  click('b')
  tracker.stop()
  click('i')
  expect(events).toEqual([])
})
