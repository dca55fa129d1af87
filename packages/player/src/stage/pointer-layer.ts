/** A point of the pointer's path, in CSS pixels of the recorded viewport. */
export interface PathPoint {
  /** ms since the Unix epoch. */
  at: number
  x: number
  y: number
}

interface PointerPicture {
  /** The moment to draw, ms since the Unix epoch. */
  at: number
  /** Where the pointer was, oldest first. The last may lie ahead of `at`: the cursor glides to it. */
  path: readonly PathPoint[]
  clicks: readonly PathPoint[]
  /** Marks last as long for the eye at any speed. */
  speed: number
}

export interface PointerLayer {
  draw(picture: PointerPicture): void
  destroy(): void
}

const ringMs = 600
const tailMs = 700
/** The recorder samples every 50 ms. What lies further apart is a pause, not a movement. */
const glideMs = 150
const svg = 'http://www.w3.org/2000/svg'
const accent = '#e5484d'

/** Cursor, tail and click rings: drawn above the page and outside of its iframe. */
export function createPointerLayer(viewportElement: HTMLElement): PointerLayer {
  const layer = document.createElement('div')
  layer.setAttribute('aria-hidden', 'true')
  layer.dataset['player'] = 'pointer-layer'
  layer.style.cssText = 'position:absolute;inset:0;overflow:hidden;pointer-events:none'
  const tail = createTail()
  const cursor = createCursor()
  const rings: HTMLElement[] = []
  layer.append(tail.root, cursor)
  viewportElement.append(layer)

  function drawRings({ at, clicks, speed }: PointerPicture): void {
    const lasting = ringMs * Math.max(1, speed)
    const shown = clicks.filter((click) => click.at <= at && at < click.at + lasting)
    while (rings.length > shown.length) rings.pop()?.remove()
    shown.forEach((click, index) => {
      const ring = (rings[index] ??= layer.appendChild(createRing()))
      const progress = (at - click.at) / lasting
      ring.style.left = `${click.x}px`
      ring.style.top = `${click.y}px`
      ring.style.opacity = String(1 - progress)
      ring.style.transform = `translate(-50%, -50%) scale(${0.5 + progress})`
    })
  }

  return {
    draw(picture) {
      const { at, path, speed } = picture
      const position = toPosition(path, at)
      cursor.style.visibility = position ? 'visible' : 'hidden'
      if (position) {
        cursor.style.left = `${position.x}px`
        cursor.style.top = `${position.y}px`
      }
      const from = at - tailMs * Math.max(1, speed)
      const recent = path.filter((point) => point.at > from && point.at <= at)
      if (position && recent.length > 0) recent.push({ at, ...position })
      tail.line.setAttribute('points', recent.map(({ x, y }) => `${x},${y}`).join(' '))
      drawRings(picture)
    },
    destroy: () => layer.remove(),
  }
}

function toPosition(path: readonly PathPoint[], at: number): { x: number; y: number } | null {
  const before = path.findLast((point) => point.at <= at)
  if (!before) return null
  const after = path.find((point) => point.at > at)
  if (!after || after.at - before.at > glideMs) return { x: before.x, y: before.y }
  const share = (at - before.at) / (after.at - before.at)
  return {
    x: before.x + (after.x - before.x) * share,
    y: before.y + (after.y - before.y) * share,
  }
}

function createCursor(): SVGSVGElement {
  const cursor = document.createElementNS(svg, 'svg')
  cursor.dataset['player'] = 'cursor'
  cursor.setAttribute('viewBox', '0 0 24 24')
  cursor.style.cssText =
    'position:absolute;width:24px;height:24px;visibility:hidden;filter:drop-shadow(0 1px 2px #0006)'
  const arrow = document.createElementNS(svg, 'path')
  // The tip is at 0,0: that is where the pointer points.
  arrow.setAttribute('d', 'M0.7 0.7 5.6 17.6 9.4 11.2 16.4 8.7Z')
  arrow.setAttribute('fill', accent)
  arrow.setAttribute('stroke', '#fff')
  arrow.setAttribute('stroke-width', '1.4')
  arrow.setAttribute('stroke-linejoin', 'round')
  cursor.append(arrow)
  return cursor
}

function createTail(): { root: SVGSVGElement; line: SVGPolylineElement } {
  const root = document.createElementNS(svg, 'svg')
  root.style.cssText = 'position:absolute;inset:0;width:100%;height:100%'
  const line = document.createElementNS(svg, 'polyline')
  line.setAttribute('fill', 'none')
  line.setAttribute('stroke', accent)
  line.setAttribute('stroke-opacity', '0.45')
  line.setAttribute('stroke-width', '3')
  line.setAttribute('stroke-linecap', 'round')
  line.setAttribute('stroke-linejoin', 'round')
  root.append(line)
  return { root, line }
}

function createRing(): HTMLElement {
  const ring = document.createElement('div')
  ring.dataset['player'] = 'click-ring'
  ring.style.cssText = `position:absolute;width:44px;height:44px;box-sizing:border-box;border:3px solid ${accent};border-radius:50%;background:${accent}33`
  return ring
}
