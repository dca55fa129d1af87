import type { TimelineEvent } from '@playhead/protocol'

const activities: ReadonlySet<TimelineEvent['type']> = new Set([
  'click',
  'double-click',
  'touch',
  'clipboard',
  'drag',
  'keys',
  'input',
  'scroll',
  'mouse-path',
])

/** Whether a person did this, so that the session goes on; a clock that ticks in the page is nobody. */
export function isActivity(event: TimelineEvent): boolean {
  return activities.has(event.type) || (event.type === 'visibility' && event.state === 'visible')
}
