import type { FrameEvent } from '@playhead/protocol'
import { afterEach, describe, expect, it } from 'vitest'
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
  dom.drain?.()
  expect(frames.map(({ type }) => type)).toEqual([4, 2])
  dom.begin()
  dom.drain?.()
  expect(frames.map(({ type }) => type)).toEqual([4, 2, 4, 2])
})

it('gives frames the time of the clock it is handed', () => {
  const { dom, frames, clock } = record()
  clock.time += 1_000
  dom.begin()
  dom.drain?.()
  expect(frames.map(({ timestamp }) => timestamp)).toEqual(
    [0, 0, 1_000, 1_000].map((ms) => 1_763_900_000_000 + ms),
  )
})

it('knows the ids of nodes in the frames, and keeps those that it has promised', () => {
  const { dom, frames } = record()
  const promised = dom.nodeId(document.body, true)
  expect(dom.nodeId(document.body)).toBeUndefined()
  dom.drain?.()
  expect(dom.nodeId(document.body)).toBe(promised)
  expect(JSON.stringify(frames)).toContain(`"id":${promised},"tagName":"body"`)
  expect(dom.nodeId(document.createElement('p'), true)).toBeUndefined()
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
  const { dom, frames } = record()
  dom.drain?.()
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
  dom.drain?.()
  dom.stop()
  document.body.append('text')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(frames).toHaveLength(2)
})

describe('a marker that comes late', () => {
  const recorded = async (frames: FrameEvent[]): Promise<string> => {
    await new Promise((resolve) => setTimeout(() => setTimeout(resolve)))
    return JSON.stringify(frames)
  }

  it('counts for what was put into a safe region in the same task', async () => {
    document.body.innerHTML = '<main data-record-safe></main>'
    const { frames } = record()
    const late = document.createElement('p')
    late.textContent = 'plantedlate'
    document.querySelector('main')?.append(late)
    // Observers have been told of the node by then.
    await Promise.resolve()
    late.setAttribute('data-pii', '')
    expect(await recorded(frames)).not.toContain('plantedlate')
  })

  it.each(['data-replay="mask"', 'data-replay="block"', 'class="rr-mask"'])(
    'closes what was open, and opens it again when it goes: %s',
    async (marker) => {
      document.body.innerHTML = '<main data-record-safe><p>readable words</p></main>'
      const { dom, frames } = record()
      dom.drain?.()
      expect(JSON.stringify(frames)).toContain('readable words')
      const [name = '', value = ''] = marker.replaceAll('"', '').split('=')
      const snapshots = (): FrameEvent[] => frames.filter(({ type }) => type === 2)
      document.querySelector('p')?.setAttribute(name, value)
      await expect.poll(() => snapshots().length, { timeout: 20_000 }).toBe(2)
      expect(JSON.stringify(snapshots()[1])).not.toContain('readable words')
      document.querySelector('p')?.removeAttribute(name)
      await expect.poll(() => snapshots().length, { timeout: 20_000 }).toBe(3)
      expect(JSON.stringify(snapshots()[2])).toContain('readable words')
    },
  )
})
