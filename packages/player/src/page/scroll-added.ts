import { isObject } from '../read-frames.ts'

interface Scrolled {
  id: number
  left: number
  top: number
}

/**
 * Elements that a change adds where somebody had scrolled them: those of a frame, and of a large page that
 * was written down in pieces. rrweb heeds their positions in full snapshots only.
 *
 * @param adds of a frame, one node each.
 */
export function findScrolled(adds: unknown): Scrolled[] {
  if (!Array.isArray(adds)) return []
  return adds.flatMap((added: unknown) => {
    const node = isObject(added) ? added.node : null
    if (!isObject(node) || typeof node.id !== 'number' || !isObject(node.attributes)) return []
    const { rr_scrollLeft: left, rr_scrollTop: top } = node.attributes
    if (!left && !top) return []
    return [{ id: node.id, left: Number(left) || 0, top: Number(top) || 0 }]
  })
}

/** To be done once all that is in them is there. */
export function scrollAdded(
  scrolled: readonly Scrolled[],
  getNode: (id: number) => Node | null,
): void {
  for (const { id, left, top } of scrolled) {
    const node = getNode(id)
    if (node?.nodeType !== Node.ELEMENT_NODE) continue
    const element = node as Element
    element.scrollLeft = left
    element.scrollTop = top
  }
}
