import type { FrameEvent } from '@playhead/protocol'
import { firstChild, nextSibling } from './access.ts'
import type { Mirror } from './mirror.ts'
import { source } from './record-context.ts'

const stripes = 'repeating-linear-gradient(45deg, #8882 0 8px, #8884 8px 16px)'

/**
 * The frame that empties an element and shows it as a striped area of its size.
 *
 * @returns null if the element is not in the frames.
 */
export function replaceByPlaceholder(element: Element, mirror: Mirror): FrameEvent['data'] | null {
  const id = mirror.idOf(element)
  if (id === 0) return null
  const { width, height } = element.getBoundingClientRect()
  const style = { width: `${width}px`, height: `${height}px`, 'background-image': stripes }
  const removes: { parentId: number; id: number }[] = []
  for (let child = firstChild(element); child; child = nextSibling(child)) {
    const childId = mirror.idOf(child)
    if (childId === 0) continue
    removes.push({ parentId: id, id: childId })
    mirror.forget(child)
  }
  return {
    source: source.mutation,
    texts: [],
    adds: [],
    removes,
    attributes: [{ id, attributes: { style } }],
  }
}
