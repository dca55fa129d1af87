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
import { list, number, record, textOrNull, unfit } from './answer-fields.ts'

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
