import { encodeSegmentNow, readSegmentHeader, type TimelineEvent } from '@playhead/protocol'
import type { SessionLimits, StoreSegment } from '../store/replay-store.ts'

/** What to choose of a sample; the rest is the same in all. */
export interface SampleChoice {
  /** Names the session: any number below 2^32. */
  session?: number
  /** Names the tab: any number below 2^32. */
  tab?: number
  sequence?: number
  /** ms since the Unix epoch. */
  startedAt?: number
  endedAt?: number
  timeline?: readonly TimelineEvent[]
  /** Bytes of padding in its one frame. */
  padding?: number
  userAgent?: string | null
  release?: string | null
  findings?: StoreSegment['findings']
}

/** Wide enough for every sample. */
export const wideLimits: SessionLimits = {
  maxSegmentsPerSession: 1_000_000,
  maxBytesPerSession: 1_000_000_000,
}

const defaultStart = 1_790_000_000_000

export function sampleSegment(choice: SampleChoice = {}): StoreSegment {
  const { session = 1, tab = 1, sequence = 0, startedAt = defaultStart } = choice
  const { endedAt = startedAt, timeline = [], padding = 16 } = choice
  const frame = { type: 2, timestamp: startedAt, data: { padding: '·'.repeat(padding) } }
  const { bytes, checksum } = encodeSegmentNow({
    session: sessionId(session),
    tab: tabId(tab),
    sequence,
    previous: sequence === 0 ? null : sequence,
    startedAt,
    endedAt,
    policy: '0123456789abcdef',
    release: choice.release ?? null,
    timeline: timeline.map((event) => JSON.stringify(event)),
    frames: [JSON.stringify(frame)],
  })
  return {
    header: readSegmentHeader(bytes).header,
    bytes,
    receivedChecksum: checksum,
    timeline,
    frames: 1,
    keyframes: [startedAt],
    userAgent: choice.userAgent ?? null,
    findings: choice.findings ?? [],
  }
}

export function sessionId(number: number): string {
  return number.toString(16).padStart(32, '0')
}

export function tabId(number: number): string {
  return number.toString(16).padStart(16, '0')
}

export function visit(at: number, to: string): TimelineEvent {
  return { type: 'navigation', at, kind: 'load', from: null, to }
}

export function identify(at: number, user: string): TimelineEvent {
  return { type: 'identify', at, user, traits: {} }
}

export function failure(at: number): TimelineEvent {
  return { type: 'error', at, kind: 'uncaught', name: 'TypeError', message: 'no', stack: null }
}

export function click(at: number): TimelineEvent {
  const element = { selector: '#pay', tag: 'button' }
  return { type: 'click', at, x: 1, y: 2, pageX: 1, pageY: 2, pointer: 'mouse', element }
}
