import { expect, it } from 'vitest'
import {
  element,
  incremental,
  meta,
  mouseMove,
  mutation,
  snapshot,
  text,
} from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

const documentId = 1

/** Each of these rules colours one side of what the pointer is over. */
const side = (name: string): string => `p:hover { border-${name}-color: rgb(1, 2, 3) }`

it('shows what a rule for what the pointer is over does, however the rule came', async () => {
  const { player, page } = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(
          1_000,
          [
            element(10, 'p', {}, [text(11, 'a')]),
            element(12, 'p', { class: 'hover:hover' }, [text(13, 'b')]),
          ],
          [
            element(20, 'style', { _cssText: side('top') }),
            element(21, 'style', {}, [text(22, '')]),
            element(23, 'style'),
          ],
        ),
        // A long stylesheet, once it has been written down.
        mutation(1_100, { texts: [{ id: 22, value: side('left') }] }),
        // Rules that had waited for something to fit, and those of CSS-in-JS.
        incremental(1_200, 8, {
          id: 23,
          adds: [
            { rule: side('right'), index: 0 },
            { rule: '@media all { b { top: 0 } }', index: 1 },
          ],
        }),
        incremental(1_250, 8, {
          id: 23,
          adds: [{ rule: 'p:hover:not(b:hover) { top: 1px }', index: [1, 0] }],
        }),
        incremental(1_300, 15, {
          id: documentId,
          styleIds: [1, 2],
          styles: [
            { styleId: 1, rules: [{ rule: side('bottom'), index: 0 }] },
            { styleId: 2, rules: [] },
          ],
        }),
        incremental(1_400, 8, { styleId: 2, replaceSync: 'p:hover { left: 2px }' }),
        // A name that only looks like it.
        incremental(1_500, 8, {
          id: 23,
          adds: [{ rule: '.hover\\:hover { right: 3px }', index: 0 }],
        }),
        mouseMove(1_600, [[5, 5, 0]], 10),
        mouseMove(1_700, [[5, 5, 0]], 12),
      ],
    ],
  })
  const looks = (): string[] =>
    [...page().querySelectorAll('p')].map((p) => {
      const style = page().defaultView?.getComputedStyle(p)
      const { borderTopColor, borderLeftColor, borderRightColor, borderBottomColor } = style ?? {}
      const sides = [borderTopColor, borderLeftColor, borderRightColor, borderBottomColor]
      const coloured = sides.filter((colour) => colour === 'rgb(1, 2, 3)').length
      return [coloured, style?.top, style?.left, style?.right].join(' ')
    })
  const left = ['0 auto auto auto', '0 auto auto 3px']
  const first = ['4 1px 2px auto', '0 auto auto 3px']
  const second = ['0 auto auto auto', '4 1px 2px 3px']
  for (const [at, shown] of [
    [1_500, left],
    [1_600, first],
    [1_700, second],
    [1_600, first],
    [1_500, left],
  ] as const) {
    await player.seek(at)
    expect([at, looks()]).toEqual([at, shown])
  }
  expect(player.getState().brokenFrames).toBe(0)
})
