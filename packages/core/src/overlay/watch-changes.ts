/** What moves or restyles something without a change of the tree. */
const moving = ['scroll', 'resize', 'load', 'input', 'toggle', 'transitionend', 'animationend']

/**
 * Calls `look` now, and once per frame while something changes.
 *
 * @param look is handed what it is to call with every document and shadow root it comes by.
 * @returns what ends it.
 */
export function watchChanges(look: (watchRoot: (root: Node) => void) => void): () => void {
  const watched = new WeakSet<Node>()
  let frame = 0
  const ask = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      look(watchRoot)
    })
  }
  const observer = new MutationObserver(ask)
  const sizes = new ResizeObserver(ask)
  const ending = new AbortController()

  function watchRoot(root: Node): void {
    if (watched.has(root)) return
    watched.add(root)
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
    for (const type of moving) {
      root.addEventListener(type, ask, { capture: true, passive: true, signal: ending.signal })
    }
  }

  addEventListener('resize', ask, { signal: ending.signal })
  addEventListener('scroll', ask, { capture: true, passive: true, signal: ending.signal })
  sizes.observe(document.documentElement)
  look(watchRoot)
  return () => {
    ending.abort()
    observer.disconnect()
    sizes.disconnect()
    cancelAnimationFrame(frame)
  }
}
