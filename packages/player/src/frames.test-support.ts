import type { FrameEvent } from '@playhead/protocol'

/*
 * rrweb events written by hand, as @rrweb/record 2.1.6 would write them. Node ids are the test's own;
 * 1 to 5 are the document, its doctype, html, head and body.
 */

export type FrameNode = Record<string, unknown>

export const bodyId = 5

export function element(
  id: number,
  tagName: string,
  attributes: Record<string, unknown> = {},
  childNodes: FrameNode[] = [],
): FrameNode {
  return { type: 2, id, tagName, attributes, childNodes }
}

export function text(id: number, textContent: string): FrameNode {
  return { type: 3, id, textContent }
}

export function meta(at: number, width = 800, height = 600): FrameEvent {
  return frame(at, 4, { href: 'https://shop.example/', width, height })
}

export function snapshot(at: number, body: FrameNode[], head: FrameNode[] = []): FrameEvent {
  const html = element(3, 'html', {}, [element(4, 'head', {}, head), element(5, 'body', {}, body)])
  const doctype = { type: 1, id: 2, name: 'html', publicId: '', systemId: '' }
  return frame(at, 2, {
    node: { type: 0, id: 1, childNodes: [doctype, html] },
    initialOffset: { top: 0, left: 0 },
  })
}

export interface Mutations {
  texts?: unknown[]
  attributes?: unknown[]
  removes?: unknown[]
  adds?: unknown[]
}

export function mutation(at: number, changes: Mutations): FrameEvent {
  const none = { texts: [], attributes: [], removes: [], adds: [] }
  return incremental(at, 0, { ...none, ...changes })
}

export function setText(at: number, id: number, value: string): FrameEvent {
  return mutation(at, { texts: [{ id, value }] })
}

/** @param points x, y and ms before `at`. */
export function mouseMove(at: number, points: [number, number, number][], id = bodyId): FrameEvent {
  return incremental(at, 1, {
    positions: points.map(([x, y, before]) => ({ x, y, id, timeOffset: -before })),
  })
}

export function click(at: number, x: number, y: number, id = bodyId): FrameEvent {
  return incremental(at, 2, { type: 2, id, x, y, pointerType: 0 })
}

export function scroll(at: number, id: number, x: number, y: number): FrameEvent {
  return incremental(at, 3, { id, x, y })
}

export function resize(at: number, width: number, height: number): FrameEvent {
  return incremental(at, 4, { width, height })
}

export function incremental(at: number, source: number, data: object): FrameEvent {
  return frame(at, 3, { source, ...data })
}

export function frame(timestamp: number, type: number, data: unknown): FrameEvent {
  return { type, timestamp, data }
}
