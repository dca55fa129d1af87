import type { SegmentSummary, SessionSummary } from '@playhead/protocol'
import { checkRoom, erasedError } from './refusals.ts'
import { compareNewestFirst, readCursor, toPage } from './list-cursor.ts'
import type { ReplayStore, StoreSegment } from './replay-store.ts'
import { factsOf, mergeFacts, type SessionFacts, toSummary } from './session-facts.ts'

interface MemorySession {
  facts: SessionFacts
  segments: Map<string, StoreSegment>
}

/** A store that lives as long as the process: for tests, and to try things out. */
export function memoryStore(): ReplayStore {
  const sessions = new Map<string, MemorySession>()
  const erased = new Set<string>()

  return {
    async append(segment, limits) {
      const { session: id, tab, sequence } = segment.header
      if (erased.has(id)) throw erasedError(id)
      const session = sessions.get(id)
      const key = `${tab}/${sequence}`
      if (session?.segments.has(key)) return 'duplicate'
      checkRoom(session?.facts ?? { segments: 0, storedBytes: 0 }, segment, limits)
      if (session) session.facts = mergeFacts(session.facts, factsOf(segment))
      const { segments } = session ?? { segments: new Map<string, StoreSegment>() }
      segments.set(key, { ...segment, bytes: segment.bytes.slice() })
      if (!session) sessions.set(id, { facts: factsOf(segment), segments })
      return 'stored'
    },

    async listSessions({ limit, cursor }) {
      const after = cursor === null ? null : readCursor(cursor)
      const found = [...sessions]
        .map(([id, session]) => summarise(id, session))
        .filter((summary) => after === null || compareNewestFirst(after, summary) < 0)
        .sort(compareNewestFirst)
      return toPage(found, limit)
    },

    async readSession(id) {
      const session = sessions.get(id)
      if (!session) return null
      return { session: summarise(id, session), segments: ordered(session).map(describe) }
    },

    async readTimeline(id) {
      const session = sessions.get(id)
      if (!session) return null
      const events = ordered(session).flatMap(({ header, timeline }) =>
        timeline.map((event) => ({ ...event, tab: header.tab })),
      )
      return { events: events.sort((a, b) => a.at - b.at) }
    },

    async readSegment(session, tab, sequence) {
      return sessions.get(session)?.segments.get(`${tab}/${sequence}`)?.bytes.slice() ?? null
    },

    async eraseSession(id) {
      if (!sessions.delete(id)) return false
      erased.add(id)
      return true
    },

    async close() {
      sessions.clear()
      erased.clear()
    },
  }
}

function summarise(id: string, { facts, segments }: MemorySession): SessionSummary {
  const tabs = new Set([...segments.values()].map(({ header }) => header.tab))
  return toSummary(id, facts, tabs.size)
}

/** By tab, then by sequence number. */
function ordered({ segments }: MemorySession): StoreSegment[] {
  return [...segments.values()].sort(({ header: a }, { header: b }) => {
    if (a.tab === b.tab) return a.sequence - b.sequence
    return a.tab < b.tab ? -1 : 1
  })
}

function describe(segment: StoreSegment): SegmentSummary & { tab: string } {
  const { header, timeline, frames, bytes, keyframes } = segment
  return {
    tab: header.tab,
    sequence: header.sequence,
    startedAt: header.startedAt,
    endedAt: header.endedAt,
    timelineEvents: timeline.length,
    frames,
    bytes: bytes.length,
    keyframes: [...keyframes],
  }
}
