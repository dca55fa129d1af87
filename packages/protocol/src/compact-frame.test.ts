import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactFrame, expandFrame } from './compact-frame.ts'
import type { FrameEvent } from './frame-event.ts'

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

const onTheWire = (frame: FrameEvent): FrameEvent =>
  JSON.parse(JSON.stringify(compactFrame(structuredClone(frame)))) as FrameEvent

describe('a compact frame', () => {
  it('expands to the very snapshot it was', () => {
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (root, steps) => {
        let id = 0
        const node = number(root, () => (id += steps.next().value ?? 1))
        const frame = { type: 2, timestamp: 1, data: { node, initialOffset: { left: 0, top: 0 } } }
        expect(expandFrame(onTheWire(frame))).toEqual(frame)
      }),
    )
  })

  it('expands to the entries that rrweb writes, one for each node, the last sibling first', () => {
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
    expect(expandFrame(onTheWire(frame))).toEqual({
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
    const rows = Array.from({ length: 3 }, (_, row) => ({
      parentId: 4,
      nextId: row === 0 ? null : 8 + row * 2,
      node: {
        type: 2,
        tagName: 'td',
        attributes: {},
        childNodes: [{ type: 3, textContent: 'x', id: 11 + row * 2 }],
        id: 10 + row * 2,
      },
    }))
    const frame = {
      type: 3,
      timestamp: 1,
      data: { source: 0, adds: rows, removes: [{ parentId: 4, id: 1 }] },
    }
    expect(onTheWire(frame).data).toEqual({
      source: 0,
      adds: [
        {
          parentId: 4,
          nextId: null,
          node: { type: 2, tagName: 'td', childNodes: [{ type: 3, textContent: 'x' }], id: 10 },
        },
        { node: { type: 2, tagName: 'td', childNodes: [{ type: 3, textContent: 'x' }] } },
        { node: { type: 2, tagName: 'td', childNodes: [{ type: 3, textContent: 'x' }] } },
      ],
      removes: [{ parentId: 4, by: 1 }],
    })
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
