import type { ElementReference, TimelineEvent, TimelineEventType } from '@playhead/protocol'
import { parseTimelineEvent } from '@playhead/protocol/parse'
import { scrubText } from '../privacy/scrub-text.ts'
import type { FrameRules } from './frame-rules.ts'
import { isNumber, isObject } from './read-json.ts'

/** What is done in a frame and what its code does; what is of a page as a whole, the page around it tells. */
const told: ReadonlySet<TimelineEventType> = new Set([
  'click',
  'double-click',
  'touch',
  'hover',
  'focus',
  'selection',
  'clipboard',
  'drag',
  'frustration',
  'keys',
  'input',
  'scroll',
  'console',
  'network',
  'network-detail',
  'socket',
  'error',
  'resource-error',
  'policy-violation',
  'custom',
  'dropped',
])

/** Words of the vocabulary, and names that an application chose. */
const asItIs = /^(?:type|selector|tag|role|component|kind|trace)$/
const maxDepth = 20

/** Where a frame's page lies in the page around it. */
interface FramePlace {
  /** The frame's element. */
  element: ElementReference
  /** Its content's corner, CSS pixels in the viewport around it. */
  left: number
  top: number
}

/**
 * Reads an event that a frame has put on its timeline: cleaned once more by the rules of the page around
 * it, with its places counted from the corner of that page.
 *
 * @param place called only if the event has a place.
 * @returns null for what is not told of frames.
 * @throws if it is no event.
 */
export function readEvent(
  value: unknown,
  rules: FrameRules,
  origin: string,
  place: () => FramePlace,
): TimelineEvent | null {
  const event = parseTimelineEvent(clean(value, '', 0, rules))
  if (!told.has(event.type)) return null
  return { ...toPlace(event, place), frame: origin }
}

function toPlace(event: TimelineEvent, place: () => FramePlace): TimelineEvent {
  if (event.type === 'click' || event.type === 'double-click') {
    const { left, top } = place()
    const [x, y] = [event.x + left, event.y + top]
    return { ...event, x, y, pageX: x + scrollX, pageY: y + scrollY }
  }
  if (event.type === 'touch') {
    const { left, top } = place()
    return { ...event, points: event.points.map(([ms, x, y]) => [ms, x + left, y + top]) }
  }
  // What is meant is the frame's page.
  const isOfPage = event.type === 'scroll' || event.type === 'keys'
  return isOfPage && !event.element ? { ...event, element: place().element } : event
}

function clean(value: unknown, name: string, depth: number, rules: FrameRules): unknown {
  if (depth > maxDepth) throw new Error('This is too deep for an event.')
  if (typeof value === 'string') {
    return asItIs.test(name) ? value.slice(0, 1_000) : scrubText(value, rules)
  }
  if (Array.isArray(value)) return value.map((one) => clean(one, name, depth + 1, rules))
  if (!isObject(value)) return isNumber(value) || value === null ? value : value === true
  const isHidden = (field: string): boolean =>
    rules.level === 'mask' && field === 'name' && 'selector' in value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !isHidden(field))
      .map(([field, one]) => {
        if (field === 'node') return [field, rules.ownId(one)]
        return [field, clean(one, field, depth + 1, rules)]
      }),
  )
}
