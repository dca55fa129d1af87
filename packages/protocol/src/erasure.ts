/** Tells which sessions were deleted, when and for whom, and nothing of what was in them. */
export interface DeletionReceipt {
  kind: 'playhead-deletion-receipt'
  version: 1
  /** ms since the Unix epoch. */
  erasedAt: number
  /** Who asked for it; `retention` if nobody did. */
  by: string
  why: 'request' | 'retention' | 'budget'
  /** What the sessions were found by. The value looked for is not kept: it may name a person. */
  foundBy: 'session' | 'user' | 'url' | 'time' | 'age'
  sessions: ErasedSessionEntry[]
  /** Ed25519 public key of the store that signed, base64url. */
  publicKey: string
  /** Over `receiptText`, base64url. */
  signature: string
}

/** The receipts that the store has kept. */
export interface ReceiptPage {
  /** The newest first. */
  receipts: DeletionReceipt[]
  /** Give it as `cursor` to read on; null at the end. */
  nextCursor: string | null
}

export interface ErasedSessionEntry {
  id: string
  segments: number
  bytes: number
}

/** A session that an erasure would take or has taken, or that a hold keeps from it. */
export interface ErasureMatch extends ErasedSessionEntry {
  startedAt: number
  endedAt: number
}

/** What an erasure does, or, in a dry run, would do. */
export interface ErasureReport {
  dryRun: boolean
  sessions: ErasureMatch[]
  /** Sessions that were found and stay, each with the id of the hold that keeps it. */
  held: (ErasureMatch & { hold: string })[]
  /** Null in a dry run and if nothing was erased. */
  receipt: DeletionReceipt | null
}

/** The words that a receipt's signature covers: all fields in this order, as JSON. */
export function receiptText(receipt: Omit<DeletionReceipt, 'publicKey' | 'signature'>): string {
  const { kind, version, erasedAt, by, why, foundBy, sessions } = receipt
  const entries = sessions.map(({ id, segments, bytes }) => [id, segments, bytes])
  return JSON.stringify([kind, version, erasedAt, by, why, foundBy, entries])
}
