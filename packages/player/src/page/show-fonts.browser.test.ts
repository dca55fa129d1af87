import { expect, it } from 'vitest'
import { element, incremental, meta, setText, snapshot, text } from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

it('shows text in the fonts that code had added, at every moment', async () => {
  const font = (at: number, family: string, fontSource: unknown): object =>
    incremental(at, 10, { family, fontSource, buffer: false, descriptors: { weight: '700' } })
  const { player, page } = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(1_000, [element(10, 'p', {}, [text(11, 'a')])]),
        font(1_100, 'Brand Text', 'local("monospace"), url("/brand.woff2")') as never,
        font(1_200, 'Broken', 7) as never,
        setText(1_300, 11, 'b'),
        snapshot(1_400, [element(10, 'p', {}, [text(11, 'c')])]),
      ],
    ],
  })
  const families = (): string[] =>
    [...page().fonts].map(({ family, weight }) => `${family.replaceAll('"', '')} ${weight}`)
  const moments: [at: number, families: string[], broken: number][] = [
    [1_050, [], 0],
    [1_150, ['Brand Text 700'], 0],
    [1_350, ['Brand Text 700'], 1],
    [1_400, [], 0],
  ]
  for (const [at, expected, broken] of [...moments, ...moments.toReversed()]) {
    await player.seek(at)
    expect([at, families(), player.getState().brokenFrames]).toEqual([at, expected, broken])
  }
})
