import type { FrameEvent } from '@playhead/protocol'
import { childNodes } from '../rrweb-parts/dom-access.ts'
import type { Mirror } from '../rrweb-parts/mirror.ts'

const stripes = 'repeating-linear-gradient(45deg, #8882 0 8px, #8884 8px 16px)'

/**
 * The frame that empties an element and shows it as a striped area of its size.
 *
 * @returns null if the element is not in the frames.
 */
export function replaceByPlaceholder(
  element: Element,
  mirror: Pick<Mirror, 'getId' | 'removeNodeFromMap'>,
): FrameEvent['data'] | null {
  const id = mirror.getId(element)
  if (id < 1) return null
  const { width, height } = element.getBoundingClientRect()
  const style = { width: `${width}px`, height: `${height}px`, 'background-image': stripes }
  const removes: { parentId: number; id: number }[] = []
  for (const child of childNodes(element)) {
    const childId = mirror.getId(child)
    if (childId < 1) continue
    removes.push({ parentId: id, id: childId })
    mirror.removeNodeFromMap(child)
  }
  return { source: 0, texts: [], adds: [], removes, attributes: [{ id, attributes: { style } }] }
}
