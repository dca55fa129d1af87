import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { packFrame } from '@playhead/protocol/recording'
import { toJson } from '../page/json.ts'

/** One event as it will stand in a segment. */
export interface Line {
  stream: 'frames' | 'timeline'
  /** ms since the Unix epoch. */
  at: number
  text: string
  /** Of UTF-8, with the line break. */
  bytes: number
}

const encoder = new TextEncoder()

/** @returns null if JSON cannot carry the event. */
export function toLine(stream: Line['stream'], event: FrameEvent | TimelineEvent): Line | null {
  try {
    const at = 'at' in event ? event.at : event.timestamp
    const text = toJson('at' in event ? event : packFrame(event))
    return { stream, at, text, bytes: bytesOfText(text) + 1 }
  } catch {
    return null
  }
}

/** To encode a long text takes ten times as long as to see that it is ASCII. */
function bytesOfText(text: string): number {
  return /[^\0-\x7f]/.test(text) ? encoder.encode(text).length : text.length
}

export function bytesOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.bytes, 0)
}

/** The first and the last time among the lines. Gathered events can be older than those before them. */
export function timesOf(lines: readonly Line[]): { startedAt: number; endedAt: number } {
  const times = lines.map(({ at }) => at)
  return { startedAt: Math.min(...times), endedAt: Math.max(...times) }
}

/** Cuts lines into runs of at most `maxBytes`, in order; a line that is larger stands alone. */
export function packLines(lines: readonly Line[], maxBytes: number): Line[][] {
  const packs: Line[][] = []
  let pack: Line[] = []
  // Full, so that the first line begins one.
  let bytes = maxBytes
  for (const line of lines) {
    bytes += line.bytes
    if (bytes > maxBytes) {
      packs.push((pack = []))
      bytes = line.bytes
    }
    pack.push(line)
  }
  return packs
}
