import type {
  Annotation,
  AuditRecord,
  AuditVerification,
  DeletionReceipt,
  LegalHold,
  PrivacyWarning,
  SessionManifest,
  SessionSummary,
  ShareLink,
  StorageReport,
  TabManifest,
  TimelineEvent,
} from '@playhead/protocol'
import {
  toError,
  toHold,
  toMatch,
  toNote,
  toReceipt,
  toShare,
  toSummary,
} from './fake-answers.test-support.ts'
import { toAuditPage } from './fake-audit.test-support.ts'
import { encodeTab, type FakeTab } from './fake-recording.test-support.ts'

export interface ServedSessions {
  /** Newest first. Change it to have things happen on the server. */
  sessions: SessionSummary[]
  /** Manifest and timeline by session. */
  recordings: Map<string, { manifest: SessionManifest; timeline: TimelineEvent[] }>
  /** What whoever looks may do. */
  can: string[]
  storage: StorageReport
  holds: LegalHold[]
  /** The newest first. */
  receipts: DeletionReceipt[]
  notes: Annotation[]
  shares: ShareLink[]
  warnings: PrivacyWarning[]
  /** The newest first. */
  audit: AuditRecord[]
  verification: AuditVerification
  /** Bodies of what was sent, in order. */
  sent: Record<string, unknown>[]
  /** Addresses that were asked, in order. */
  asked: string[]
  /** Asked before every answer. */
  failWith: ((method: string, path: string) => Response | Error | null) | null
  fetch: typeof globalThis.fetch
  /** Records a session, or one more look at it. */
  record(summary: Partial<SessionSummary> & { id: string }, ...tabs: FakeTab[]): Promise<void>
}

const api = /^\/api\/replay(?:\/share\/[^/]+)?\/api\//

