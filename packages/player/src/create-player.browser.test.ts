import type { FrameEvent } from '@playhead/protocol'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import {
  click,
  element,
  incremental,
  meta,
  mouseMove,
  mutation,
  resize,
  scroll,
  setText,
  snapshot,
  text,
} from './frames.test-support.ts'
import { play, type Played, playRecording } from './play-recording.test-support.ts'
import { serveRecording } from './serve-recording.test-support.ts'

/** A page whose heading says `Page`, and then how many hundreds of ms have passed. */
const page = (at: number): FrameEvent[] => [
  meta(at),
  snapshot(at, [element(10, 'h1', {}, [text(11, 'Page')])]),
]
const count = (from: number, to: number): FrameEvent[] =>
  Array.from({ length: (to - from) / 100 }, (_, index) =>
    setText(from + index * 100, 11, String((from + index * 100) / 100)),
  )
const heading = ({ page }: Played): string | null | undefined =>
  page().querySelector('h1')?.textContent

const untilStatus = (played: Played, name: string): Promise<void> =>
  vi.waitFor(() => expect(played.player.getState().status.name).toBe(name))

/** Seconds 1 to 2 and 2 to 3, each a segment; the snapshot is in the first. */
const twoSegments = [[...page(1_000), ...count(1_100, 2_000)], count(2_000, 3_100)]

describe('playing', () => {
  it('loads, waits at the start, plays by the clock and ends', async () => {
    const played = await playRecording({ segments: twoSegments })
    expect(played.player.getState().status.name).toBe('loading')
    await untilStatus(played, 'paused')
    expect(heading(played)).toBe('Page')
    played.player.play()
    played.clock.advance(350)
    expect(heading(played)).toBe('13')
    played.player.pause()
    played.clock.advance(500)
    expect(heading(played)).toBe('13')
    expect(played.player.getState()).toMatchObject({ at: 1_350, status: { name: 'paused' } })
    played.player.play()
    await vi.waitFor(() => {
      played.clock.advance(500)
      expect(played.player.getState().status.name).toBe('ended')
    })
    expect(heading(played)).toBe('30')
    expect(played.clock.waiting).toBeLessThanOrEqual(1)
    played.player.play()
    await untilStatus(played, 'playing')
    expect(heading(played)).toBe('Page')
  })

  it('runs as fast as it is told, between 0.5 and 16', async () => {
    const { player, clock } = await playRecording({
      segments: [[...page(1_000), ...count(1_100, 90_000)]],
    })
    await player.seek(1_000)
    player.setSpeed(4)
    player.play()
    clock.advance(100)
    expect(player.getState()).toMatchObject({ at: 1_400, speed: 4 })
    player.setSpeed(1_000)
    expect(player.getState().speed).toBe(16)
    player.setSpeed(0)
    expect(player.getState().speed).toBe(0.5)
    player.setSpeed(Number.NaN)
    expect(player.getState().speed).toBe(0.5)
  })

  it('does not race on when the page was in the background', async () => {
    const { player, clock } = await playRecording({
      segments: [[...page(1_000), ...count(1_100, 90_000)]],
    })
    await player.seek(1_000)
    player.play()
    clock.advance(60_000)
    expect(player.getState().at).toBe(2_000)
  })

  it('jumps over inactivity if it is told to, and says so', async () => {
    const { player, clock } = await playRecording(
      { segments: [[...page(1_000), setText(61_000, 11, 'Late')]] },
      { timeline: { events: [] } },
    )
    await player.seek(2_500)
    player.play()
    clock.advance(100)
    expect(player.getState().at).toBe(2_600)
    player.setSkipInactivity(true)
    clock.advance(100)
    expect(player.getState()).toMatchObject({
      at: 61_000,
      skipped: { startedAt: 2_700, endedAt: 61_000 },
      status: { name: 'ended' },
    })
  })

  it('waits for a segment that is not there yet and goes on by itself', async () => {
    const served = await serveRecording({ segments: twoSegments })
    const played = play(served)
    await played.player.seek(1_900)
    const release = holdRequests(served)
    await played.player.seek(1_000)
    played.player.play()
    played.clock.advance(1_000)
    const { status, at } = played.player.getState()
    release()
    if (status.name === 'buffering') await untilStatus(played, 'playing')
    expect(at).toBe(2_000)
    expect(heading(played)).toBe('20')
  })

  it('tells listeners once per frame, and only if something has changed', async () => {
    const { player, clock } = await playRecording({ segments: twoSegments })
    await player.seek(1_500)
    clock.advance(16)
    let calls = 0
    const unsubscribe = player.subscribe(() => calls++)
    const before = player.getState()
    clock.advance(16)
    expect([calls, player.getState()]).toEqual([0, before])
    player.setSpeed(2)
    player.setSkipInactivity(true)
    clock.advance(16)
    expect(calls).toBe(1)
    unsubscribe()
    player.setSpeed(3)
    clock.advance(16)
    expect(calls).toBe(1)
  })
})

