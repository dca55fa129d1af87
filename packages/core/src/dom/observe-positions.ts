import { nodeType, viewOf } from './access.ts'
import { type RecordContext, source } from './record-context.ts'
import { throttle } from './throttle.ts'

const scrollMs = 150
const resizeMs = 200
const mediaMs = 500

/** By rrweb's numbers. */
const playback = ['play', 'pause', 'seeked', 'volumechange', 'ratechange']

export interface Positions {
  observe(root: Document | ShadowRoot): () => void
  /** Tells how far a document is scrolled, which has just been written down. */
  look(root: Document): void
  stop(): void
}

/** Scroll positions, the size of the window, and the playback of sounds and films. */
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
  const plays = playback.map((_, type) =>
    throttle(mediaMs, (media: HTMLMediaElement) => {
      const { currentTime, volume, muted, playbackRate, loop } = media
      tell(media, { source: source.media, type, currentTime, volume, muted, playbackRate, loop })
    }),
  )

  return {
    observe(root) {
      const stops = [
        listen(root, 'scroll', ({ target }) => scrolls.tell(target as Node)),
        listen(root, playback, ({ type, target }) =>
          plays[playback.indexOf(type)]?.tell(target as HTMLMediaElement),
        ),
      ]
      if (root === document) stops.push(listen(window, 'resize', () => sizes.tell(window)))
      return () => stops.forEach((stop) => stop())
    },
    look: scrolls.tell,
    stop: () => [scrolls, sizes, ...plays].forEach((one) => one.stop()),
  }
}

/** Of an element, or of a document's window. */
export function scrollOf(target: Node): { x: number; y: number } {
  const view = nodeType(target) === 9 ? viewOf(target as Document) : null
  if (view) return { x: view.scrollX, y: view.scrollY }
  const { scrollLeft, scrollTop } = target as Element
  return { x: scrollLeft, y: scrollTop }
}
