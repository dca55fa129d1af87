import { topLayer } from '@playhead/protocol/recording'
import { matches } from './access.ts'
import { type RecordContext, source } from './record-context.ts'

export interface TopLayer {
  /** Tells what of a document or a shadow tree lies above the page now. */
  look(root: ParentNode): void
  observe(root: Node): () => void
}

/** A browser that does not know one of them passes over it. */
const onTop = ':is(:modal,:popover-open,:fullscreen)'

/** Modal dialogs, popovers, and what fills the screen: no attribute tells of them. */
export function observeTopLayer({ scope, mirror, keep }: RecordContext): TopLayer {
  const places = new WeakMap<Element, number>()
  let last = 0

  function change(element: Element): void {
    if (matches(element, onTop)) places.set(element, ++last)
    // The event tells of `details` as well.
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
    observe: (root) =>
      scope.listen(root, ['toggle', 'fullscreenchange'], ({ target }) => change(target as Element)),
  }
}
