import {
  isSessionId,
  isTabId,
  parseTimelineEvent,
  type SegmentGap,
  type SegmentSummary,
  type SessionList,
  type SessionManifest,
  type SessionSummary,
  type SessionTimeline,
  type TabManifest,
  type TimelineEvent,
} from '@playhead/protocol'
import { PlayerError } from '../player-error.ts'

/*
 * The answers of the query API, parsed once where they arrive. A server of another version, a login
 * page with status 200 or a proxy's error page must not reach the player as if it were a recording.
 */

type Fields = Record<string, unknown>

/** @throws {PlayerError} `invalid_answer` */
export function parseSessionList(value: unknown): SessionList {
  const fields = record(value, 'list of sessions')
  return {
    sessions: list(fields.sessions, 'sessions').map(parseSummary),
    nextCursor: textOrNull(fields.nextCursor, 'nextCursor'),
  }
}

/** @throws {PlayerError} `invalid_answer` */
export function parseManifest(value: unknown): SessionManifest {
  const fields = record(value, 'manifest')
  return {
    session: parseSummary(fields.session),
    tabs: list(fields.tabs, 'tabs').map(parseTab),
  }
}

/**
 * Events this version does not know are left out, since a newer server may send them.
 * @throws {PlayerError} `invalid_answer` if it is no timeline at all.
 */
export function parseTimeline(value: unknown): SessionTimeline {
  const fields = record(value, 'timeline')
  const events: SessionTimeline['events'] = []
  for (const item of list(fields.events, 'events')) {
    const { tab, ...rest } = record(item, 'timeline event')
    const event = tryParseEvent(rest)
    if (event && (tab === null || isTabId(tab))) events.push({ ...event, tab })
  }
  return { events: events.sort((one, other) => one.at - other.at) }
}

/** The server's own words about a failure, if the body holds them. */
export function parseErrorMessage(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('error' in value)) return null
  const { error } = value
  if (typeof error !== 'object' || error === null || !('message' in error)) return null
  return typeof error.message === 'string' ? error.message : null
}

function tryParseEvent(value: unknown): TimelineEvent | null {
  try {
    return parseTimelineEvent(value)
  } catch {
    return null
  }
}

function parseSummary(value: unknown): SessionSummary {
  const fields = record(value, 'session')
  if (!isSessionId(fields.id)) throw unfit('session id')
  return {
    id: fields.id,
    startedAt: number(fields.startedAt, 'startedAt'),
    endedAt: number(fields.endedAt, 'endedAt'),
    entryUrl: textOrNull(fields.entryUrl, 'entryUrl'),
    pages: number(fields.pages, 'pages'),
    clicks: number(fields.clicks, 'clicks'),
    errors: number(fields.errors, 'errors'),
    user: textOrNull(fields.user, 'user'),
    userAgent: textOrNull(fields.userAgent, 'userAgent'),
    release: textOrNull(fields.release, 'release'),
    tabs: number(fields.tabs, 'tabs'),
    segments: number(fields.segments, 'segments'),
    storedBytes: number(fields.storedBytes, 'storedBytes'),
  }
}

function parseTab(value: unknown): TabManifest {
  const fields = record(value, 'tab')
  if (!isTabId(fields.id)) throw unfit('tab id')
  return {
    id: fields.id,
    startedAt: number(fields.startedAt, 'startedAt'),
    endedAt: number(fields.endedAt, 'endedAt'),
    segments: list(fields.segments, 'segments')
      .map(parseSegment)
      .sort((one, other) => one.sequence - other.sequence),
    gaps: list(fields.gaps, 'gaps').map(parseGap),
  }
}

function parseSegment(value: unknown): SegmentSummary {
  const fields = record(value, 'segment')
  return {
    sequence: number(fields.sequence, 'sequence'),
    startedAt: number(fields.startedAt, 'startedAt'),
    endedAt: number(fields.endedAt, 'endedAt'),
    timelineEvents: number(fields.timelineEvents, 'timelineEvents'),
    frames: number(fields.frames, 'frames'),
    bytes: number(fields.bytes, 'bytes'),
    keyframes: list(fields.keyframes, 'keyframes').map((time) => number(time, 'keyframe')),
  }
}

function parseGap(value: unknown): SegmentGap {
  const fields = record(value, 'gap')
  return {
    fromSequence: number(fields.fromSequence, 'fromSequence'),
    toSequence: number(fields.toSequence, 'toSequence'),
    startedAt: number(fields.startedAt, 'startedAt'),
    endedAt: number(fields.endedAt, 'endedAt'),
  }
}

function record(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw unfit(what)
}

function list(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value
  throw unfit(what)
}

function number(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw unfit(what)
}

function textOrNull(value: unknown, what: string): string | null {
  if (value === null || typeof value === 'string') return value
  throw unfit(what)
}

function unfit(what: string): PlayerError {
  return new PlayerError(
    'invalid_answer',
    `The server's answer has no valid ${what}. Viewer and server may be of different versions: reload the page, and update @playhead packages together.`,
  )
}
