import { topLayer } from '@playhead/protocol/parts'
import { matches } from './access.ts'
import { onTop } from './observe-rare.ts'
import { type RecordContext, source } from './record-context.ts'

export interface TopLayer {
  /** Tells what of a document or a shadow tree lies above the page now. */
  look(root: ParentNode): void
  /** An element may have been laid there, or taken down. */
  change(element: Element): void
}

/** What lies above the page, and in which order: no attribute tells of it. */
export function recordTopLayer({ mirror, keep }: RecordContext): TopLayer {
  const places = new WeakMap<Element, number>()
  let last = 0

  function change(element: Element): void {
    if (matches(element, onTop)) places.set(element, ++last)
    else if (!places.delete(element)) return
    tell(element)
  }

  function tell(element: Element): void {
    keep(() => {
      const id = mirror.idOf(element)
      if (id === 0) return null
      const place = matches(element, onTop) && places.get(element)
      const attributes = [{ id, attributes: { [topLayer]: place ? `${place}` : null } }]
      return { source: source.mutation, adds: [], removes: [], texts: [], attributes }
    })
  }

  return {
    look: (root) =>
      root.querySelectorAll(onTop).forEach((element) => {
        if (places.has(element)) tell(element)
        else change(element)
      }),
    change,
  }
}
