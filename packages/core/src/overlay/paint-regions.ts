import type { Region } from './find-regions.ts'
import { type RegionLook, regionLooks } from './region-looks.ts'

/** Light and dark pages alike: every line has a light edge. */
const edge = '#ffffffd9'
const labelHeight = 14

/** Draws into one canvas, so that nothing of it is a change of the page that somebody records. */
export function paintRegions(canvas: HTMLCanvasElement, regions: readonly Region[]): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const scale = devicePixelRatio
  canvas.width = Math.round(innerWidth * scale)
  canvas.height = Math.round(innerHeight * scale)
  context.scale(scale, scale)
  const seen = regions.filter(
    ({ box: { x, y, width, height } }) =>
      x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0,
  )
  for (const { kind, box } of seen) {
    if (kind !== 'ignored') paintRegion(context, box, regionLooks[kind])
  }
  // Around the others: what is ignored is masked or safe besides.
  for (const { kind, box } of seen) {
    if (kind === 'ignored') paintRegion(context, widen(box, 4), regionLooks[kind])
  }
}

export function paintRegion(
  context: CanvasRenderingContext2D,
  box: Region['box'],
  look: RegionLook,
): void {
  context.save()
  if (look.filling !== 'none') fill(context, box, look)
  outline(context, box, edge, 4, [])
  outline(context, box, look.color, 2, look.dash)
  context.restore()
  if (box.width > 40 && box.height > labelHeight) label(context, box, look)
}

function widen({ x, y, width, height }: Region['box'], by: number): Region['box'] {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function outline(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Region['box'],
  color: string,
  lineWidth: number,
  dash: number[],
): void {
  context.strokeStyle = color
  context.lineWidth = lineWidth
  context.setLineDash(dash)
  context.strokeRect(x + 1, y + 1, Math.max(1, width - 2), Math.max(1, height - 2))
}

function fill(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Region['box'],
  { color, filling }: RegionLook,
): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.globalAlpha = filling === 'crossed' ? 0.55 : 0.28
  context.strokeStyle = color
  context.lineWidth = 1
  context.beginPath()
  for (let at = -height; at < width; at += 7) {
    context.moveTo(x + at, y + height)
    context.lineTo(x + at + height, y)
    if (filling === 'crossed') {
      context.moveTo(x + at, y)
      context.lineTo(x + at + height, y + height)
    }
  }
  context.stroke()
  context.restore()
}

function label(
  context: CanvasRenderingContext2D,
  { x, y, width }: Region['box'],
  { letter, color, side }: RegionLook,
): void {
  const left = side === 'left' ? Math.max(0, x) : Math.min(innerWidth, x + width) - labelHeight
  const top = Math.max(0, y)
  context.fillStyle = color
  context.fillRect(left, top, labelHeight, labelHeight)
  context.fillStyle = '#fff'
  context.font = 'bold 11px system-ui, sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(letter, left + labelHeight / 2, top + labelHeight / 2 + 0.5)
}
