import { type RefObject, useLayoutEffect, useState } from 'react'

export interface RowWindow {
  /** First row to render. */
  from: number
  /** Row after the last one to render. */
  to: number
}

/** Up to here all rows are rendered: then the browser's own search finds them too. */
const wholeUpTo = 600
const overscan = 12

/** Which rows of a long list to render, as all of them have the same height. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight }: { count: number; rowHeight: number },
): RowWindow {
  const isWhole = count <= wholeUpTo
  const [{ from, to }, setWindow] = useState<RowWindow>({ from: 0, to: 60 })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || isWhole) return undefined
    const measure = (): void => {
      const first = Math.floor(element.scrollTop / rowHeight)
      const shown = Math.ceil(element.clientHeight / rowHeight)
      // In steps, so that not every pixel scrolled renders anew.
      const from = Math.max(0, Math.floor(first / overscan - 1) * overscan)
      const to = from + Math.ceil(shown / overscan + 3) * overscan
      setWindow((window) => (window.from === from && window.to === to ? window : { from, to }))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [scroller, isWhole, rowHeight])

  if (isWhole) return { from: 0, to: count }
  return { from: Math.min(from, count), to: Math.min(to, count) }
}
