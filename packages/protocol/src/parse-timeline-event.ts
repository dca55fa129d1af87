import { isNumber, isRecord, isWebUrl } from './check.ts'
import { ProtocolError } from './protocol-error.ts'
import type { TimelineEvent, TimelineEventType } from './timeline-event.ts'
import { timelineShapes } from './timeline-shapes.ts'

/**
 * Parses one event that came out of `JSON.parse`. A field the vocabulary does not know is left out:
 * what no privacy rule has been written for is not kept.
 *
 * @throws {ProtocolError} `invalid_timeline_event`, naming the type and the field.
 */
export function parseTimelineEvent(value: unknown): TimelineEvent {
  if (!isRecord(value)) throw invalid('it is not an object')
  const { type, at } = value
  if (typeof type !== 'string' || !Object.hasOwn(timelineShapes, type)) {
    throw invalid(`its type is ${JSON.stringify(type)?.slice(0, 60)}`)
  }
  if (!isNumber(at) || at < 0) throw invalid(`the time of a ${type} is ${String(at)}`)
  const event: Record<string, unknown> = { type, at }
  if (isWebUrl(value['frame'])) event['frame'] = value['frame']
  for (const [field, check] of Object.entries(timelineShapes[type as TimelineEventType])) {
    if (!check(value[field])) throw invalid(`the ${field} of a ${type} does not fit`)
    if (value[field] !== undefined) event[field] = value[field]
  }
  // Every field of the type's shape has been checked above.
  return event as unknown as TimelineEvent
}

function invalid(why: string): ProtocolError {
  return new ProtocolError('invalid_timeline_event', `A timeline event was refused: ${why}.`)
}