/** The query API's answers as the server gives them, with segments that are really encoded. */
export function serveSessions(...sessions: SessionSummary[]): ServedSessions {
  const bodies = new Map<string, Uint8Array<ArrayBuffer>>()

  function answer(method: string, url: URL, body: Record<string, unknown>): Response {
    const [resource, ...rest] = url.pathname.replace(api, '').split('/')
    switch (`${method} ${resource}`) {
      case 'GET sessions':
        return answerSession(url, rest)
      case 'POST sessions':
        served.notes.push(toNote(body, rest[0] ?? '', served.notes.length))
        return Response.json(served.notes.at(-1), { status: 201 })
      case 'DELETE sessions':
        served.notes = served.notes.filter(({ id }) => id !== rest[2])
        return new Response(null, { status: 204 })
      case 'GET shares':
        return Response.json({ shares: served.shares })
      case 'POST shares': {
        const share = toShare(body, served.shares.length)
        served.shares.unshift(share)
        return Response.json({ share, url: `/api/replay/share/${share.id}` }, { status: 201 })
      }
      case 'DELETE shares':
        served.shares = served.shares.map((one) =>
          one.id === rest[1] ? { ...one, revokedAt: Date.now() } : one,
        )
        return new Response(null, { status: 204 })
      case 'GET audit':
        if (rest[0] === 'verification') return Response.json(served.verification)
        return Response.json(toAuditPage(served.audit, url.searchParams))
      case 'GET access':
        return Response.json({ actor: 'ana@example.com', can: served.can })
      case 'GET warnings':
        return Response.json({ warnings: served.warnings })
      case 'GET storage':
        return Response.json(served.storage)
      case 'GET export':
        return new Response(`archive of ${url.search}`)
      case 'POST erasures':
        return Response.json(erase(body))
      case 'GET receipts': {
        const limit = Number(url.searchParams.get('limit') ?? 50)
        const nextCursor = served.receipts.length > limit ? 'more' : null
        return Response.json({ receipts: served.receipts.slice(0, limit), nextCursor })
      }
      case 'GET holds':
        return Response.json({ holds: served.holds })
      case 'POST holds':
        served.holds.push(toHold(body, served.holds.length))
        return Response.json(served.holds.at(-1), { status: 201 })
      case 'DELETE holds':
        served.holds = served.holds.filter(({ id }) => id !== rest[0])
        return new Response(null, { status: 204 })
      default:
        return toError(404, 'not_found', 'There is nothing here.')
    }
  }

  function answerSession(url: URL, [session, part, ...rest]: string[]): Response {
    if (session === undefined) return Response.json(toPage(served.sessions, url.searchParams))
    const recording = served.recordings.get(session)
    if (!recording) return toError(404, 'not_found', 'There is no such session.')
    if (part === undefined) return Response.json(recording.manifest)
    if (part === 'annotations') return Response.json({ annotations: served.notes })
    if (part === 'warnings') return Response.json({ warnings: served.warnings })
    if (part === 'timeline') return Response.json({ events: recording.timeline })
    const body = bodies.get([session, ...rest].join('/'))
    return body ? new Response(body) : toError(404, 'not_found', 'There is no such segment.')
  }

  /** By session or by user, as far as no hold of the session forbids it. */
  function erase({ session, user, dryRun }: Record<string, unknown>): unknown {
    const found = served.sessions.filter((one) => one.id === session || one.user === user)
    const holdOf = ({ id }: SessionSummary): LegalHold | undefined =>
      served.holds.find(({ on }) => 'session' in on && on.session === id)
    const free = found.filter((one) => !holdOf(one))
    const held = found.flatMap((one) => {
      const hold = holdOf(one)
      return hold ? [{ ...toMatch(one), hold: hold.id }] : []
    })
    const report = { dryRun, sessions: free.map(toMatch), held, receipt: null }
    if (dryRun === true || free.length === 0) return report
    served.sessions = served.sessions.filter((one) => !free.includes(one))
    for (const { id } of free) served.recordings.delete(id)
    const receipt = toReceipt(free.map(toMatch), served.receipts.length)
    served.receipts.unshift(receipt)
    return { ...report, receipt }
  }

  const served: ServedSessions = {
    sessions,
    recordings: new Map(),
    can: ['list', 'watch', 'annotate', 'share', 'export', 'erase', 'configure'],
    storage: {
      sessions: sessions.length,
      usedBytes: 4_000,
      budgetBytes: 10_000,
      fullAt: null,
      next: null,
      retention: [{ when: {}, keepMs: null }],
    },
    holds: [],
    receipts: [],
    notes: [],
    shares: [],
    warnings: [],
    audit: [],
    verification: { entries: 0, isIntact: true, problem: null, head: null },
    sent: [],
    asked: [],
    failWith: null,
    async fetch(input, init) {
      const url = new URL(String(input), location.origin)
      const method = init?.method ?? 'GET'
      init?.signal?.throwIfAborted()
      served.asked.push(url.pathname + url.search)
      const failure = served.failWith?.(method, url.pathname) ?? null
      if (failure instanceof Error) throw failure
      const body = parseBody(init?.body)
      if (body) served.sent.push(body)
      return failure ?? answer(method, url, body ?? {})
    },
    async record(summary, ...tabs) {
      const manifests: TabManifest[] = []
      for (const tab of tabs) manifests.push(await encodeTab(summary.id, tab, bodies))
      const timeline = tabs.flatMap(({ id, segments }) =>
        segments.flatMap((segment) =>
          (segment?.timeline ?? []).map((one) => ({ ...one, tab: id })),
        ),
      )
      const session = {
        ...toSummary(summary.id, Math.min(...manifests.map((tab) => tab.startedAt))),
        endedAt: Math.max(...manifests.map((tab) => tab.endedAt)),
        ...summary,
      }
      served.recordings.set(summary.id, { manifest: { session, tabs: manifests }, timeline })
      served.sessions = [session, ...served.sessions.filter(({ id }) => id !== session.id)]
    },
  }
  return served
}

function parseBody(body: unknown): Record<string, unknown> | null {
  if (typeof body !== 'string') return null
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null ? { ...value } : null
}

function toPage(sessions: SessionSummary[], query: URLSearchParams): unknown {
  const from = Number(query.get('cursor') ?? 0)
  const to = from + Number(query.get('limit') ?? 50)
  return {
    sessions: sessions.slice(from, to),
    nextCursor: to < sessions.length ? String(to) : null,
  }
}
