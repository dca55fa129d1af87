import type { TimelineEvent } from '@playhead/protocol'
import type { StoredSummary, StoreSegment } from './replay-store.ts'

/** A text and the time it was true, so that segments may come in any order. */
export interface Dated {
  /** ms since the Unix epoch. */
  at: number
  text: string
}

/** Bounds what a page that names users without end makes of each append. */
const maxUsers = 100

/** What a session's summary is made of. */
export interface SessionFacts {
  startedAt: number
  endedAt: number
  /** First page. */
  entryUrl: Dated | null
  /** Last name given to the user. */
  user: Dated | null
  /** All names given to the user, sorted, the first `maxUsers` of them. */
  users: readonly string[]
  userAgent: Dated | null
  release: Dated | null
  pages: number
  clicks: number
  errors: number
  segments: number
  storedBytes: number
}

/** The facts of a session that is this one segment. */
export function factsOf({ header, bytes, timeline, userAgent }: StoreSegment): SessionFacts {
  const dated = (text: string | null): Dated | null =>
    text === null ? null : { at: header.endedAt, text: toStorable(text) }
  return {
    startedAt: header.startedAt,
    endedAt: header.endedAt,
    entryUrl: timeline.map(entryUrlOf).reduce(earlier, null),
    user: timeline.map(userOf).reduce(later, null),
    users: usersOf(timeline),
    userAgent: dated(userAgent),
    release: dated(header.release),
    pages: count(timeline, 'navigation'),
    clicks: count(timeline, 'click'),
    errors: count(timeline, 'error'),
    segments: 1,
    storedBytes: bytes.length,
  }
}

/** Facts of both. Commutative and associative: the order in which segments arrive does not show. */
export function mergeFacts(a: SessionFacts, b: SessionFacts): SessionFacts {
  return {
    startedAt: Math.min(a.startedAt, b.startedAt),
    endedAt: Math.max(a.endedAt, b.endedAt),
    entryUrl: earlier(a.entryUrl, b.entryUrl),
    user: later(a.user, b.user),
    users: toUsers([...a.users, ...b.users]),
    userAgent: later(a.userAgent, b.userAgent),
    release: later(a.release, b.release),
    pages: a.pages + b.pages,
    clicks: a.clicks + b.clicks,
    errors: a.errors + b.errors,
    segments: a.segments + b.segments,
    storedBytes: a.storedBytes + b.storedBytes,
  }
}

export function toSummary(id: string, facts: SessionFacts, tabs: number): StoredSummary {
  return {
    id,
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    entryUrl: facts.entryUrl?.text ?? null,
    pages: facts.pages,
    clicks: facts.clicks,
    errors: facts.errors,
    user: facts.user?.text ?? null,
    users: [...facts.users],
    userAgent: facts.userAgent?.text ?? null,
    release: facts.release?.text ?? null,
    tabs,
    segments: facts.segments,
    storedBytes: facts.storedBytes,
  }
}

function entryUrlOf(event: TimelineEvent): Dated | null {
  return event.type === 'navigation' ? { at: event.at, text: toStorable(event.to) } : null
}

function userOf(event: TimelineEvent): Dated | null {
  return event.type === 'identify' ? { at: event.at, text: toStorable(event.user) } : null
}

/** The users that `known` and `timeline` name. */
export function usersOf(
  timeline: readonly TimelineEvent[],
  known: readonly string[] = [],
): string[] {
  return toUsers([...known, ...timeline.flatMap((event) => userOf(event)?.text ?? [])])
}

function toUsers(names: readonly string[]): string[] {
  return [...new Set(names)].sort().slice(0, maxUsers)
}

/** `node:sqlite` reads a text up to its first NUL, and UTF-8 has no lone surrogates. */
function toStorable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

function count(timeline: readonly TimelineEvent[], type: TimelineEvent['type']): number {
  return timeline.reduce((sum, event) => (event.type === type ? sum + 1 : sum), 0)
}

function earlier(a: Dated | null, b: Dated | null): Dated | null {
  if (!a || !b) return a ?? b
  return isBefore(a, b) ? a : b
}

function later(a: Dated | null, b: Dated | null): Dated | null {
  if (!a || !b) return a ?? b
  return isBefore(a, b) ? b : a
}

/** At the same time the text decides: any total order will do. */
function isBefore(a: Dated, b: Dated): boolean {
  return a.at < b.at || (a.at === b.at && a.text <= b.text)
}
