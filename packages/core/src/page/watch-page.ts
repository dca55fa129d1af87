import type { Listen } from './listen.ts'

export interface PageEvents {
  /** Nobody sees the page any more. On a phone it may never come back and say no more. */
  onHidden(): void
  /** The page is being left, for good or into the back/forward cache. */
  onExit(): void
  /** The page is back from the back/forward cache, with all its state. */
  onRestore(): void
}

/**
 * Tells when a page goes and comes back. `unload` is not listened to: it would keep the page out of the
 * back/forward cache, and phones do not fire it (HTML standard, "unloading documents").
 */
export function watchPage(
  listen: Listen,
  { onHidden, onExit, onRestore }: PageEvents,
): { stop(): void } {
  const stops = [
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') onHidden()
    }),
    listen(document, 'freeze', onHidden),
    listen(window, 'pagehide', onExit),
    listen<PageTransitionEvent>(window, 'pageshow', (event) => {
      if (event.persisted) onRestore()
    }),
  ]
  return { stop: () => stops.forEach((stop) => stop()) }
}
