import { nodeType, viewOf } from './access.ts'
import { type RecordContext, source } from './record-context.ts'
import { throttle } from './throttle.ts'

const scrollMs = 150
const resizeMs = 200

export interface Positions {
  observe(root: Document | ShadowRoot): () => void
  /** Tells how far a document is scrolled, which has just been written down. */
  look(root: Document): void
  stop(): void
}

/** Scroll positions, and the size of the window. */
export function observePositions({ scope, mirror, keep, levelOf }: RecordContext): Positions {
  const { listen } = scope

  /** Only of what is still there, and not left out. */
  function tell(target: Node, data: object): void {
    keep(() => {
      const id = mirror.idOf(target)
      return id === 0 || levelOf(target) === 'block' ? null : { ...data, id }
    })
  }

  const scrolls = throttle(scrollMs, (target: Node) =>
    tell(target, { source: source.scroll, ...scrollOf(target) }),
  )
  const sizes = throttle(resizeMs, (of: Window) => {
    const { innerWidth: width, innerHeight: height } = of
    keep(() => ({ source: source.viewportResize, width, height }))
  })

  return {
    observe(root) {
      const stops = [listen(root, 'scroll', ({ target }) => scrolls.tell(target as Node))]
      if (root === document) stops.push(listen(window, 'resize', () => sizes.tell(window)))
      return () => stops.forEach((stop) => stop())
    },
    look: scrolls.tell,
    stop: () => [scrolls, sizes].forEach((one) => one.stop()),
  }
}

/** Of an element, or of a document's window. */
export function scrollOf(target: Node): { x: number; y: number } {
  const view = nodeType(target) === 9 ? viewOf(target as Document) : null
  if (view) return { x: view.scrollX, y: view.scrollY }
  const { scrollLeft, scrollTop } = target as Element
  return { x: scrollLeft, y: scrollTop }
}