function holdRequests(served: { hold: Promise<void> | null }): () => void {
  let release = (): void => undefined
  served.hold = new Promise((resolve) => {
    release = resolve
  })
  return () => {
    served.hold = null
    release()
  }
}

describe('seeking', () => {
  it('begins where it is asked to, within the tab', async () => {
    const played = await playRecording({ segments: twoSegments }, { at: 2_450 })
    await untilStatus(played, 'paused')
    expect(heading(played)).toBe('24')
    await played.player.seek(-5)
    expect(played.player.getState().at).toBe(1_000)
    await played.player.seek(Infinity)
    expect(played.player.getState().at).toBe(3_000)
    await played.player.seek(Number.NaN)
    expect(played.player.getState().at).toBe(1_000)
  })

  it('is taken over by a newer seek', async () => {
    const served = await serveRecording({ segments: twoSegments })
    const release = holdRequests(served)
    const played = play(served)
    const first = played.player.seek(2_900)
    const second = played.player.seek(1_300)
    release()
    await Promise.all([first, second])
    expect(heading(played)).toBe('13')
    expect(played.player.getState()).toMatchObject({ at: 1_300, status: { name: 'paused' } })
  })

  it('fetches what the moment needs and no segment before its snapshot', async () => {
    const { player, served } = await playRecording(
      { segments: [page(1_000), count(1_100, 2_000), page(2_000), count(2_100, 3_000)] },
      { at: 2_500 },
    )
    await player.seek(2_500)
    expect(served.requests.map((path) => path.at(-1)).sort()).toEqual(['2', '3'])
  })

  it('plays on from there if it was playing', async () => {
    const played = await playRecording({ segments: twoSegments })
    await played.player.seek(1_000)
    played.player.play()
    await played.player.seek(2_000)
    expect(played.player.getState().status.name).toBe('playing')
    played.clock.advance(100)
    expect(heading(played)).toBe('21')
  })
})

describe('a failure', () => {
  it('is the status, and play tries again', async () => {
    const served = await serveRecording({ segments: twoSegments })
    served.failWith = () => new TypeError('Failed to fetch')
    const played = play(served)
    played.player.play()
    await untilStatus(played, 'failed')
    expect(played.player.getState()).toMatchObject({
      intent: 'pause',
      status: { error: { code: 'network' } },
    })
    served.failWith = null
    played.player.play()
    await untilStatus(played, 'playing')
    expect(heading(played)).toBe('Page')
  })

  it('keeps the server’s own words', async () => {
    const served = await serveRecording({ segments: twoSegments })
    served.failWith = () => Response.json({ error: { message: 'Sign in first.' } }, { status: 403 })
    const played = play(served)
    await untilStatus(played, 'failed')
    expect(played.player.getState().status).toMatchObject({
      error: { code: 'forbidden', message: 'Sign in first.' },
    })
  })

  it('says when there is no snapshot to build on', async () => {
    const played = await playRecording({ segments: [count(1_000, 2_000)] })
    await untilStatus(played, 'failed')
    expect(played.player.getState()).toMatchObject({
      status: { error: { code: 'no_snapshot' } },
      gap: null,
      gaps: [{ startedAt: 1_000, endedAt: 1_900, reason: 'no-snapshot' }],
    })
  })

  it('is thrown for a tab that is not there, and a container outside of the document', async () => {
    const { player } = await playRecording({ segments: twoSegments })
    expect(() => player.selectTab('nope')).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    )
    const served = await serveRecording({ segments: twoSegments })
    const container = document.createElement('div')
    expect(() => play(served, { container })).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    )
  })
})

