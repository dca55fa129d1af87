import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandFrame } from './expand-frame.ts'
import type { FrameEvent } from './frame-event.ts'
import { packFrame } from './pack-frame.ts'
import { unpackFrame } from './unpack-frame.ts'

interface Tree {
  type: number
  attributes?: Record<string, string>
  textContent?: string
  childNodes?: Tree[]
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.record({ type: fc.constant(3), textContent: fc.string() }),
    fc.record({
      type: fc.constant(2),
      attributes: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string()),
      childNodes: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
}))

/** Gives ids as rrweb does: mostly one after the other, now and then one that is known from before. */
function number(node: Tree, draw: () => number): Tree & { id: number } {
  const id = draw()
  return {
    ...node,
    id,
    ...(node.childNodes && { childNodes: node.childNodes.map((child) => number(child, draw)) }),
  }
}

/** What is written, and what is read of it. */
function travel(frame: FrameEvent): { written: unknown; read: FrameEvent } {
  const was = structuredClone(frame)
  const written: unknown = JSON.parse(JSON.stringify(packFrame(frame)))
  expect(frame).toEqual(was)
  const unpacked = Array.isArray(written) ? unpackFrame(written) : (written as FrameEvent)
  return { written, read: expandFrame(structuredClone(unpacked)) }
}

const change = (data: object): FrameEvent => ({ type: 3, timestamp: 1, data })

const id = fc.integer({ min: 1, max: 2_000 })
const maybeOdd = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: usual }, fc.constantFrom<unknown>('odd', 0.5, null, {}, [1]))
const anyNode = fc.oneof(
  fc.record({ type: fc.constant(3), textContent: maybeOdd(fc.string()), id: maybeOdd(id) }),
  fc.record(
    {
      type: maybeOdd(fc.constant(2)),
      tagName: maybeOdd(fc.constantFrom('p', '/p', 'svg')),
      attributes: maybeOdd(fc.dictionary(fc.constantFrom('class', 'type', 'id'), fc.string())),
      childNodes: fc.constant([]),
      id: maybeOdd(id),
      isSVG: maybeOdd(fc.constant(true)),
      isShadow: fc.constant(true),
      rootId: maybeOdd(fc.constant(3)),
    },
    { requiredKeys: ['type', 'tagName', 'attributes', 'childNodes', 'id'] },
  ),
)
const listOf = <T>(one: fc.Arbitrary<T>) => maybeOdd(fc.array(one, { maxLength: 4 }))
const anyChange = fc.oneof(
  fc.record(
    {
      source: fc.constant(0),
      removes: listOf(
        fc.record(
          { parentId: maybeOdd(id), id: maybeOdd(id), isShadow: maybeOdd(fc.constant(true)) },
          { requiredKeys: ['parentId', 'id'] },
        ),
      ),
      adds: listOf(
        fc.record({
          parentId: maybeOdd(id),
          nextId: maybeOdd(fc.option(id)),
          node: maybeOdd(anyNode),
        }),
      ),
      texts: listOf(fc.record({ id: maybeOdd(id), value: maybeOdd(fc.string()) })),
      attributes: listOf(fc.record({ id: maybeOdd(id), attributes: maybeOdd(fc.object()) })),
      isAttachIframe: fc.constant(true),
    },
    { requiredKeys: ['source'] },
  ),
  fc.record(
    {
      source: fc.constantFrom(1, 6, 12),
      positions: listOf(
        fc.record({
          x: maybeOdd(id),
          y: maybeOdd(id),
          id: maybeOdd(id),
          timeOffset: maybeOdd(fc.integer({ min: -500, max: 0 })),
        }),
      ),
    },
    { requiredKeys: ['source'] },
  ),
  fc.record(
    {
      source: fc.constantFrom(2, 3, 4, 5, 8),
      type: maybeOdd(fc.nat(10)),
      id: maybeOdd(id),
      x: maybeOdd(fc.double({ min: 0, max: 2_000, noNaN: true })),
      y: maybeOdd(id),
      text: fc.string(),
      isChecked: fc.boolean(),
    },
    { requiredKeys: ['source'] },
  ),
)

