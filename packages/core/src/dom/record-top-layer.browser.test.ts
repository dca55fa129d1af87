import { type FrameEvent, topLayer } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { type DomRecording, recordDom } from './record-dom.ts'

let recording: DomRecording | undefined
afterEach(() => recording?.stop())

interface Marked {
  attributes: { id: number; attributes: Record<string, unknown> }[]
}

/** Records the page. @returns which element was laid above it, or taken down, in this order. */
function record(): () => [id: string, place: unknown][] {
  const frames: FrameEvent[] = []
  const names = new Map<number, string>()
  observe((_, scope) => (recording = recordDom((frame) => frames.push(frame), scope)))
  recording?.begin()
  return () => {
    recording?.drain?.()
    for (const root of [
      document,
      ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot),
    ]) {
      root?.querySelectorAll('[id]').forEach((element) => {
        names.set(recording?.nodeId(element) ?? 0, element.id)
      })
    }
    return frames.flatMap(({ data }) =>
      ((data as Partial<Marked>).attributes ?? []).flatMap(({ id, attributes }) =>
        topLayer in attributes
          ? [[names.get(id) ?? '', attributes[topLayer]] satisfies [string, unknown]]
          : [],
      ),
    )
  }
}

const toggled = (element: Element): Promise<unknown> =>
  new Promise((resolve) => element.addEventListener('toggle', resolve, { once: true }))

function get(id: string, root: ParentNode = document): HTMLElement {
  const found = root.querySelector<HTMLElement>(`#${id}`)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

it('tells of popovers and modal dialogs that open and close, in shadow trees too', async () => {
  document.body.innerHTML = `<div id="menu" popover></div><dialog id="dialog"></dialog>
    <details id="details"></details><section></section>`
  const root = document.querySelector('section')?.attachShadow({ mode: 'open' })
  if (!root) throw new Error('No shadow root')
  root.innerHTML = '<div id="hint" popover="manual"></div>'
  const marks = record()
  marks()
  // What records it is loaded with the first.
  get('hint', root).showPopover()
  await expect.poll(marks).toEqual([['hint', '1']])
  get('hint', root).hidePopover()
  await expect.poll(marks).toHaveLength(2)
  const steps: [HTMLElement, () => void][] = [
    [get('hint', root), () => get('hint', root).showPopover()],
    [get('details'), () => get('details').setAttribute('open', '')],
    [get('menu'), () => get('menu').showPopover()],
    // It closes the menu.
    [get('dialog'), () => (get('dialog') as HTMLDialogElement).showModal()],
    [get('dialog'), () => (get('dialog') as HTMLDialogElement).close()],
    [get('hint', root), () => get('hint', root).hidePopover()],
  ]
  for (const [element, act] of steps) {
    const told = toggled(element)
    act()
    await told
    // What is closed while it is told that it has opened tells no more.
    await new Promise((resolve) => setTimeout(resolve))
    marks()
  }
  // A dialog tells by its attribute and by an event.
  const isNews = (mark: [string, unknown], at: number, all: [string, unknown][]): boolean =>
    String(mark) !== String(all[at - 1])
  expect(marks().slice(2).filter(isNews)).toEqual([
    ['hint', '2'],
    ['menu', '3'],
    ['dialog', '4'],
    ['menu', null],
    ['dialog', null],
    ['hint', null],
  ])
})

it('tells with each full picture of what lies above the page by then', async () => {
  document.body.innerHTML = `<div id="first" popover="manual"></div><div id="second" popover="manual"></div>`
  const opened = toggled(get('second'))
  get('second').showPopover()
  await opened
  const marks = record()
  await expect.poll(marks).toEqual([['second', '1']])
  const later = toggled(get('first'))
  get('first').showPopover()
  await later
  expect(marks()).toEqual([
    ['second', '1'],
    ['first', '2'],
  ])
  recording?.begin()
  expect(marks().slice(2).toSorted()).toEqual([
    ['first', '2'],
    ['second', '1'],
  ])
})
