import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { type DomRecording, recordDom } from '../dom/record-dom.ts'
import { createGates } from '../session/gates.ts'
import { type Budget, createBudget } from './budget.ts'
import * as overload from './overload.ts'

let recording: DomRecording | undefined
let running: Budget | undefined
afterEach(() => {
  recording?.stop()
  running?.stop()
  document.body.replaceChildren()
})

/** A page that is recorded at the price that `cost.ms` sets: for each batch of changes, and for its masking. */
function record() {
  const frames: FrameEvent[] = []
  const steps: TimelineEvent[] = []
  const gates = createGates()
  const cost = { ms: 0, total: 0 }
  const { clock } = observe((emit, scope) => {
    const budget = createBudget(
      {
        emit: (event) => steps.push(event),
        gates,
        clock: scope.clock,
        report: scope.report,
        costClock: () => (cost.total += cost.ms / 2),
      },
      overload,
    )
    running = budget
    recording = recordDom((frame) => frames.push(frame), { ...scope, budget })
    return recording
  })
  recording?.begin()
  return { frames, gates, cost, clock, steps, budget: running }
}

type Recorded = ReturnType<typeof record>

/** The observer is called in the microtask after a change; what it found is masked when drained. */
async function settle(): Promise<void> {
  await Promise.resolve()
  recording?.drain?.()
}

/** Each second the page changes once. */
async function storm({ clock }: Recorded, seconds: number, change: () => void): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.time += 1_000
    change()
    await settle()
  }
}

const leftOut = ({ steps }: Recorded) =>
  steps.map((event) => event.type === 'budget' && event.leavesOut)

const snapshots = ({ frames }: Recorded) => frames.filter(({ type }) => type === 2).length

function addList(): HTMLElement {
  const list = document.body.appendChild(document.createElement('ul'))
  list.append(document.createElement('li'))
  return list
}

it('leaves everything in while a second costs no more than it may', async () => {
  const recorded = record()
  recorded.cost.ms = 45
  const list = addList()
  await storm(recorded, 10, () => list.append('x'))
  expect(leftOut(recorded)).toEqual([])
  expect(recorded.gates.list()).toEqual([])
})

it('forgives one expensive second', async () => {
  const recorded = record()
  const list = addList()
  recorded.cost.ms = 900
  await storm(recorded, 1, () => list.append('x'))
  recorded.cost.ms = 10
  await storm(recorded, 5, () => list.append('x'))
  expect(leftOut(recorded)).toEqual([])
})

it('steps down one thing after another, and says so on the timeline and in why()', async () => {
  const recorded = record()
  recorded.cost.ms = 500
  const list = addList()
  await storm(recorded, 9, () => list.append('x'))
  expect(leftOut(recorded)).toEqual([
    'mouse-path',
    'canvas',
    'attribute-storms',
    'stormy-subtree',
    'frames',
  ])
  expect(recorded.gates.list()).toMatchObject([{ gate: 'budget', passes: false }])
})

it('passes over the attributes of the node that storms, not those of others', async () => {
  const recorded = record()
  const list = addList()
  const other = document.body.appendChild(document.createElement('p'))
  recorded.cost.ms = 500
  await storm(recorded, 5, () => list.append('x'))
  expect(recorded.budget?.leavesOut('attribute-storms')).toBe(true)
  recorded.cost.ms = 0
  recorded.frames.length = 0
  for (let turn = 0; turn < 50; turn++) {
    list.tabIndex = turn
    await settle()
  }
  other.tabIndex = 7
  await settle()
  const text = JSON.stringify(recorded.frames)
  expect(text.match(/"tabindex"/g)?.length).toBe(21)
  expect(text).toContain('"tabindex":"7"')
})

it('shows a placeholder for the subtree that storms, and goes on with the rest', async () => {
  const recorded = record()
  const list = addList()
  recorded.cost.ms = 500
  await storm(recorded, 6, () => list.append('x'))
  expect(leftOut(recorded).at(-1)).toBe('stormy-subtree')
  recorded.cost.ms = 0
  const id = recording?.nodeId(list)
  const placed = recorded.frames.at(-1)
  expect(placed?.data).toMatchObject({
    source: 0,
    attributes: [{ id, attributes: { style: { width: `${list.offsetWidth}px` } } }],
  })
  expect(JSON.stringify(placed?.data)).toContain(`"parentId":${id}`)
  recorded.frames.length = 0
  list.append('more')
  document.body.append(document.createElement('hr'))
  await settle()
  const text = JSON.stringify(recorded.frames)
  expect(text).toContain('"hr"')
  expect(text).not.toContain(`"parentId":${id},`)
})

it('comes back step by step once it is calm, with a fresh snapshot', async () => {
  const recorded = record()
  const list = addList()
  recorded.cost.ms = 500
  await storm(recorded, 9, () => list.append('x'))
  recorded.frames.length = 0
  recorded.cost.ms = 0
  await storm(recorded, 30, () => list.append('x'))
  expect(leftOut(recorded).slice(5)).toEqual([
    'stormy-subtree',
    'attribute-storms',
    'canvas',
    'mouse-path',
    'nothing',
  ])
  expect(snapshots(recorded)).toBe(3)
  expect(recorded.gates.list()).toEqual([])
  recorded.frames.length = 0
  list.append(document.createElement('b'))
  await settle()
  expect(JSON.stringify(recorded.frames)).toContain('"tagName":"b"')
})

it('waits longer each time that it came back too early', async () => {
  const recorded = record()
  const list = addList()
  recorded.cost.ms = 500
  await storm(recorded, 2, () => list.append('x'))
  recorded.cost.ms = 0
  await storm(recorded, 6, () => list.append('x'))
  expect(leftOut(recorded)).toEqual(['mouse-path', 'nothing'])
  recorded.cost.ms = 500
  await storm(recorded, 2, () => list.append('x'))
  recorded.cost.ms = 0
  await storm(recorded, 10, () => list.append('x'))
  expect(leftOut(recorded).slice(2)).toEqual(['mouse-path'])
  await storm(recorded, 1, () => list.append('x'))
  expect(leftOut(recorded).slice(2)).toEqual(['mouse-path', 'nothing'])
})
