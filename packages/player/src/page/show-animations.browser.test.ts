import { animated, type FrameEvent, type RecordedAnimation } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { element, meta, mutation, setText, snapshot, text } from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

const told = (at: number, value: Partial<RecordedAnimation>[] | string | null): FrameEvent =>
  mutation(at, {
    attributes: [
      {
        id: 10,
        attributes: { [animated]: Array.isArray(value) ? JSON.stringify(value) : value },
      },
    ],
  })

const fade: RecordedAnimation = {
  keyframes: [{ opacity: '0' }, { opacity: '1' }],
  timing: { duration: 1_000, fill: 'both', iterations: 1 },
  time: 0,
  rate: 1,
  since: (1_000).toString(36),
}

it('shows what code animated as it stood at each moment, whatever was shown before', async () => {
  const { player, page } = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(1_000, [element(10, 'p', {}, [text(11, 'x')])]),
        told(1_000, [fade]),
        // It stands, and goes on at twice the speed, backwards.
        told(1_500, [{ ...fade, time: 500, rate: 0, since: (1_500).toString(36) }]),
        told(1_800, [{ ...fade, time: 500, rate: -2, since: (1_800).toString(36) }]),
        told(2_000, 'no JSON'),
        setText(2_100, 11, 'y'),
      ],
    ],
  })
  const opacity = (): number => {
    const found = page().querySelector('p')
    return Number(found && page().defaultView?.getComputedStyle(found).opacity)
  }
  const moments: [at: number, opacity: number][] = [
    [1_100, 0.1],
    [1_400, 0.4],
    [1_700, 0.5],
    [1_900, 0.3],
    [2_100, 1],
  ]
  for (const [at, expected] of [...moments, ...moments.toReversed()]) {
    await player.seek(at)
    expect([at, Math.round(opacity() * 10) / 10]).toEqual([at, expected])
  }
  expect(player.getState().brokenFrames).toBe(0)
})

it('holds what stylesheets animate while it stands, and lets it run again', async () => {
  const css = `@keyframes turn { to { rotate: 1turn } } p { animation: turn 1s infinite }
    b { animation: turn 1s infinite paused } i { animation: turn 1s }`
  const { player, page } = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(
          1_000,
          [element(10, 'p', {}, [text(11, 'x')]), element(12, 'b'), element(13, 'i')],
          [element(14, 'style', { _cssText: css })],
        ),
        setText(9_000, 11, 'y'),
      ],
    ],
  })
  const states = (): string[] =>
    page()
      .getAnimations()
      .map(({ playState }) => playState)
  await player.seek(2_000)
  // The one that ends has ended.
  expect(states()).toEqual(['paused', 'paused'])
  player.play()
  expect(states()).toEqual(['running', 'paused'])
  player.pause()
  expect(states()).toEqual(['paused', 'paused'])
})
