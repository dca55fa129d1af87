import type { TimelineEvent } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { element, incremental, meta, snapshot, text } from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

const css = `
  p { color: rgb(1, 1, 1) }
  @media (prefers-color-scheme: dark) { p { color: rgb(2, 2, 2) } }
  @media screen and (prefers-reduced-motion: no-preference) { p { top: 1px } }
  :root { color-scheme: light dark }
  b { color: light-dark(rgb(3, 3, 3), rgb(4, 4, 4)) }`

const preferences = (at: number, colorScheme: 'light' | 'dark', reducedMotion: boolean) =>
  ({
    type: 'preferences',
    at,
    colorScheme,
    reducedMotion,
    forcedColors: false,
    tab: null,
  }) satisfies TimelineEvent & { tab: null }

it('shows a page as its visitor’s browser did, whatever the viewer’s prefers, at every moment', async () => {
  const { player, page } = await playRecording(
    {
      segments: [
        [
          meta(1_000),
          snapshot(
            1_000,
            [element(10, 'p', {}, [text(11, 'x')]), element(12, 'b')],
            [element(13, 'style', { _cssText: css })],
          ),
          incremental(1_300, 8, {
            id: 13,
            adds: [{ rule: '@media (prefers-color-scheme: dark) { p { left: 2px } }', index: 5 }],
          }),
          incremental(1_400, 8, { id: 13, adds: [{ rule: 'i { top: 0 }', index: 6 }] }),
        ],
      ],
    },
    {
      timeline: {
        events: [preferences(1_001, 'dark', true), preferences(1_200, 'light', false)].concat(
          preferences(1_250, 'dark', false),
        ),
      },
    },
  )
  const look = (): string[] => {
    const [p, b] = ['p', 'b'].map((name) => {
      const found = page().querySelector(name)
      const style = found && page().defaultView?.getComputedStyle(found)
      if (!style) throw new Error(`There is no ${name}.`)
      return style
    })
    return [p?.color ?? '', b?.color ?? '', p?.top ?? '', p?.left ?? '']
  }
  const moments: [at: number, looks: string[]][] = [
    [1_000, ['rgb(2, 2, 2)', 'rgb(4, 4, 4)', 'auto', 'auto']],
    [1_220, ['rgb(1, 1, 1)', 'rgb(3, 3, 3)', '1px', 'auto']],
    [1_260, ['rgb(2, 2, 2)', 'rgb(4, 4, 4)', '1px', 'auto']],
    [1_400, ['rgb(2, 2, 2)', 'rgb(4, 4, 4)', '1px', '2px']],
  ]
  for (const [at, looks] of [...moments, ...moments.toReversed()]) {
    await player.seek(at)
    expect([at, ...look()]).toEqual([at, ...looks])
  }
})
