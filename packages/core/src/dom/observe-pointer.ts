import { type RecordContext, source } from './record-context.ts'

/** Positions of the mouse, ms. The player interpolates in between. */
const sampleMs = 50
const gatherMs = 500

const moves: Readonly<Record<string, number>> = {
  mousemove: source.mouseMove,
  touchmove: source.touchMove,
  drag: source.drag,
}

/** By rrweb's numbers. */
const interactions: Readonly<Record<string, number>> = {
  pointerup: 0,
  pointerdown: 1,
  click: 2,
  contextmenu: 3,
  dblclick: 4,
  focus: 5,
  blur: 6,
  touchcancel: 10,
}
const touches: Readonly<Record<string, number>> = { pointerup: 9, pointerdown: 7 }
const pointers: Readonly<Record<string, number>> = { mouse: 0, pen: 1, touch: 2 }

export interface Pointer {
  observe(root: Document): () => void
  /** Hands over the positions gathered so far. */
  drain(): void
}

/** Where the mouse, the finger or what is dragged is, and what is done with it. */
export function observePointer({ scope, mirror, keep, levelOf }: RecordContext): Pointer {
  const { listen, clock, budget } = scope
  let positions: { x: number; y: number; id: number; at: number }[] = []
  let kind = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function drain(): void {
    clearTimeout(timer)
    if (positions.length === 0) return
    const gathered = positions
    positions = []
    const now = clock.now()
    const data = {
      source: kind,
      positions: gathered.map(({ at, ...position }) => ({ ...position, timeOffset: at - now })),
    }
    keep(() => data)
  }

  function move(event: MouseEvent | TouchEvent): void {
    const at = clock.now()
    const point = pointOf(event)
    const last = positions.at(-1)
    if (!point || (last && at - last.at < sampleMs) || budget.leavesOut('mouse-path')) return
    const next = moves[event.type] ?? source.mouseMove
    if (next !== kind) drain()
    kind = next
    if (positions.length === 0) timer = setTimeout(drain, gatherMs)
    positions.push({ x: point.clientX, y: point.clientY, id: mirror.idOf(targetOf(event)), at })
  }

  function interact(event: PointerEvent | TouchEvent): void {
    const target = targetOf(event)
    if (!target) return
    const id = mirror.idOf(target)
    const { clientX, clientY } = pointOf(event) ?? {}
    const pointer = 'pointerType' in event ? pointers[event.pointerType] : undefined
    const type = (pointer === pointers['touch'] && touches[event.type]) || interactions[event.type]
    keep(() => {
      if (levelOf(target) === 'block') return null
      const said = { source: source.mouseInteraction, type, id: id || mirror.idOf(target) }
      return {
        ...said,
        x: clientX,
        y: clientY,
        // What is down or up tells by itself what it is.
        ...(pointer !== undefined &&
          type !== undefined &&
          type > 1 &&
          type < 7 && { pointerType: pointer }),
      }
    })
  }

  return {
    observe(root) {
      const stops = [
        listen(root, Object.keys(moves), move),
        listen(root, Object.keys(interactions), interact),
      ]
      return () => stops.forEach((stop) => stop())
    },
    drain,
  }
}

function pointOf(event: Event): { clientX: number; clientY: number } | undefined {
  if ('changedTouches' in event) return (event as TouchEvent).changedTouches[0]
  return event as MouseEvent
}

function targetOf(event: Event): Node | null {
  return (event.composedPath()[0] ?? event.target) as Node | null
}
