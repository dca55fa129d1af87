import { animated, type FrameEvent, type RecordedAnimation } from '@playhead/protocol'
import { afterEach, expect, it } from 'vitest'
import { observe } from '../../testing/observe.ts'
import { type DomRecording, recordDom } from './record-dom.ts'

let recording: DomRecording | undefined
afterEach(() => recording?.stop())

interface Change {
  attributes?: { id: number; attributes: Record<string, unknown> }[]
}

/** Records the page. @returns what was last told of an element's animations; undefined if nothing was. */
function record(): (element: Element) => RecordedAnimation[] | null | undefined {
  const frames: FrameEvent[] = []
  observe((_, scope) => (recording = recordDom((frame) => frames.push(frame), scope)))
  recording?.begin()
  recording?.drain?.()
  return (element) => {
    recording?.drain?.()
    const told = frames
      .flatMap(({ data }) => (data as Change).attributes ?? [])
      .filter(({ id, attributes }) => id === recording?.nodeId(element) && animated in attributes)
      .at(-1)?.attributes[animated]
    return typeof told === 'string' ? (JSON.parse(told) as RecordedAnimation[]) : (told as null)
  }
}

function box(): HTMLElement {
  document.body.innerHTML = '<p>x</p>'
  const found = document.querySelector('p')
  if (!found) throw new Error('No box')
  return found
}

const move = [
  { translate: '0px', backgroundImage: 'url("/faces/17.png?user=ana")' },
  { translate: '9px' },
]

it('tells what code animates, how far it is, and when that is decided anew', async () => {
  const element = box()
  const told = record()
  const animation = element.animate(move, {
    duration: 60_000,
    iterations: Infinity,
    easing: 'ease-in',
  })
  await expect
    .poll(() => told(element))
    .toMatchObject([
      { timing: { duration: 60_000, iterations: 'Infinity', easing: 'ease-in' }, rate: 1 },
    ])
  const [first] = told(element) ?? []
  expect(first?.keyframes).toHaveLength(2)
  expect(first?.keyframes[1]).toMatchObject({ translate: '9px' })
  expect(JSON.stringify(first)).not.toContain('ana')
  animation.pause()
  animation.currentTime = 20_000
  expect(told(element)).toMatchObject([{ rate: 0, time: 20_000 }])
  animation.play()
  animation.updatePlaybackRate(2)
  await animation.ready
  animation.playbackRate = 3
  expect(told(element)).toMatchObject([{ rate: 3 }])
  animation.cancel()
  expect(told(element)).toBeNull()
})

it('tells keyframes that animate another element in the same way', async () => {
  const element = box()
  const told = record()
  const keyframes = [
    { marginLeft: '0px', backgroundColor: 'red', easing: 'steps(2, end)' },
    { marginLeft: '10px', backgroundColor: 'blue', offset: 0.5, composite: 'add' },
    { marginLeft: '50px', backgroundColor: 'lime', '--wide': '3px' },
  ] as const
  element.animate([...keyframes], { duration: 60_000, fill: 'forwards' })
  await expect.poll(() => told(element)).toHaveLength(1)
  const other = element.ownerDocument.body.appendChild(document.createElement('p'))
  const again = other.animate(told(element)?.[0]?.keyframes as Keyframe[], { duration: 60_000 })
  const [animation] = element.getAnimations()
  if (!animation) throw new Error('No animation')
  for (const time of [0, 10_000, 20_000, 40_000, 59_000]) {
    animation.currentTime = time
    again.currentTime = time
    const [one, two] = [element, other].map((of) => {
      const { marginLeft, backgroundColor } = getComputedStyle(of)
      return [marginLeft, backgroundColor]
    })
    expect(two).toEqual(one)
  }
})

it('finds what was animated before, and nothing that stylesheets animate', async () => {
  const element = box()
  const style = document.head.appendChild(document.createElement('style'))
  style.textContent = '@keyframes fade { to { opacity: 0 } } body { animation: fade 60s }'
  const animation = element.animate(move, 60_000)
  const told = record()
  await expect.poll(() => told(element)).toMatchObject([{ timing: { duration: 60_000 } }])
  expect(told(document.body)).toBeUndefined()
  animation.cancel()
  style.remove()
})

it('leaves the page as it was, and looks native meanwhile', async () => {
  const natives = (): unknown[] => [
    Element.prototype.animate,
    Animation.prototype.play,
    Object.getOwnPropertyDescriptor(Animation.prototype, 'currentTime')?.set,
    KeyframeEffect.prototype.setKeyframes,
  ]
  const before = natives()
  const element = box()
  const told = record()
  const animation = element.animate(move, 60_000)
  await expect.poll(() => told(element)).toHaveLength(1)
  expect(Animation.prototype.play).not.toBe(before[1])
  expect([Element.prototype.animate.name, String(Animation.prototype.play)]).toEqual([
    'animate',
    expect.stringContaining('[native code]'),
  ])
  expect(() => element.animate([{ offset: 7 }], 1)).toThrow(TypeError)
  recording?.stop()
  expect(natives()).toEqual(before)
  animation.cancel()
})
