import type { TabManifest } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTrack, type PlayerGap } from './track.ts'

/** One segment of a tab: how long it lasts, where its snapshots lie (0 to 1), and what became of it. */
interface Part {
  ms: number
  snapshots: number[]
  fate: 'there' | 'missing' | 'damaged'
}

function toTab(parts: Part[]): { tab: TabManifest; damaged: Set<number> } {
  const tab: TabManifest = { id: 'tab', startedAt: 1_000, endedAt: 1_000, segments: [], gaps: [] }
  const damaged = new Set<number>()
  parts.forEach(({ ms, snapshots, fate }, sequence) => {
    const startedAt = tab.endedAt
    const endedAt = startedAt + ms
    tab.endedAt = endedAt
    const keyframes = snapshots.map((share) => startedAt + share * ms).sort((a, b) => a - b)
    if (fate === 'damaged') damaged.add(sequence)
    if (fate === 'missing') {
      tab.gaps.push({ fromSequence: sequence, toSequence: sequence, startedAt, endedAt })
    } else {
      const counts = { timelineEvents: 0, frames: 1, bytes: 100 }
      tab.segments.push({ sequence, startedAt, endedAt, keyframes, ...counts })
    }
  })
  return { tab, damaged }
}

const there = (ms: number, ...snapshots: number[]): Part => ({ ms, snapshots, fate: 'there' })
const missing = (ms: number): Part => ({ ms, snapshots: [], fate: 'missing' })
const damaged = (ms: number, ...snapshots: number[]): Part => ({ ms, snapshots, fate: 'damaged' })

function gapsOf(...parts: Part[]): readonly PlayerGap[] {
  const { tab, damaged } = toTab(parts)
  return createTrack(tab, damaged).gaps
}

describe('gaps', () => {
  it('are none in a recording that is whole', () => {
    expect(gapsOf(there(100, 0), there(100), there(100))).toEqual([])
  })

  it('last from what is missing to the next full snapshot', () => {
    expect(gapsOf(there(100, 0), missing(100), there(100), there(100, 0.5))).toEqual([
      { startedAt: 1_100, endedAt: 1_350, reason: 'missing' },
    ])
  })

  it('last to the end if no full snapshot follows', () => {
    expect(gapsOf(there(100, 0), damaged(100, 0), there(100))).toEqual([
      { startedAt: 1_100, endedAt: 1_300, reason: 'damaged' },
    ])
  })

  it('begin the recording when its first segment is not there, and say why', () => {
    expect(gapsOf(missing(100), there(100, 0))).toEqual([
      { startedAt: 1_000, endedAt: 1_100, reason: 'missing' },
    ])
    expect(gapsOf(damaged(100, 0), there(100, 0))).toEqual([
      { startedAt: 1_000, endedAt: 1_100, reason: 'damaged' },
    ])
  })

  it('say that there is no snapshot where segments are there and cannot be shown', () => {
    expect(gapsOf(there(100), there(100))).toEqual([
      { startedAt: 1_000, endedAt: 1_200, reason: 'no-snapshot' },
    ])
  })
})

it('is in a gap at the very end, unless a snapshot stands there', () => {
  const lost = toTab([there(100, 0), missing(100)])
  expect(createTrack(lost.tab, new Set()).gapAt(1_200)?.reason).toBe('missing')
  const back = toTab([there(100, 0), missing(100), there(0, 0)])
  expect(createTrack(back.tab, new Set()).gapAt(1_200)).toBeNull()
})

it('shows the first picture while the first page still loads', () => {
  const { tab } = toTab([there(100, 0.9)])
  const track = createTrack(tab, new Set())
  expect(track.keyframeFor(1_000)).toEqual({ piece: 0, index: 0, at: 1_090 })
  expect(track.gaps).toEqual([])
})

const anyParts = fc.array(
  fc.record({
    ms: fc.integer({ min: 0, max: 500 }),
    snapshots: fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { maxLength: 2 }),
    fate: fc.constantFrom<Part['fate']>('there', 'there', 'missing', 'damaged'),
  }),
  { minLength: 1, maxLength: 12 },
)

it('has gaps in order, within the tab, never empty and never overlapping', () => {
  fc.assert(
    fc.property(anyParts, (parts) => {
      const { tab, damaged } = toTab(parts)
      let before = tab.startedAt
      for (const gap of createTrack(tab, damaged).gaps) {
        expect(gap.startedAt).toBeGreaterThanOrEqual(before)
        expect(gap.endedAt).toBeGreaterThan(gap.startedAt)
        expect(gap.endedAt).toBeLessThanOrEqual(tab.endedAt)
        before = gap.endedAt
      }
    }),
  )
})

it('has for every moment a gap, or a snapshot from which nothing is missing', () => {
  fc.assert(
    fc.property(anyParts, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const { tab, damaged } = toTab(parts)
      const track = createTrack(tab, damaged)
      fc.pre(tab.endedAt > tab.startedAt)
      const at = tab.startedAt + (tab.endedAt - tab.startedAt) * share
      if (track.gapAt(at)) return
      const keyframe = track.keyframeFor(at)
      if (!keyframe) throw new Error('Neither a gap nor a keyframe.')
      const passed = track.pieces
        .slice(keyframe.piece)
        .filter((piece, index) => index === 0 || piece.startedAt < at)
      expect(passed.every(({ kind }) => kind === 'segment')).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

it('never says that a moment with everything before it is in a gap', () => {
  fc.assert(
    fc.property(anyParts, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const { tab, damaged } = toTab(parts.map((part) => ({ ...part, fate: 'there' })))
      const track = createTrack(tab, damaged)
      const first = track.keyframes[0]
      fc.pre(first !== undefined)
      expect(track.gapAt(tab.startedAt + (tab.endedAt - tab.startedAt) * share)).toBeNull()
    }),
  )
})
