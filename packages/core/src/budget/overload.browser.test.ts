import { type FrameEvent, budgetSteps } from '@playhead/protocol'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { recordPage } from '../../testing/record-page.ts'
import { getReplay } from '../index.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

afterEach(async () => {
  vi.restoreAllMocks()
  await getReplay()?.stop()
  document.body.replaceChildren()
})

const kinds = (frames: readonly FrameEvent[]): number[] => frames.map(({ type }) => type)

it('a page that is busy loses detail step by step, gets it back when it is calm, and never its recording', async () => {
  const clock = { time: 1_763_900_000_000, now: () => clock.time }
  // What each part of the recorder takes, as the page's clock has it.
  let now = 0
  let costMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += costMs))
  const page = await recordPage('<ul></ul><p></p><textarea></textarea>', { clock })
  const list = document.querySelector('ul')
  const other = document.querySelector('p')
  const field = document.querySelector('textarea')
  const fill = (text: string): void => {
    if (field) field.value = text
  }
  const steps: unknown[] = []
  const reasons: unknown[] = []
  page.replay.onEvent((event) => {
    if (event.type !== 'budget') return
    steps.push(event.leavesOut)
    reasons.push(page.replay.why().find(({ gate }) => gate === 'budget')?.reason)
  })
  const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
  /** Each second the page changes once. */
  const live = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      clock.time += 1_000
      list?.append('x')
      await task()
    }
  }
  const framesOf = async (act: () => Promise<void>): Promise<FrameEvent[]> => {
    await page.replay.flush()
    const before = (await page.frames()).length
    await act()
    await page.replay.flush()
    return (await page.frames()).slice(before)
  }

  costMs = 500
  while (!steps.includes('attribute-storms')) await live(1)
  const attributes = await framesOf(async () => {
    costMs = 0
    for (let turn = 0; turn < 50; turn++) {
      list?.setAttribute('tabindex', String(turn))
      await task()
    }
    other?.setAttribute('tabindex', '7')
    await task()
  })
  expect(JSON.stringify(attributes).match(/"tabindex"/g)?.length).toBeLessThan(25)
  expect(JSON.stringify(attributes)).toContain('"tabindex":"7"')

  const placeholder = await framesOf(async () => {
    costMs = 500
    while (!steps.includes('stormy-subtree')) await live(1)
  })
  expect(JSON.stringify(placeholder)).toContain('"width":')
  while (!steps.includes('frames')) await live(1)
  fill('nobody sees this')
  expect(await framesOf(() => live(3))).toEqual([])
  expect(page.replay.why()).toContainEqual(
    expect.objectContaining({ gate: 'budget', passes: false }),
  )
  page.replay.track('still on the timeline')

  costMs = 0
  const back = await framesOf(async () => {
    while (!steps.includes('nothing')) await live(1)
  })
  expect(kinds(back)).toContain(2)
  expect(JSON.stringify(await framesOf(() => live(1)))).toContain('"textContent"')
  const emptied = await framesOf(() => {
    fill('')
    return live(1)
  })
  expect(emptied.map(({ data }) => data)).toContainEqual(expect.objectContaining({ text: '' }))

  expect(steps).toEqual([...budgetSteps.slice(1), ...budgetSteps.slice(0, -1).toReversed()])
  expect(reasons.slice(0, -1)).toEqual(
    steps.slice(0, -1).map((step) => expect.stringContaining(`left out: ${String(step)}.`)),
  )
  const timeline = await page.timeline()
  expect(timeline.flatMap((event) => (event.type === 'budget' ? [event.leavesOut] : []))).toEqual(
    steps,
  )
  expect(timeline).toContainEqual(expect.objectContaining({ name: 'still on the timeline' }))
  expect(page.replay.getState().name).toBe('recording')
})
