// What reads events that another page has written.
export { parseTimelineEvent } from './parse-timeline-event.ts'
