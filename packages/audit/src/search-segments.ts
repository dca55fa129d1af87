import type { Segment, TimelineEvent } from '@playhead/protocol'
import { type CanaryEncoding, type CanaryHit, createCanarySearch } from './find-canary.ts'

/** A canary in the recording. */
export interface Sighting {
  canary: string
  encoding: CanaryEncoding
  /** `snapshot` and `change` are parts of the picture; else the type of an event of the timeline. */
  foundIn: 'snapshot' | 'change' | TimelineEvent['type']
  /** What stands around it. */
  excerpt: string
}

const fullSnapshot = 2
const around = 40

/** Goes through everything that was uploaded: events, frames, and what the headers say. */
export function searchSegments(
  segments: readonly Segment[],
  canaries: readonly string[],
): Sighting[] {
  const search = createCanarySearch(canaries)
  const sightings: Sighting[] = []
  const look = (value: unknown, foundIn: Sighting['foundIn']): void => {
    // Escapes are undone: a canary may be escaped within what is escaped again.
    const text = JSON.stringify(value)
    for (const hit of search(text)) {
      const { canary, encoding } = hit
      sightings.push({ canary, encoding, foundIn, excerpt: excerptOf(text, hit) })
    }
  }
  for (const { header, timeline, frames } of segments) {
    look(header.release, 'snapshot')
    for (const event of timeline) look(event, event.type)
    for (const { type, data } of frames) look(data, type === fullSnapshot ? 'snapshot' : 'change')
  }
  return sightings
}

function excerptOf(text: string, { index, length }: CanaryHit): string {
  const from = Math.max(0, index - around)
  const to = Math.min(text.length, index + length + around)
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