describe('a gap', () => {
  it('is shown at the last known page, lingered in, and left for the next snapshot', async () => {
    const played = await playRecording({
      segments: [[...page(1_000), ...count(1_100, 2_000)], null, count(3_000, 4_000), page(20_000)],
    })
    const { player, clock } = played
    await player.seek(1_850)
    expect(player.getState().gap).toBeNull()
    player.play()
    clock.advance(100)
    expect(player.getState().gap).toEqual({ startedAt: 1_900, endedAt: 20_000, reason: 'missing' })
    expect(heading(played)).toBe('19')
    clock.advance(1_400, 100)
    expect(player.getState().gap).not.toBeNull()
    clock.advance(100)
    await vi.waitFor(() => expect(player.getState().at).toBe(20_000))
    await untilStatus(played, 'ended')
    expect(player.getState().gap).toBeNull()
    expect(heading(played)).toBe('Page')
  })

  it('is lingered in however short it is and however fast the player', async () => {
    const { player, clock } = await playRecording({
      segments: [[...page(1_000), ...count(1_100, 2_000)], null, page(2_000), page(90_000)],
    })
    await player.seek(1_850)
    player.setSpeed(16)
    player.play()
    clock.advance(1_400, 100)
    expect(player.getState().gap).toEqual({ startedAt: 1_900, endedAt: 2_000, reason: 'missing' })
    clock.advance(300, 100)
    await vi.waitFor(() => {
      clock.advance(100)
      expect(player.getState().at).toBeGreaterThan(2_000)
    })
  })

  it('opens where a segment turns out to be damaged', async () => {
    const played = await playRecording({
      segments: [page(1_000), count(1_100, 2_000), page(2_000)],
      damaged: [1],
    })
    expect(played.player.getState().gaps).toEqual([])
    await played.player.seek(1_500)
    expect(played.player.getState()).toMatchObject({
      status: { name: 'paused' },
      damagedSegments: [1],
      gap: { startedAt: 1_100, endedAt: 2_000, reason: 'damaged' },
    })
    expect(heading(played)).toBe('Page')
  })

  it('begins a recording whose first segment is lost: nothing is shown in it', async () => {
    const played = await playRecording({
      segments: [null, count(1_000, 2_000), page(2_000)],
    })
    await played.player.seek(1_500)
    expect(played.player.getState().gap).toMatchObject({ reason: 'missing', endedAt: 2_000 })
    expect(played.page().body?.textContent ?? '').toBe('')
    await played.player.seek(2_000)
    expect(heading(played)).toBe('Page')
  })
})

