import { randomUUID } from 'node:crypto'
import type { Annotation, ShareLink } from '@playhead/protocol'
import { parseOpenErasure, parseReceipt } from '../erasure/parse-receipt.ts'
import { type Finding, mergeFindings, parseFindings, toWarnings } from './findings.ts'
import type { RecordKind, Records } from './records.ts'
import type { RecordStore } from './record-store.ts'

/** Bounds one session's row of notes. */
const maxAnnotations = 1_000
/** Warnings are made of what was found last. */
const maxSessionsWarnedOf = 200

export interface KeptRecords extends RecordStore {
  /** To be called inside the transaction that adds the segment. */
  addFindings(session: string, at: number, findings: readonly Finding[]): void
}

type Write = <T>(work: () => T) => Promise<T>

interface KeptRecordsOptions {
  /** Runs its work inside a transaction. */
  write: Write
  /** As `write`, also where the store is full: what makes room begins with it. */
  writeReserved: Write
  isKnown: (session: string) => boolean
}

/** What every store keeps beside sessions, on its `Records`. */
export function createKeptRecords(
  records: Records,
  { write, writeReserved, isKnown }: KeptRecordsOptions,
): KeptRecords {
  const place = (kind: RecordKind, session: string, id = '') => ({ kind, session, id })

  function readShare(session: string, id: string): ShareLink | null {
    const value = records.get(place('share', session, id))
    return value === undefined ? null : parseShare(value)
  }

  return {
    addAnnotation: (annotation) =>
      write(() => {
        const { session, id, at } = annotation
        if (!isKnown(session)) return 'no-session'
        if (records.list('annotation', session).length >= maxAnnotations) return 'full'
        records.put(place('annotation', session, id), at, annotation)
        return 'stored'
      }),
    async listAnnotations(session) {
      if (!isKnown(session)) return null
      const all = records.list('annotation', session).map(parseAnnotation)
      return all.sort((a, b) => a.at - b.at)
    },
    removeAnnotation: (session, id) =>
      write(() => records.remove(place('annotation', session, id))),

    addShare: (share) =>
      write(() => records.put(place('share', share.session, share.id), share.createdAt, share)),
    listShares: async (session) =>
      records
        .list('share', session)
        .map(parseShare)
        .sort((a, b) => b.createdAt - a.createdAt),
    readShare: async (session, id) => readShare(session, id),
    revokeShare: (session, id, at) =>
      write(() => {
        const share = readShare(session, id)
        if (!share || share.revokedAt !== null) return false
        records.put(place('share', session, id), share.createdAt, { ...share, revokedAt: at })
        return true
      }),

    openErasure: (erasure) =>
      writeReserved(() => records.put(place('erasure', '', erasure.id), erasure.erasedAt, erasure)),
    listOpenErasures: async () => records.list('erasure', '').map(parseOpenErasure),
    closeErasure: (erasure, receipt) =>
      write(() => {
        records.remove(place('erasure', '', erasure))
        if (!receipt) return
        // By time, so that the ids are the order to read them in.
        const id = `${String(Math.trunc(receipt.erasedAt)).padStart(16, '0')} ${randomUUID()}`
        records.put(place('receipt', '', id), Math.trunc(receipt.erasedAt), receipt)
      }),
    async listReceipts({ limit, cursor }) {
      const found = records.latest('receipt', limit + 1, cursor)
      const page = found.slice(0, limit)
      return {
        receipts: page.map(({ value }) => parseReceipt(value)),
        nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
      }
    },

    addFindings(session, at, findings) {
      const value = records.get(place('finding', session))
      const known = value === undefined ? null : parseFindings(value)
      const latest = Math.max(known?.at ?? at, at)
      const merged = mergeFindings(known?.findings ?? [], findings)
      records.put(place('finding', session), latest, { session, at: latest, findings: merged })
    },
    async listWarnings(session) {
      const found =
        session === null
          ? records.latest('finding', maxSessionsWarnedOf, null).map(({ value }) => value)
          : records.list('finding', session)
      return toWarnings(found.map(parseFindings))
    },
  }
}

function parseAnnotation(value: unknown): Annotation {
  const { id, session, at, text, by, createdAt } = toFields(value)
  return {
    id: String(id),
    session: String(session),
    at: Number(at),
    text: String(text),
    by: String(by),
    createdAt: Number(createdAt),
  }
}

function parseShare(value: unknown): ShareLink {
  const { id, session, from, to, createdBy, createdAt, expiresAt, revokedAt } = toFields(value)
  const time = (at: unknown): number | null => (at === null ? null : Number(at))
  return {
    id: String(id),
    session: String(session),
    from: time(from),
    to: time(to),
    createdBy: String(createdBy),
    createdAt: Number(createdAt),
    expiresAt: Number(expiresAt),
    revokedAt: time(revokedAt),
  }
}

function toFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' ? { ...value } : {}
}
