import type { FrameEvent } from '@playhead/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  change,
  mutate,
  picture,
  remove,
  say,
  size,
  type,
} from './clip-frames.test-support.ts'
import { createPageLook } from './page-look.ts'

function lookOf(frames: readonly FrameEvent[], at: number): FrameEvent[] {
  const look = createPageLook()
  look.follow(frames)
  return look.save(at)
}

describe('the look of a page', () => {
  const frames = [
    say(900, 5, 'before any picture'),
    size(1_000, 800),
    picture(
      1_000,
      { id: 4, childNodes: [{ id: 5, text: 'first words' }] },
      { id: 7, tag: 'input' },
    ),
    say(1_100, 5, 'second words'),
    add(1_200, { id: 8 }),
    add(1_201, { id: 9, text: 'a note that is closed' }, 8),
    type(1_300, 7, 'typed first'),
    type(1_400, 7, 'typed last'),
    change(1_410, 3, { id: 1, x: 0, y: 100 }),
    change(1_420, 3, { id: 1, x: 0, y: 250 }),
    change(1_430, 1, { positions: [{ x: 1, y: 1, id: 3, timeOffset: 0 }] }),
    change(1_440, 14, { ranges: [] }),
    remove(1_500, 8),
    mutate(1_600, {
      attributes: [{ id: 4, attributes: { class: 'open', style: { top: '4px' } } }],
    }),
    say(1_700, 5, 'words of now'),
  ]

  it('is one picture of what is there, and the last of what a picture cannot say', () => {
    const look = lookOf(frames, 2_000)
    expect(look.map(({ timestamp }) => timestamp)).toEqual(look.map(() => 2_000))
    expect(look.map(({ type, data }) => [type, Object(data).source])).toEqual([
      [4, undefined],
      [2, undefined],
      [3, 0],
      [3, 5],
      [3, 3],
    ])
    const text = JSON.stringify(look)
    expect(text).toMatch(/words of now.*"top":"4px".*typed last.*"y":250/)
    expect(text).toContain('"class":"open"')
  })

  it('holds nothing of what has gone', () => {
    expect(JSON.stringify(lookOf(frames, 2_000))).not.toMatch(
      /before any|first words|second words|a note|typed first|"y":100|positions|ranges/,
    )
  })

  it('is nothing without a full picture', () => {
    expect(lookOf(frames.slice(3), 2_000)).toEqual([])
  })

  it('keeps documents in frames, after what they stand in', () => {
    const frame = add(1_100, { id: 20, tag: 'iframe' })
    const document = { type: 0, id: 21, childNodes: [] }
    const inside = mutate(1_200, {
      adds: [{ parentId: 20, nextId: null, node: document }],
      isAttachIframe: [],
    })
    const look = lookOf([picture(1_000), frame, inside], 2_000)
    expect(JSON.stringify(look[0])).toContain('"tagName":"iframe"')
    expect(look[1]?.data).toMatchObject({ adds: [{ parentId: 20, node: document }] })
  })
})

it('played on from any moment gives the page that the whole gives', () => {
  const text = fc.string({ maxLength: 8 })
  const act = fc.oneof(
    fc.record({ do: fc.constant('add' as const), id: fc.integer({ min: 10, max: 30 }), text }),
    fc.record({ do: fc.constant('remove' as const), id: fc.integer({ min: 10, max: 30 }), text }),
    fc.record({ do: fc.constant('say' as const), id: fc.integer({ min: 10, max: 30 }), text }),
    fc.record({ do: fc.constant('type' as const), id: fc.constant(7), text }),
    fc.record({ do: fc.constant('picture' as const), id: fc.constant(0), text }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.nat(40), (acts, cut) => {
      const frames = [picture(1, { id: 7, tag: 'input' })]
      for (const [index, { do: what, id, text }] of acts.entries()) {
        const at = 2 + index
        if (what === 'add') frames.push(add(at, { id, text }))
        if (what === 'remove') frames.push(remove(at, id))
        if (what === 'say') frames.push(say(at, id, text))
        if (what === 'type') frames.push(type(at, id, text))
        if (what === 'picture') frames.push(picture(at, { id: 7, tag: 'input' }, { id: 10, text }))
      }
      const head = frames.slice(0, cut + 1)
      const rest = frames.slice(cut + 1)
      expect(lookOf([...lookOf(head, 99), ...rest], 100)).toEqual(lookOf(frames, 100))
    }),
  )
})
