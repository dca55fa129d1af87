import { type FrameEvent, frameElsewhere } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { element, incremental, meta, setText, snapshot, text } from '../frames.test-support.ts'
import { type Played, playRecording } from '../play-recording.test-support.ts'

/** As the recorder numbers the nodes of a frame's page, and of one that comes after it. */
const first = 2 ** 30
const second = 2 ** 31
const frameId = 10

const show = (at: number, node: object, mark: '' | null): FrameEvent =>
  incremental(at, 0, {
    adds: [{ parentId: frameId, nextId: null, node }],
    removes: [],
    texts: [],
    attributes: [{ id: frameId, attributes: { [frameElsewhere]: mark } }],
    isAttachIframe: true,
  })

const page = (from: number, words: string): object => {
  const inside = { rootId: from + 1 }
  const body = element(from + 4, 'body', {}, [
    { ...element(from + 5, 'p', {}, [{ ...text(from + 6, words), ...inside }]), ...inside },
  ])
  const html = element(from + 2, 'html', {}, [
    { ...element(from + 3, 'head'), ...inside },
    { ...body, ...inside },
  ])
  return { type: 0, id: from + 1, childNodes: [{ ...html, ...inside }] }
}

const shown = ({ page: top }: Played): [isElsewhere: boolean | undefined, words: string] => {
  const frame = top().querySelector('iframe')
  return [
    frame?.hasAttribute(frameElsewhere),
    frame?.contentDocument?.body?.textContent ?? 'nothing',
  ]
}

it('shows pages of other origins in their frames, and that there is none, at every moment', async () => {
  const played = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(1_000, [element(frameId, 'iframe', { [frameElsewhere]: '' })]),
        show(1_100, page(first, 'Pay'), null),
        setText(1_200, first + 6, 'Paying'),
        show(1_300, { type: 0, id: first, childNodes: [] }, ''),
        show(1_400, page(second, 'Paid'), null),
      ],
    ],
  })
  const moments: [at: number, isElsewhere: boolean, words: string][] = [
    [1_050, true, ''],
    [1_150, false, 'Pay'],
    [1_250, false, 'Paying'],
    [1_350, true, 'nothing'],
    [1_400, false, 'Paid'],
  ]
  for (const [at, isElsewhere, words] of [...moments, ...moments.toReversed()]) {
    await played.player.seek(at)
    expect([at, ...shown(played)]).toEqual([at, isElsewhere, words])
  }
  expect(played.player.getState().brokenFrames).toBe(0)
})
