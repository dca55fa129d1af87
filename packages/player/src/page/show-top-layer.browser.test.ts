import { type FrameEvent, topLayer } from '@playhead/protocol'
import { expect, it } from 'vitest'
import { element, meta, mutation, snapshot, text } from '../frames.test-support.ts'
import { type Played, playRecording } from '../play-recording.test-support.ts'

const mark = (at: number, id: number, place: string | null, more = {}): FrameEvent =>
  mutation(at, { attributes: [{ id, attributes: { [topLayer]: place, ...more } }] })

/** What lies above the page, from below to above: as a person would hit it. */
const shown = ({ page }: Played): string[] =>
  [...page().querySelectorAll(':is(:modal, :popover-open)')].map(({ id }) => id)

const topmost = ({ page }: Played): string | undefined => page().elementFromPoint(5, 5)?.id

const large = 'position:fixed;inset:0;margin:0;width:100px;height:100px;border:0;padding:0'

it('lays dialogs, popovers and what fills the screen above the page, in their order, at every moment', async () => {
  const played = await playRecording({
    segments: [
      [
        meta(1_000),
        snapshot(1_000, [
          element(10, 'div', { id: 'first', popover: '', style: large }, [text(11, 'a')]),
          element(12, 'div', { id: 'second', popover: '', style: large }, [text(13, 'b')]),
          element(14, 'dialog', { id: 'dialog', style: large }, [text(15, 'c')]),
          element(16, 'p', { id: 'film', style: 'width:10px' }, [text(17, 'd')]),
        ]),
        mark(1_100, 12, '1'),
        // An auto one would close the other.
        mark(1_200, 10, '2'),
        mark(1_300, 14, '3', { open: '', rr_open_mode: 'modal' }),
        mark(1_400, 14, null, { open: null }),
        mark(1_500, 12, null),
        mark(1_600, 16, '4'),
        mark(1_700, 16, null),
        mark(1_800, 10, null),
        mark(1_900, 12, '5'),
        mark(2_000, 10, '6'),
        // Closed and opened again, which is told at once.
        mark(2_100, 12, '7'),
        mark(2_200, 10, '8'),
      ],
    ],
  })
  const moments: [at: number, above: string[], top: string][] = [
    [1_050, [], ''],
    [1_150, ['second'], 'second'],
    [1_250, ['first', 'second'], 'first'],
    [1_350, ['first', 'second', 'dialog'], 'dialog'],
    [1_450, ['first', 'second'], 'first'],
    [1_550, ['first'], 'first'],
    [1_650, ['first', 'film'], 'film'],
    [1_750, ['first'], 'first'],
    [1_800, [], ''],
    [2_050, ['first', 'second'], 'first'],
    [2_150, ['first', 'second'], 'second'],
    [2_200, ['first', 'second'], 'first'],
  ]
  for (const [at, above, top] of [...moments, ...moments.toReversed(), ...moments.slice(3, 5)]) {
    await played.player.seek(at)
    expect([at, shown(played), above.length > 0 ? topmost(played) : '']).toEqual([at, above, top])
  }
  expect(document.activeElement).toBe(document.body)
  expect(played.player.getState().brokenFrames).toBe(0)
})