describe('the stage', () => {
  it('has the recorded viewport, scaled to fit, and follows it', async () => {
    const { player, iframe } = await playRecording({
      segments: [[meta(1_000, 1_600, 900), snapshot(1_000, []), resize(1_500, 400, 1_200)]],
    })
    await player.seek(1_000)
    expect(player.getState().viewport).toEqual({ width: 1_600, height: 900 })
    expect([iframe().clientWidth, iframe().clientHeight]).toEqual([1_600, 900])
    expect(iframe().getBoundingClientRect().width).toBeCloseTo(800)
    await player.seek(1_500)
    expect(player.getState().viewport).toEqual({ width: 400, height: 1_200 })
    expect(iframe().getBoundingClientRect().height).toBeCloseTo(600)
    await player.seek(1_200)
    expect(player.getState().viewport).toEqual({ width: 1_600, height: 900 })
  })

  it('fills in form fields as they were, also back', async () => {
    const { player, page } = await playRecording({
      segments: [
        [
          meta(1_000),
          snapshot(1_000, [
            element(10, 'input', { value: 'First' }),
            element(11, 'input', { type: 'checkbox' }),
          ]),
          incremental(1_100, 5, { id: 10, text: 'Second', isChecked: false }),
          incremental(1_200, 5, { id: 11, text: 'on', isChecked: true }),
        ],
      ],
    })
    const fields: unknown[] = []
    for (const at of [1_000, 1_100, 1_200, 1_100, 1_000]) {
      await player.seek(at)
      const [name, tick] = page().querySelectorAll('input')
      fields.push([name?.value, tick?.checked])
    }
    const [first, second, third] = [
      ['First', false],
      ['Second', false],
      ['Second', true],
    ]
    expect(fields).toEqual([first, second, third, second, first])
  })

  it('scrolls the page to where it was, also back', async () => {
    const { player, page } = await playRecording({
      segments: [
        [
          meta(1_000),
          snapshot(1_000, [element(10, 'p', { style: 'height:3000px' })]),
          scroll(1_100, 1, 0, 700),
          scroll(1_200, 1, 0, 200),
        ],
      ],
    })
    const tops: (number | undefined)[] = []
    for (const at of [1_100, 1_200, 1_150, 1_050]) {
      await player.seek(at)
      tops.push(page().defaultView?.scrollY)
    }
    expect(tops).toEqual([700, 200, 700, 0])
  })

  it('lets nothing of the page run, or be reached by mouse, keyboard or focus', async () => {
    const ran = vi.fn<() => void>()
    Object.assign(window, { ran })
    const { player, iframe, page, container } = await playRecording({
      segments: [
        [
          meta(1_000),
          snapshot(1_000, [
            element(10, 'a', { href: 'https://evil.example/', tabindex: '1' }, [text(11, 'Go')]),
            element(12, 'script', {}, [text(13, 'parent.ran()')]),
            element(14, 'img', { src: 'data:,', onerror: 'parent.ran()' }),
            element(15, 'input', { autofocus: '' }),
          ]),
        ],
      ],
    })
    await player.seek(1_000)
    expect(iframe().getAttribute('sandbox')).toBe('allow-same-origin')
    expect(page().querySelector('script')).toBeNull()
    expect(page().hasFocus()).toBe(false)
    const before = document.createElement('button')
    const after = document.createElement('button')
    container.before(before)
    container.after(after)
    before.focus()
    await userEvent.tab()
    expect(document.activeElement).toBe(after)
    before.remove()
    after.remove()
    const { left, top } = iframe().getBoundingClientRect()
    expect(document.elementFromPoint(left + 5, top + 5)).not.toBe(iframe())
    expect(ran).not.toHaveBeenCalled()
  })

  it('draws the pointer on its way, and a ring where it clicked', async () => {
    const { player, container } = await playRecording({
      segments: [
        [
          ...page(1_000),
          mouseMove(1_200, [
            [100, 100, 100],
            [200, 100, 0],
          ]),
          click(1_250, 200, 100),
          setText(5_000, 11, 'Late'),
        ],
      ],
    })
    const cursor = container.querySelector<SVGElement>('[data-player="cursor"]')
    const rings = (): string[] =>
      [...container.querySelectorAll<HTMLElement>('[data-player="click-ring"]')].map(
        ({ style }) => `${style.left} ${style.top}`,
      )
    await player.seek(1_050)
    expect(cursor?.style.visibility).toBe('hidden')
    await player.seek(1_150)
    expect([cursor?.style.visibility, cursor?.style.left, rings()]).toEqual([
      'visible',
      '150px',
      [],
    ])
    expect(container.querySelector('polyline')?.getAttribute('points')).toBe('100,100 150,100')
    await player.seek(1_300)
    expect([cursor?.style.left, rings()]).toEqual(['200px', ['200px 100px']])
    await player.seek(4_000)
    expect([cursor?.style.left, rings()]).toEqual(['200px', []])
  })

  it('hovers what the pointer is over and leaves it as it was', async () => {
    const { player, page } = await playRecording({
      segments: [
        [
          meta(1_000),
          snapshot(1_000, [element(10, 'p'), element(11, 'p')]),
          mouseMove(1_100, [[5, 5, 0]], 10),
          mouseMove(1_200, [[5, 5, 0]], 11),
          mutation(1_300, { attributes: [{ id: 11, attributes: { class: 'new' } }] }),
        ],
      ],
    })
    const classes = (): (string | null)[] =>
      [...page().querySelectorAll('p')].map((p) => p.getAttribute('class'))
    await player.seek(1_100)
    expect(classes()).toEqual([':hover', null])
    await player.seek(1_200)
    expect(classes()).toEqual([null, ':hover'])
    await player.seek(1_300)
    expect(classes()).toEqual([null, 'new :hover'])
    await player.seek(1_000)
    expect(classes()).toEqual([null, null])
  })

  it('is gone with all its timers once destroyed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'requestAnimationFrame'] })
    try {
      const served = await serveRecording({ segments: twoSegments })
      const { player, clock, container } = play(served)
      await player.seek(1_500)
      player.play()
      clock.advance(100)
      const release = holdRequests(served)
      const seeking = player.seek(2_900)
      player.destroy()
      release()
      await seeking
      expect(container.childNodes).toHaveLength(0)
      expect([clock.waiting, vi.getTimerCount()]).toEqual([0, 0])
      const state = player.getState()
      player.play()
      player.setSpeed(8)
      await player.seek(1_000)
      player.destroy()
      expect(player.getState()).toBe(state)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('shows another tab at the same moment, or from its start', async () => {
  const other = 'fedcba9876543210'
  const late = 'aaaaaaaaaaaaaaaa'
  const tab = (name: string, from: number): FrameEvent[] => [
    meta(from),
    snapshot(from, [element(10, 'h1', {}, [text(11, name)])]),
    mutation(from + 5_000, {}),
  ]
  const played = await playRecording([
    { segments: [tab('First', 1_000)] },
    { id: other, segments: [tab('Second', 2_000)] },
    { id: late, segments: [tab('Late', 60_000)] },
  ])
  await played.player.seek(3_000)
  expect(heading(played)).toBe('First')
  played.player.selectTab(other)
  expect(heading(played)).toBeUndefined()
  await untilStatus(played, 'paused')
  expect(heading(played)).toBe('Second')
  expect(played.player.getState()).toMatchObject({ tab: other, at: 3_000, startedAt: 2_000 })
  played.player.selectTab(late)
  await untilStatus(played, 'paused')
  expect(heading(played)).toBe('Late')
  expect(played.player.getState()).toMatchObject({ at: 60_000, endedAt: 65_000 })
})