describe('a short frame', () => {
  it('is read as the very snapshot it was', () => {
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (root, steps) => {
        let last = 0
        const node = number(root, () => (last += steps.next().value ?? 1))
        const frame = { type: 2, timestamp: 1, data: { node, initialOffset: { left: 0, top: 0 } } }
        expect(travel(frame).read).toEqual(frame)
      }),
    )
  })

  it('is read as the change that it was, or not written, whatever is odd about it', () => {
    fc.assert(
      fc.property(anyChange, (any) => {
        const frame = JSON.parse(JSON.stringify(change(any))) as FrameEvent
        expect(travel(frame).read).toEqual(expandFrame(structuredClone(frame)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is read as the entries that rrweb writes, one for each node, the last sibling first', () => {
    const text = (id: number): object => ({ type: 3, textContent: 'x', id })
    const element = (id: number, childNodes: object[] = []): object => ({
      type: 2,
      tagName: 'p',
      attributes: {},
      childNodes,
      id,
    })
    const frame = {
      type: 3,
      timestamp: 1,
      data: {
        source: 0,
        texts: [],
        attributes: [],
        removes: [
          { parentId: 5, id: 40 },
          { parentId: 5, id: 48 },
          { parentId: 6, id: 7 },
        ],
        adds: [
          { parentId: 5, nextId: null, node: element(50, [text(51), element(52, [text(53)])]) },
          { parentId: 5, nextId: 50, node: element(54) },
          {
            parentId: 9,
            nextId: 12,
            node: { ...element(55), childNodes: [{ ...text(56), isShadow: true }, text(57)] },
          },
        ],
      },
    }
    expect(travel(frame).read).toEqual({
      ...frame,
      data: {
        ...frame.data,
        adds: [
          { parentId: 5, nextId: null, node: element(50) },
          { parentId: 50, nextId: null, node: element(52) },
          { parentId: 52, nextId: null, node: text(53) },
          { parentId: 50, nextId: 52, node: text(51) },
          { parentId: 5, nextId: 50, node: element(54) },
          { parentId: 9, nextId: 12, node: element(55) },
          { parentId: 55, nextId: null, node: text(57) },
          { parentId: 55, nextId: null, node: { ...text(56), isShadow: true } },
        ],
      },
    })
  })

  it('says little about what follows from the entry before', () => {
    const row = (index: number): object => ({
      type: 2,
      tagName: 'td',
      attributes: index === 2 ? { class: 'last' } : {},
      childNodes: [{ type: 3, textContent: 'x', id: 11 + index * 2 }],
      id: 10 + index * 2,
    })
    const adds = [0, 1, 2].map((index) => ({
      parentId: 4,
      nextId: index === 0 ? null : 8 + index * 2,
      node: row(index),
    }))
    const removes = [7, 8, 9].map((one) => ({ parentId: 4, id: one }))
    const frame = change({ source: 0, adds, removes, texts: [], attributes: [] })
    expect(travel(frame).written).toEqual([
      1,
      0,
      [[4, 7, 1, 1]],
      [
        ['td', 'x'],
        ['td', 'x'],
        ['td', { class: 'last' }, 'x'],
      ],
    ])
  })

  it('tells where the pointer is by how far it has come', () => {
    const positions = [
      { x: 100, y: 50, id: 7, timeOffset: -90 },
      { x: 104, y: 51, id: 7, timeOffset: -40 },
    ]
    const { written, read } = travel(change({ source: 1, positions }))
    expect(written).toEqual([1, 1, 100, 50, 7, -90, 4, 1, 0, 50])
    expect(read).toEqual(change({ source: 1, positions }))
  })

  it('is refused if it does not hold what it should', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(0, 1, 2, -2), fc.jsonValue()), { maxLength: 6 }),
        (packed) => {
          try {
            expect([2, 3]).toContain(unpackFrame(packed).type)
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid_frame' })
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('a frame of version 1', () => {
  it('has written out what was left out of it', () => {
    const node = (): object => ({
      type: 2,
      tagName: 'td',
      childNodes: [{ type: 3, textContent: 'x' }],
    })
    const frame = change({
      source: 0,
      adds: [{ parentId: 4, nextId: null, node: { ...node(), id: 10 } }, { node: node() }],
      removes: [{ parentId: 4, by: 7 }, { by: 2 }],
    })
    const cell = (of: number): object => ({
      type: 2,
      tagName: 'td',
      attributes: {},
      childNodes: [],
      id: of,
    })
    expect(expandFrame(structuredClone(frame))).toEqual(
      change({
        source: 0,
        adds: [
          { parentId: 4, nextId: null, node: cell(10) },
          { parentId: 10, nextId: null, node: { type: 3, textContent: 'x', id: 11 } },
          { parentId: 4, nextId: 10, node: cell(12) },
          { parentId: 12, nextId: null, node: { type: 3, textContent: 'x', id: 13 } },
        ],
        removes: [
          { parentId: 4, id: 7 },
          { parentId: 4, id: 9 },
        ],
      }),
    )
  })

  it('is left as it is when rrweb wrote it itself', () => {
    const frame = {
      type: 3,
      timestamp: 1,
      data: {
        source: 0,
        adds: [
          {
            parentId: 3,
            nextId: null,
            node: {
              type: 0,
              childNodes: [{ type: 2, tagName: 'html', attributes: {}, childNodes: [], id: 8 }],
              id: 7,
            },
          },
          { parentId: 2, nextId: 9, node: { type: 3, textContent: 'x', id: 5 } },
        ],
        removes: [{ parentId: 1, id: 2 }],
      },
    }
    expect(expandFrame(structuredClone(frame))).toEqual(frame)
  })

  it('is taken apart whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(2, 3), (data, type) => {
        expect(expandFrame({ type, timestamp: 1, data }).type).toBe(type)
        const value = { source: 0, adds: [data, { node: data }], removes: data, node: data }
        expect(expandFrame({ type, timestamp: 1, data: value }).type).toBe(type)
      }),
    )
  })
})
