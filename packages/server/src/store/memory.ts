import { createHmac, randomBytes } from 'node:crypto'
import type { LegalHold, SegmentSummary } from '@playhead/protocol'
import { createAuditLog } from './audit-log.ts'
import { createKeptRecords } from './kept-records.ts'
import { comparePositions, readCursor, toPage } from './list-cursor.ts'
import { checkHolds, checkRoom, erasedError } from './refusals.ts'
import type { ReplayStore, StoredSummary, StoreSegment } from './replay-store.ts'
import { factsOf, mergeFacts, type SessionFacts, toSummary } from './session-facts.ts'
import { createMemoryAuditRows } from './memory-audit.ts'
import { createMemoryRecords } from './memory-records.ts'
import { createMemoryServerEvents } from './memory-server-events.ts'
import { noteSettings } from './note-settings.ts'
import { createSigner } from './store-signature.ts'

interface MemorySession {
  facts: SessionFacts
  segments: Map<string, StoreSegment>
}

/** A store that lives as long as the process: for tests, and to try things out. */
export function memoryStore(): ReplayStore {
  const sessions = new Map<string, MemorySession>()
  const erased = new Set<string>()
  const holds = new Map<string, LegalHold>()
  const told = createMemoryServerEvents((id) => sessions.has(id))
  const sign = createSigner(randomBytes(32))
  const hashKey = randomBytes(32)
  const records = createMemoryRecords()
  const write = async <T>(work: () => T): Promise<T> => work()
  const { addFindings, ...kept } = createKeptRecords(records, {
    write,
    writeReserved: write,
    isKnown: (id) => sessions.has(id),
  })
  const audit = createAuditLog(createMemoryAuditRows(), randomBytes(32))

  const listHolds = (): LegalHold[] => [...holds.values()].sort((a, b) => a.at - b.at)

  return {
    ...kept,

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
      const { findings, header } = segment
      if (findings.length > 0) addFindings(id, header.endedAt, findings)
      return 'stored'
    },

    async listSessions({ limit, cursor, order = 'newest' }) {
      const compare = comparePositions(order)
      const after = cursor === null ? null : readCursor(cursor)
      const found = [...sessions]
        .map(([id, session]) => summarise(id, session))
        .filter((summary) => after === null || compare(after, summary) < 0)
        .sort(compare)
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
      const ofServers = told.read(id).map((event) => ({ ...event, tab: null }))
      return { events: [...events, ...ofServers].sort((a, b) => a.at - b.at) }
    },

    async readSegment(session, tab, sequence) {
      return sessions.get(session)?.segments.get(`${tab}/${sequence}`)?.bytes.slice() ?? null
    },

    async eraseSession(id) {
      const session = sessions.get(id)
      if (!session) return null
      checkHolds(summarise(id, session), listHolds())
      sessions.delete(id)
      told.erase(id)
      records.erase(id)
      erased.add(id)
      return { segments: session.facts.segments, bytes: session.facts.storedBytes }
    },

    async appendServerEvent(event, limits) {
      if (event.session !== null && erased.has(event.session)) throw erasedError(event.session)
      return told.append({ ...event }, limits)
    },
    claimServerEvent: async (id, digest, now, limits) => told.claim(id, digest, now, limits),

    async placeHold(hold) {
      if (!holds.has(hold.id)) holds.set(hold.id, hold)
    },
    listHolds: async () => listHolds(),
    liftHold: async (id) => holds.delete(id),

    async measure() {
      const all = [...sessions.values()]
      const bytes = all.reduce((sum, { facts }) => sum + facts.storedBytes, 0)
      return { sessions: all.length, bytes }
    },

    appendAudit: async (entry) => audit.append(entry),
    noteSettings: async (noted) => noteSettings(records, audit, noted),
    readAudit: async ({ limit, before }) => audit.read(before, limit),
    verifyAudit: () => audit.verify(),

    sign: async (text) => sign(text),
    keyedHash: async (text) => createHmac('sha256', hashKey).update(text).digest('base64url'),

    async close() {
      sessions.clear()
      erased.clear()
      holds.clear()
    },
  }
}

function summarise(id: string, { facts, segments }: MemorySession): StoredSummary {
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
