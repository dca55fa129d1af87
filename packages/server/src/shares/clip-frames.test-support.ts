import type { FrameEvent } from '@playhead/protocol'

/* Frames in rrweb's format, as a recorder sends them. */

export interface FakeNode {
  id: number
  text?: string
  tag?: string
  childNodes?: FakeNode[]
}

export function picture(at: number, ...body: FakeNode[]): FrameEvent {
  const html = toNode({
    id: 2,
    tag: 'html',
    childNodes: [{ id: 3, tag: 'body', childNodes: body }],
  })
  const node = { type: 0, id: 1, childNodes: [html] }
  return { type: 2, timestamp: at, data: { node, initialOffset: { left: 0, top: 0 } } }
}

export function size(at: number, width: number): FrameEvent {
  return { type: 4, timestamp: at, data: { href: 'https://shop.example/', width, height: 600 } }
}

export function change(at: number, source: number, fields: Record<string, unknown>): FrameEvent {
  return { type: 3, timestamp: at, data: { source, ...fields } }
}

export function mutate(at: number, fields: Record<string, unknown[]>): FrameEvent {
  return change(at, 0, { adds: [], removes: [], texts: [], attributes: [], ...fields })
}

export function add(at: number, node: FakeNode, parentId = 3): FrameEvent {
  return mutate(at, { adds: [{ parentId, nextId: null, node: toNode(node) }] })
}

export function remove(at: number, id: number, parentId = 3): FrameEvent {
  return mutate(at, { removes: [{ id, parentId }] })
}

export function say(at: number, id: number, value: string): FrameEvent {
  return mutate(at, { texts: [{ id, value }] })
}

export function type(at: number, id: number, text: string): FrameEvent {
  return change(at, 5, { id, text, isChecked: false })
}

function toNode({ id, text, tag, childNodes = [] }: FakeNode): Record<string, unknown> {
  if (text !== undefined) return { type: 3, id, textContent: text }
  return { type: 2, id, tagName: tag ?? 'p', attributes: {}, childNodes: childNodes.map(toNode) }
}
