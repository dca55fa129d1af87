import { expect, it } from 'vitest'
import { element, meta, mutation, scroll, snapshot, text } from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

const box = { style: 'height: 50px; width: 50px; overflow: auto' }
const long = { style: 'height: 900px; width: 900px' }

it('shows what comes with a change scrolled as it was, at every moment', async () => {
  const added = (id: number, place: object): object => ({
    parentId: 5,
    nextId: null,
    node: { ...element(id, 'div', { ...box, ...place }), childNodes: [] },
  })
  const inside = (id: number, parentId: number): object => ({
    parentId,
    nextId: null,
    node: element(id, 'p', long),
  })
  const { player, page } = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(1_000, [element(10, 'p', {}, [text(11, 'a')])]),
        mutation(1_100, {
          adds: [
            added(12, { id: 'one', rr_scrollTop: 200 }),
            inside(13, 12),
            added(14, { id: 'two', rr_scrollLeft: 30, rr_scrollTop: 40 }),
            inside(15, 14),
          ],
        }),
        scroll(1_200, 12, 0, 300),
      ],
    ],
  })
  const places = (): (number | undefined)[] =>
    ['#one', '#two'].flatMap((selector) => {
      const found = page().querySelector(selector)
      return [found?.scrollLeft, found?.scrollTop]
    })
  const moments: [at: number, places: (number | undefined)[]][] = [
    [1_050, [undefined, undefined, undefined, undefined]],
    [1_150, [0, 200, 30, 40]],
    [1_250, [0, 300, 30, 40]],
  ]
  for (const [at, expected] of [...moments, ...moments.toReversed()]) {
    await player.seek(at)
    expect([at, places()]).toEqual([at, expected])
  }
  expect(player.getState().brokenFrames).toBe(0)
})
