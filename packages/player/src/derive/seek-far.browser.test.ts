import type { FrameEvent } from '@playhead/protocol'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  element,
  incremental,
  meta,
  mutation,
  scroll,
  setText,
  snapshot,
  text,
} from '../frames.test-support.ts'
import { playRecording } from '../play-recording.test-support.ts'

const rows = 100
const events = 9_000
const start = 1_000

/** A page that stays open for long: one snapshot, and a change each 10 ms. */
function longVisit(): FrameEvent[][] {
  const list = Array.from({ length: rows }, (_, row) =>
    element(100 + row * 2, 'p', {}, [text(101 + row * 2, `Row ${row}`)]),
  )
  const field = element(50, 'input', { type: 'text' })
  const frames = [meta(start), snapshot(start, [field, ...list])]
  for (let index = 0; index < events; index++) frames.push(toChange(index, start + index * 10))
  return Array.from({ length: Math.ceil(frames.length / 500) }, (_, part) =>
    frames.slice(part * 500, part * 500 + 500),
  )
}

function toChange(index: number, at: number): FrameEvent {
  const row = index % rows
  switch (index % 5) {
    case 0:
      return setText(at, 101 + row * 2, `Row ${row} at ${index}`)
    case 1:
      return mutation(at, {
        attributes: [{ id: 100 + row * 2, attributes: { class: `c${index}` } }],
      })
    case 2:
      return mutation(at, {
        attributes: [{ id: 100 + row * 2, attributes: { style: { width: `${index}px` } } }],
      })
    case 3:
      return incremental(at, 5, { id: 50, text: `typed ${index}`, isChecked: false })
    default:
      return scroll(at, 1, 0, index % 300)
  }
}

async function open(options = {}) {
  const played = await playRecording({ segments: longVisit() }, options)
  await played.player.seek(start)
  const html = (): string => played.page().body.innerHTML
  const typed = (): string | undefined => played.page().querySelector('input')?.value
  return { ...played, html, typed }
}

describe('a moment far from the only snapshot', () => {
  it('is shown as it is by following every change', async () => {
    const far = await open()
    const near = await open({ maxChangesAtOnce: Infinity })
    for (const index of [8_999, 4_503, 4_504, 7_000, 12]) {
      const at = start + index * 10
      await far.player.seek(at)
      await near.player.seek(at)
      expect(far.html()).toBe(near.html())
      expect(far.typed()).toBe(near.typed())
      expect(far.player.getState()).toMatchObject({ at, brokenFrames: 0, progress: null })
    }
    expect(far.html()).toContain('Row 10 at 10')
  })

  it('lets other work in while it is worked out, and tells how far it is', async () => {
    const { player } = await open()
    // As on a machine on which each change takes a millisecond.
    let now = 0
    const time = vi.spyOn(performance, 'now').mockImplementation(() => now++)
    onTestFinished(() => time.mockRestore())
    const told: number[] = []
    let tasks = 0
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', () => {
      tasks++
      const { progress } = player.getState()
      if (progress !== null) told.push(progress)
      channel.port2.postMessage(null)
    })
    channel.port1.start()
    channel.port2.postMessage(null)
    await player.seek(start + 8_000 * 10)
    channel.port1.close()
    expect(tasks).toBeGreaterThan(1)
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual([...told].sort((one, other) => one - other))
  })

  it('is given up for a newer one', async () => {
    const { player, html } = await open()
    const given = player.seek(start + 8_999 * 10)
    const wanted = player.seek(start + 5 * 10)
    await Promise.all([given, wanted])
    expect(player.getState().at).toBe(start + 50)
    expect(html()).toContain('Row 5 at 5')
    expect(html()).not.toContain('at 8')
  })

  it('is played on from', async () => {
    const { player, clock, html } = await open()
    await player.seek(start + 5_000 * 10)
    player.play()
    clock.advance(100, 50)
    expect(html()).toContain('Row 5 at 5005')
    expect(player.getState().at).toBe(start + 50_100)
  })
})
