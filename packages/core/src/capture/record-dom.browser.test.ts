import type { FrameEvent } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { type DomRecording, recordDom } from './record-dom.ts'

let recording: DomRecording | undefined
afterEach(() => recording?.stop())

function record(): { dom: DomRecording; frames: FrameEvent[]; clock: { time: number } } {
  const frames: FrameEvent[] = []
  const { clock } = observe(
    (_, scope) => (recording = recordDom((frame) => frames.push(frame), scope)),
  )
  if (!recording) throw new Error('Not recording')
  recording.begin()
  return { dom: recording, frames, clock }
}

it('begins with a full snapshot and takes another one when asked', () => {
  const { dom, frames } = record()
  expect(frames.map(({ type }) => type)).toEqual([4, 2])
  dom.begin()
  expect(frames.map(({ type }) => type)).toEqual([4, 2, 4, 2])
})

it('gives frames the time of the clock it is handed', () => {
  const { dom, frames, clock } = record()
  clock.time += 1_000
  dom.begin()
  expect(frames.map(({ timestamp }) => timestamp)).toEqual(
    [0, 0, 1_000, 1_000].map((ms) => 1_763_900_000_000 + ms),
  )
})

it('knows the ids of nodes in the frames', () => {
  const { dom } = record()
  expect(dom.nodeId(document)).toBeGreaterThan(0)
  expect(dom.nodeId(document.createElement('p'))).toBeUndefined()
})

it('lets the host’s own exceptions through', () => {
  record()
  const style = document.head.appendChild(document.createElement('style'))
  expect(() => style.sheet?.insertRule('not a rule')).toThrow(DOMException)
  style.remove()
})

it('cuts a tree deeper than the format can carry', () => {
  const deep = document.body.appendChild(document.createElement('div'))
  let at = deep
  for (let depth = 0; depth < 1_000; depth++) at = at.appendChild(document.createElement('div'))
  const { frames } = record()
  let depth = 0
  let deepest = 0
  for (const character of JSON.stringify(frames[1])) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    if (character === '}' || character === ']') depth--
  }
  expect(deepest).toBeGreaterThan(1_000)
  expect(deepest).toBeLessThan(2_048)
  deep.remove()
})

it('says nothing more once stopped', async () => {
  const { dom, frames } = record()
  dom.stop()
  document.body.append('text')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(frames).toHaveLength(2)
})
