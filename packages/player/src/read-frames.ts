import type { FrameEvent } from '@playhead/protocol'

/** One thing to do at a moment of the recording. `at` is in ms since the Unix epoch. */
export type Step =
  /** A full snapshot: playback can begin here. */
  | { kind: 'snapshot'; at: number; frame: FrameEvent }
  | { kind: 'viewport'; at: number; width: number; height: number }
  | { kind: 'change'; at: number; frame: FrameEvent }
  /** An element or the document was scrolled: only the last position counts. */
  | { kind: 'scroll'; at: number; frame: FrameEvent; node: number }
  | { kind: 'pointer'; at: number; x: number; y: number; node: number }
  | { kind: 'click'; at: number; x: number; y: number; node: number }
  /** Nothing this player knows: the page may differ from what it was. */
  | { kind: 'unreadable'; at: number }

/*
 * rrweb's numbers: EventType, IncrementalSource and MouseInteractions of @rrweb/types, which exports
 * them as run-time enums in a package that the player would load for nothing else.
 */
const domContentLoaded = 0
const load = 1
const fullSnapshot = 2
const incremental = 3
const meta = 4
const custom = 5
const plugin = 6
const ofNoEffect = [domContentLoaded, load, custom, plugin]
const pathSources = [1, 6, 12]
const mouseInteraction = 2
const scroll = 3
const viewportResize = 4
const clickTypes = [2, 7]
const lastSource = 16

/**
 * A segment's frames as steps, by time. The pointer is taken out: rrweb stamps up to 500 ms of path
 * with the end's time and animates it by timers, here every point stands at its own moment.
 */
export function readFrames(frames: readonly FrameEvent[]): Step[] {
  const steps: Step[] = []
  const earliest = frames[0]?.timestamp ?? 0
  let latest = earliest
  for (const frame of frames) {
    // What was recorded later is never applied earlier, whatever its clock said.
    latest = Math.max(latest, frame.timestamp)
    steps.push(...readFrame(frame, latest, earliest))
  }
  return steps.sort((a, b) => a.at - b.at)
}

function readFrame(frame: FrameEvent, at: number, earliest: number): Step[] {
  const { type, data } = frame
  if (ofNoEffect.includes(type)) return []
  if (!isObject(data)) return [{ kind: 'unreadable', at }]
  if (type === fullSnapshot) return [{ kind: 'snapshot', at, frame }]
  if (type === meta) return readViewport(data, at)
  if (type !== incremental || !isSource(data.source)) return [{ kind: 'unreadable', at }]
  if (pathSources.includes(data.source)) return readPath(data, at, earliest)
  if (data.source === mouseInteraction) return readInteraction(data, at)
  if (data.source === viewportResize) return readViewport(data, at)
  if (data.source === scroll) {
    return [
      isNumber(data.id) ? { kind: 'scroll', at, frame, node: data.id } : { kind: 'unreadable', at },
    ]
  }
  return [{ kind: 'change', at, frame }]
}

function readViewport({ width, height }: Record<string, unknown>, at: number): Step[] {
  if (!isNumber(width) || !isNumber(height) || width <= 0 || height <= 0) {
    return [{ kind: 'unreadable', at }]
  }
  return [{ kind: 'viewport', at, width, height }]
}

/** Points before the segment's first frame are moved to it, so that steps stay in order across segments. */
function readPath(data: Record<string, unknown>, at: number, earliest: number): Step[] {
  if (!Array.isArray(data.positions)) return [{ kind: 'unreadable', at }]
  return data.positions.flatMap((point: unknown): Step[] => {
    if (!isObject(point)) return []
    const { x, y, id, timeOffset } = point
    if (!isNumber(x) || !isNumber(y)) return []
    const offset = isNumber(timeOffset) ? Math.min(timeOffset, 0) : 0
    const moment = Math.max(at + offset, earliest)
    return [{ kind: 'pointer', at: moment, x, y, node: isNumber(id) ? id : -1 }]
  })
}

function readInteraction(data: Record<string, unknown>, at: number): Step[] {
  const { type, x, y, id } = data
  if (!isNumber(type) || !clickTypes.includes(type) || !isNumber(x) || !isNumber(y)) return []
  return [{ kind: 'click', at, x, y, node: isNumber(id) ? id : -1 }]
}

function isSource(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= lastSource
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
