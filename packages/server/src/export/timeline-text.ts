import type { SessionTimeline } from '@playhead/protocol'

type Value = unknown

/** A timeline as a person reads it: one line per event, its time first. */
export function toTimelineText({ events }: SessionTimeline): string {
  return events
    .map(({ at, type, tab, ...rest }) => {
      const time = new Date(at).toISOString()
      return `${time}  tab ${(tab ?? 'none').slice(0, 4)}  ${type.padEnd(14)}  ${toWords(rest)}\n`
    })
    .join('')
}

/** Names and values. What is nested is named by its way, such as `element.selector`. */
function toWords(fields: Value, path = ''): string {
  if (typeof fields !== 'object' || fields === null) return `${path}=${toPlain(fields)}`
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => toWords(value, path === '' ? name : `${path}.${name}`))
    .filter((words) => words !== '')
    .join('  ')
}

/** Quoted where it could be taken for something else; never over two lines. */
function toPlain(value: Value): string {
  return typeof value === 'string' && /^[\w./:?&#@%+-]+$/.test(value)
    ? value
    : JSON.stringify(value)
}
