import { record } from '@rrweb/record'

/** A second recorder, with all that it patches. */
const events: unknown[] = []
let stop: (() => void) | undefined

Object.assign(globalThis, {
  neighbour: {
    start: () => void (stop = record({ emit: (event) => void events.push(event) })),
    stop: () => stop?.(),
    isAtWork: () => events.length > 2,
  },
})
