import type { FrameEvent } from '@playhead/protocol'

/** The part of a session that is shown, ms since the Unix epoch. */
export interface Clip {
  from: number
  to: number
}

const fullSnapshot = 2
const incremental = 3
const meta = 4

/** rrweb's sources of changes that the page's look rests on; the others are movements and acts. */
const mutation = 0
const mouseMove = 1
const scroll = 3
const input = 5
const lookSources = new Set([mutation, scroll, 4, input, 7, 8, 9, 10, 13, 15, 16])

/**
 * The frames that show the page between two times. Of the time before, what the look of the first moment
 * rests on, and no more: the last full picture, the changes of the page since, the last value of a field
 * and the last place of a scroll. It is all dated to the first moment, so that it cannot be played as it
 * happened.
 *
 * @param start time of the last full picture before `from`; null if there is none.
 */
export function clipFrames(
  frames: readonly FrameEvent[],
  { from, to }: Clip,
  start: number | null,
): FrameEvent[] {
  const before = frames.filter(({ timestamp }) => timestamp < from)
  const shown = frames.filter(({ timestamp }) => timestamp >= from && timestamp <= to)
  const needed = start === null ? [] : keepLook(before, start)
  return [
    ...needed.map((frame) => ({ ...frame, timestamp: from })),
    ...shown.map((frame) => withoutEarlierMoves(frame, from)),
  ]
}

function keepLook(before: readonly FrameEvent[], start: number): FrameEvent[] {
  // The size of the window comes right before the picture that it is of.
  const size = before.findLast((frame) => frame.type === meta && frame.timestamp <= start)
  const since = before.filter(({ type, timestamp }) => timestamp >= start && type !== meta)
  const look = since.filter((frame) => frame.type === fullSnapshot || isLook(frame))
  const last = new Map(look.map((frame) => [nameOf(frame) ?? frame, frame]))
  return [...(size ? [size] : []), ...look.filter((frame) => isLast(frame, last))]
}

function isLast(frame: FrameEvent, last: ReadonlyMap<unknown, FrameEvent>): boolean {
  return last.get(nameOf(frame) ?? frame) === frame
}

/** What of the page a value or a place is of; null where each change counts. */
function nameOf({ data }: FrameEvent): string | null {
  const { source, id } = fieldsOf(data)
  return source === scroll || source === input ? `${source} ${String(id)}` : null
}

function isLook({ type, data }: FrameEvent): boolean {
  const { source } = fieldsOf(data)
  return type === incremental && typeof source === 'number' && lookSources.has(source)
}

/** A frame of moves holds those of the half second before it. */
function withoutEarlierMoves(frame: FrameEvent, from: number): FrameEvent {
  const { source, positions } = fieldsOf(frame.data)
  if (frame.type !== incremental || source !== mouseMove || !Array.isArray(positions)) return frame
  const later = positions.filter((position: unknown) => {
    const { timeOffset } = fieldsOf(position)
    return frame.timestamp + Number(timeOffset) >= from
  })
  return { ...frame, data: { ...fieldsOf(frame.data), positions: later } }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' ? { ...value } : {}
}
