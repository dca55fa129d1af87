export interface Viewport {
  /** CSS pixels. */
  width: number
  /** CSS pixels. */
  height: number
}

/** What the player puts into its container: the recorded viewport, scaled to fit and centred. */
export interface Stage {
  /** Carries `data-player-state`. */
  readonly element: HTMLElement
  /** As large as the recorded viewport, whatever the scale. Page and pointer live in it. */
  readonly viewportElement: HTMLElement
  setViewport(viewport: Viewport): void
  destroy(): void
}

// All styles are inline: the player ships no stylesheet, so none can be forgotten.
export function createStage(container: HTMLElement): Stage {
  let viewport: Viewport | null = null
  const element = document.createElement('div')
  element.style.cssText = 'position:relative;width:100%;height:100%;overflow:hidden'
  const viewportElement = document.createElement('div')
  viewportElement.style.cssText =
    'position:absolute;top:0;left:0;overflow:hidden;transform-origin:0 0;visibility:hidden'
  element.append(viewportElement)
  container.append(element)

  function fit(): void {
    if (!viewport) return
    const { width, height } = viewport
    const { clientWidth, clientHeight } = element
    const scale = Math.min(clientWidth / width, clientHeight / height)
    const left = (clientWidth - width * scale) / 2
    const top = (clientHeight - height * scale) / 2
    viewportElement.style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  }

  const observer = new ResizeObserver(fit)
  observer.observe(element)

  return {
    element,
    viewportElement,
    setViewport(next) {
      viewport = next
      viewportElement.style.width = `${next.width}px`
      viewportElement.style.height = `${next.height}px`
      viewportElement.style.visibility = 'visible'
      fit()
    },
    destroy() {
      observer.disconnect()
      element.remove()
    },
  }
}
