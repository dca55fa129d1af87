import type {
  Annotation,
  DeletionReceipt,
  ErasureMatch,
  LegalHold,
  SessionSummary,
  ShareLink,
} from '@playhead/protocol'

/** An ordinary row of the list. */
export function toSummary(id: string, startedAt: number): SessionSummary {
  return {
    id,
    startedAt,
    endedAt: startedAt + 60_000,
    entryUrl: `${location.origin}/`,
    pages: 1,
    clicks: 0,
    errors: 0,
    user: null,
    userAgent: null,
    release: null,
    tabs: 1,
    segments: 1,
    storedBytes: 1_000,
  }
}

export function toError(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}

export function toMatch({
  id,
  startedAt,
  endedAt,
  segments,
  storedBytes,
}: SessionSummary): ErasureMatch {
  return { id, startedAt, endedAt, segments, bytes: storedBytes }
}

export function toReceipt(sessions: ErasureMatch[], index: number): DeletionReceipt {
  return {
    kind: 'playhead-deletion-receipt',
    version: 1,
    erasedAt: 1_795_600_000_000,
    by: 'ana@example.com',
    why: 'request',
    foundBy: 'session',
    sessions: sessions.map(({ id, segments, bytes }) => ({ id, segments, bytes })),
    publicKey: 'public-key',
    signature: index === 0 ? 'signature' : `signature-${index}`,
  }
}

export function toHold(
  { session, user, reason }: Record<string, unknown>,
  index: number,
): LegalHold {
  const on = session === undefined ? { user: String(user) } : { session: String(session) }
  return {
    id: `hold-${index}`,
    on,
    reason: String(reason),
    by: 'ana@example.com',
    at: 1_795_500_000_000,
  }
}

export function toNote(
  { at, text }: Record<string, unknown>,
  session: string,
  index: number,
): Annotation {
  const note = { session, at: Number(at), text: String(text) }
  return { ...note, id: `note-${index}`, by: 'ana@example.com', createdAt: Date.now() }
}

export function toShare(
  { session, days, from, to }: Record<string, unknown>,
  index: number,
): ShareLink {
  return {
    id: `share-${index}`,
    session: String(session),
    from: typeof from === 'number' ? from : null,
    to: typeof to === 'number' ? to : null,
    createdBy: 'ana@example.com',
    createdAt: Date.now(),
    expiresAt: Date.now() + Number(days) * 86_400_000,
    revokedAt: null,
  }
}
