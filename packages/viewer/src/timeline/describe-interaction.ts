import type { ElementReference, KeysEvent, TimelineEvent } from '@playhead/protocol'
import { count } from '../format/count.ts'
import { formatSpan } from '../format/format-duration.ts'
import { type EventLine, line, nameElement } from './event-line.ts'

/** What a person did, in one line; null if the event is something else. */
export function describeInteraction(event: TimelineEvent): EventLine | null {
  switch (event.type) {
    case 'click':
      return line(event.pointer === 'touch' ? 'Tap' : 'Click', nameElement(event.element))
    case 'double-click':
      return line('Double click', nameElement(event.element))
    case 'touch':
      return line('Touch', `${event.gesture} on ${nameElement(event.element)}`, 'muted')
    case 'hover':
      return line(
        'Hover',
        `${nameElement(event.element)}, ${formatSpan(event.durationMs)}`,
        'muted',
      )
    case 'focus':
      return line(
        'Focus',
        `${nameElement(event.element)}, ${formatSpan(event.durationMs)}`,
        'muted',
      )
    case 'selection':
      return line('Selection', `in ${nameElement(event.element)}`, 'muted')
    case 'clipboard':
      return line(clipboardLabels[event.action] ?? 'Clipboard', nameElement(event.element))
    case 'drag':
      return line('Drag', `${nameOrOutside(event.from)} to ${nameOrOutside(event.to)}`)
    case 'keys':
      return line('Keys', describeKeys(event))
    case 'input':
      return line('Input', nameElement(event.element))
    case 'scroll':
      return line('Scroll', describeScroll(event.depth, event.element), 'muted')
    case 'mouse-path':
      return line('Mouse', count(event.points.length, 'point'), 'muted')
    default:
      return null
  }
}

const clipboardLabels: Readonly<Record<string, string>> = {
  copy: 'Copy',
  cut: 'Cut',
  paste: 'Paste',
}

function nameOrOutside(element: ElementReference | null): string {
  return element ? nameElement(element) : 'nowhere'
}

function describeKeys({ count: presses, named, element }: KeysEvent): string {
  const names = Object.entries(named).map(([key, times]) =>
    times === 1 ? key : `${key} × ${times}`,
  )
  const keys = [count(presses, 'key press', 'key presses'), ...names].join(', ')
  return element ? `${keys} in ${nameElement(element)}` : keys
}

function describeScroll(depth: number, element: ElementReference | null): string {
  const place = element ? nameElement(element) : 'page'
  return `${place}, seen to ${Math.round(depth * 100)} %`
}
