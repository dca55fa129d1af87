import type { FrameEvent } from '@playhead/protocol'

/** A page of 800 by 600 whose heading says `title`, as @rrweb/record 2.1.6 writes it. */
export function pageFrames(at: number, title: string): FrameEvent[] {
  const heading = node(10, 'h1', [{ type: 3, id: 11, textContent: title }])
  const html = node(3, 'html', [node(4, 'head', []), node(5, 'body', [heading])])
  const doctype = { type: 1, id: 2, name: 'html', publicId: '', systemId: '' }
  return [
    frame(at, 4, { href: 'https://shop.example/', width: 800, height: 600 }),
    frame(at, 2, {
      node: { type: 0, id: 1, childNodes: [doctype, html] },
      initialOffset: { top: 0, left: 0 },
    }),
  ]
}

/** The heading says something else. */
export function titleFrame(at: number, title: string): FrameEvent {
  const texts = [{ id: 11, value: title }]
  return frame(at, 3, { source: 0, texts, attributes: [], removes: [], adds: [] })
}

function node(id: number, tagName: string, childNodes: unknown[]): Record<string, unknown> {
  return { type: 2, id, tagName, attributes: {}, childNodes }
}

function frame(timestamp: number, type: number, data: unknown): FrameEvent {
  return { type, timestamp, data }
}
