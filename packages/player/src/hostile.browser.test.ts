import type { FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  bodyId,
  element,
  frame,
  incremental,
  meta,
  mutation,
  scroll,
  setText,
  snapshot,
  text,
} from './frames.test-support.ts'
import { playRecording } from './play-recording.test-support.ts'

const page = [meta(1_000), snapshot(1_000, [element(10, 'h1', {}, [text(11, 'Page')])])]

it.each<[string, FrameEvent]>([
  ['of an unknown type', frame(1_100, 99, {})],
  ['of an unknown source', incremental(1_100, 99, {})],
  ['without data', frame(1_100, 3, null)],
  ['that is an empty mutation', incremental(1_100, 0, {})],
  ['about the text of a node that is not there', setText(1_100, 999, 'x')],
  ['with the attributes of a node that is not there', attributes(999, { class: 'x' })],
  ['with an attribute whose name is none', attributes(10, { '<b>': 'x' })],
  ['with a child for a parent that is not there', add(999, element(20, 'p'))],
  ['with a child next to a node that is not there', add(bodyId, element(20, 'p'), 998)],
  ['with a node inside itself', add(20, element(20, 'p'))],
  ['with an ancestor inside its child', add(10, element(bodyId, 'body', {}, [element(10, 'p')]))],
  ['with an element whose name is none', add(bodyId, element(20, '1 2'))],
  ['with a node of no kind', add(bodyId, { type: 77, id: 20 })],
  ['with scrolling of nothing', incremental(1_100, 3, { x: 1, y: 2 })],
  ['with a viewport of no size', incremental(1_100, 4, { width: 0, height: 'x' })],
  ['with a path of no points', incremental(1_100, 1, { positions: 7 })],
])('counts a frame %s as broken and shows the rest', async (_, broken) => {
  const { player, page: shown } = await playRecording({
    segments: [[...page, broken, setText(1_200, 11, 'After')]],
  })
  await player.seek(1_200)
  expect(player.getState()).toMatchObject({ status: { name: 'paused' }, brokenFrames: 1 })
  expect(shown().body.textContent).toContain('After')
  await player.seek(1_050)
  expect(player.getState().brokenFrames).toBe(0)
  await player.seek(1_150)
  expect(player.getState().brokenFrames).toBe(1)
})

function attributes(id: number, attributes: object): FrameEvent {
  return mutation(1_100, { attributes: [{ id, attributes }] })
}

function add(parentId: number, node: object, nextId: number | null = null): FrameEvent {
  return mutation(1_100, { adds: [{ parentId, nextId, node }] })
}

it('does not count what has nothing to show: load events, custom events, scrolls of what is gone', async () => {
  const { player } = await playRecording({
    segments: [
      [
        ...page,
        frame(1_010, 0, {}),
        frame(1_020, 1, {}),
        frame(1_030, 5, { tag: 'x', payload: {} }),
        mutation(1_040, { removes: [{ id: 999, parentId: bodyId }] }),
        scroll(1_050, 999, 0, 10),
      ],
    ],
  })
  await player.seek(1_050)
  expect(player.getState()).toMatchObject({ status: { name: 'paused' }, brokenFrames: 0 })
})

it('survives a snapshot that is none, and is right again at the next one', async () => {
  const { player, page: shown } = await playRecording({
    segments: [
      [meta(1_000), frame(1_000, 2, { node: { type: 2, tagName: 3 } })],
      [snapshot(2_000, [element(10, 'h1', {}, [text(11, 'Page')])])],
    ],
  })
  await player.seek(1_000)
  expect(player.getState()).toMatchObject({ status: { name: 'paused' }, brokenFrames: 1 })
  await player.seek(2_000)
  expect(player.getState()).toMatchObject({ status: { name: 'paused' }, brokenFrames: 0 })
  expect(shown().body.textContent).toBe('Page')
})

it('shows something and never throws, whatever the frames hold', async () => {
  const anyId = fc.constantFrom(1, 3, 5, 10, 11, 20, 999, -1)
  const anyNode = fc.oneof(
    fc.record({
      type: fc.constantFrom(0, 1, 2, 3, 4, 5, 6),
      id: anyId,
      tagName: fc.constantFrom('p', 'iframe', 'style', 'script', 'video', 'svg', '?'),
      attributes: fc.dictionary(fc.constantFrom('a', 'style', 'rr_scrollTop', '?'), fc.jsonValue()),
      childNodes: fc.constant([]),
      textContent: fc.string(),
    }),
    fc.jsonValue(),
  )
  const anyFrame = fc
    .record({
      type: fc.constantFrom(2, 3, 3, 3, 4, 7),
      source: fc.nat(17),
      id: anyId,
      parentId: anyId,
      node: anyNode,
      value: fc.jsonValue(),
      x: fc.jsonValue(),
    })
    .map(({ type, source, id, parentId, node, value, x }) =>
      frame(1_100, type, {
        source,
        id,
        node,
        adds: [{ parentId, nextId: null, node }, value],
        removes: [{ id, parentId }, value],
        texts: [{ id, value }],
        attributes: [{ id, attributes: value }],
        positions: [value, { x, y: x, id }],
        x,
        y: x,
        type: x,
        styleIds: value,
        set: value,
        index: value,
      }),
    )
  await fc.assert(
    fc.asyncProperty(fc.array(anyFrame, { minLength: 1, maxLength: 4 }), async (frames) => {
      const { player } = await playRecording({
        segments: [[...page, ...frames], [snapshot(2_000, [element(10, 'h1')])]],
      })
      await player.seek(1_500)
      const { status } = player.getState()
      await player.seek(2_000)
      expect([status.name, player.getState().status.name]).toEqual(['paused', 'paused'])
      expect(player.getState().brokenFrames).toBe(0)
      player.destroy()
    }),
    { numRuns: 60, endOnFailure: true },
  )
})
