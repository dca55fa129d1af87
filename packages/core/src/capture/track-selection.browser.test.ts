import { afterEach, beforeEach, expect, it } from 'vitest'
import { observe, type Observed } from '../../testing/observe.ts'
import { trackSelection } from './track-selection.ts'

let observed: Observed
beforeEach(() => {
  document.body.innerHTML = `<article id="story"><p id="first">Alice owes 4,711 euros</p>
    <p id="second">${'word '.repeat(60)}</p></article><input id="mail" value="alice@example.com">
    <div id="note" contenteditable>Private note</div><p data-replay="ignore" id="ignored">text</p>`
  observed = observe(trackSelection)
})
afterEach(() => {
  observed.tracker.stop()
  getSelection()?.removeAllRanges()
})

async function select(act: () => void): Promise<void> {
  const changed = new Promise((resolve) =>
    document.addEventListener('selectionchange', resolve, { once: true }),
  )
  act()
  await changed
  observed.tracker.drain?.()
}
const all = (selector: string) => () =>
  getSelection()?.selectAllChildren(document.querySelector(selector) ?? document.body)

it('says where and roughly how much, and never what', async () => {
  const text = document.querySelector('#first')?.firstChild
  if (!text) throw new Error('No text')
  await select(() => getSelection()?.setBaseAndExtent(text, 0, text, 5))
  await select(all('#first'))
  await select(all('#story'))
  expect(observed.events).toEqual([
    {
      type: 'selection',
      at: 1_763_900_000_000,
      size: 'short',
      element: { selector: '#first', tag: 'p', node: 7 },
    },
    expect.objectContaining({ size: 'medium' }),
    expect.objectContaining({
      size: 'long',
      element: expect.objectContaining({ selector: '#story' }),
    }),
  ])
  expect(JSON.stringify(observed.events)).not.toMatch(/Alice|4,711/)
})

it('does not say how much of what a person entered', async () => {
  await select(() => document.querySelector<HTMLInputElement>('#mail')?.select())
  document.querySelector<HTMLInputElement>('#mail')?.blur()
  await select(all('#note'))
  expect(observed.events).toMatchObject([
    { element: { selector: '#mail' } },
    { element: { selector: '#note' } },
  ])
  for (const event of observed.events) expect(event).not.toHaveProperty('size')
})

it('says nothing of a caret, nothing inside an ignored element, and each selection once', async () => {
  await select(() => getSelection()?.collapse(document.querySelector('#first'), 0))
  await select(all('#ignored'))
  expect(observed.events).toEqual([])
  await select(all('#first'))
  observed.tracker.drain?.()
  expect(observed.events).toHaveLength(1)
})
