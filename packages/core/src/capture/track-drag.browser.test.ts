import { afterEach, beforeEach, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackDrag } from './track-drag.ts'

let observed: Observed
beforeEach(() => {
  const box = 'style="width: 80px; height: 40px"'
  document.body.innerHTML = `<div id="card" draggable="true" ${box}>Alice</div><div id="bin" ${box}></div>
    <div id="wall" ${box}></div><div data-replay="ignore"><div id="secret" draggable="true" ${box}></div></div>`
  element('#bin').addEventListener('dragover', (event) => event.preventDefault())
  element('#card').addEventListener('dragstart', (event) =>
    event.dataTransfer?.setData('text/plain', 'customer 4711'),
  )
  observed = observe(trackDrag)
})
afterEach(() => observed.tracker.stop())

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`No ${selector}`)
  return found
}
const drag = (from: string, to: string): Promise<void> =>
  userEvent.dragAndDrop(element(from), element(to))

it('says from where to where, and nothing of what was carried', async () => {
  await drag('#card', '#bin')
  expect(observed.events).toEqual([
    {
      type: 'drag',
      at: 1_763_900_000_000,
      from: { selector: '#card', tag: 'div', node: 7 },
      to: { selector: '#bin', tag: 'div', node: 7 },
    },
  ])
})

it('says that nothing took it', async () => {
  await drag('#card', '#wall')
  expect(observed.events).toMatchObject([{ from: { selector: '#card' }, to: null }])
})

it('says nothing of what comes out of an ignored element', async () => {
  await drag('#secret', '#bin')
  expect(observed.events).toEqual([])
})

it('says that something came from outside', () => {
  element('#bin').dispatchEvent(new DragEvent('drop', { bubbles: true }))
  expect(observed.events).toMatchObject([{ from: null, to: { selector: '#bin' } }])
})
