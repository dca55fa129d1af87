import type {
  AccessReport,
  DeletionReceipt,
  ErasedSessionEntry,
  ErasureMatch,
  ErasureReport,
  LegalHold,
  ReceiptPage,
  RetentionEntry,
  StorageReport,
} from '@playhead/protocol'
import {
  list,
  number,
  numberOrNull,
  oneOf,
  record,
  text,
  textOrNull,
  unfit,
  yesOrNo,
} from './answer-fields.ts'

/** @throws {PlayerError} `invalid_answer`, as all that follow. */
export function parseAccess(value: unknown): AccessReport {
  const { actor, can } = record(value, 'access')
  return { actor: text(actor, 'actor'), can: list(can, 'rights').map((one) => text(one, 'right')) }
}

export function parseStorage(value: unknown): StorageReport {
  const fields = record(value, 'storage report')
  return {
    sessions: number(fields['sessions'], 'sessions'),
    usedBytes: number(fields['usedBytes'], 'usedBytes'),
    budgetBytes: numberOrNull(fields['budgetBytes'], 'budgetBytes'),
    fullAt: numberOrNull(fields['fullAt'], 'fullAt'),
    next: fields['next'] === null ? null : parseNext(fields['next']),
    retention: list(fields['retention'], 'retention').map(parseRetentionEntry),
  }
}

export function parseHolds(value: unknown): LegalHold[] {
  return list(record(value, 'list of holds')['holds'], 'holds').map(parseHold)
}

export function parseHold(value: unknown): LegalHold {
  const fields = record(value, 'hold')
  const { session, user } = record(fields['on'], 'subject of a hold')
  return {
    id: text(fields['id'], 'hold id'),
    on:
      session === undefined ? { user: text(user, 'user') } : { session: text(session, 'session') },
    reason: text(fields['reason'], 'reason'),
    by: text(fields['by'], 'by'),
    at: number(fields['at'], 'at'),
  }
}

export function parseErasureReport(value: unknown): ErasureReport {
  const fields = record(value, 'erasure report')
  return {
    dryRun: yesOrNo(fields['dryRun'], 'dryRun'),
    sessions: list(fields['sessions'], 'sessions').map(parseMatch),
    held: list(fields['held'], 'held sessions').map((item) => ({
      ...parseMatch(item),
      hold: text(record(item, 'held session')['hold'], 'hold'),
    })),
    receipt: fields['receipt'] === null ? null : parseReceipt(fields['receipt']),
  }
}

export function parseReceiptPage(value: unknown): ReceiptPage {
  const fields = record(value, 'list of receipts')
  return {
    receipts: list(fields['receipts'], 'receipts').map(parseReceipt),
    nextCursor: textOrNull(fields['nextCursor'], 'nextCursor'),
  }
}

function parseReceipt(value: unknown): DeletionReceipt {
  const fields = record(value, 'receipt')
  if (fields['version'] !== 1) throw unfit('version of the receipt')
  return {
    kind: oneOf(['playhead-deletion-receipt'], fields['kind'], 'kind of receipt'),
    version: 1,
    erasedAt: number(fields['erasedAt'], 'erasedAt'),
    by: text(fields['by'], 'by'),
    why: oneOf(['request', 'retention', 'budget'], fields['why'], 'reason of an erasure'),
    foundBy: oneOf(['session', 'user', 'url', 'time', 'age'], fields['foundBy'], 'foundBy'),
    sessions: list(fields['sessions'], 'erased sessions').map(parseErased),
    publicKey: text(fields['publicKey'], 'public key'),
    signature: text(fields['signature'], 'signature'),
  }
}

function parseErased(value: unknown): ErasedSessionEntry {
  const fields = record(value, 'erased session')
  return {
    id: text(fields['id'], 'session id'),
    segments: number(fields['segments'], 'segments'),
    bytes: number(fields['bytes'], 'bytes'),
  }
}

function parseMatch(value: unknown): ErasureMatch {
  const fields = record(value, 'session')
  return {
    ...parseErased(value),
    startedAt: number(fields['startedAt'], 'startedAt'),
    endedAt: number(fields['endedAt'], 'endedAt'),
  }
}

function parseNext(value: unknown): NonNullable<StorageReport['next']> {
  const fields = record(value, 'next session')
  return {
    session: text(fields['session'], 'session id'),
    at: numberOrNull(fields['at'], 'at'),
    why: oneOf(['retention', 'budget'], fields['why'], 'why'),
  }
}

function parseRetentionEntry(value: unknown): RetentionEntry {
  const fields = record(value, 'retention rule')
  const when = record(fields['when'], 'condition')
  const { errors, identified, entryUrl, release } = when
  return {
    when: {
      ...(errors === undefined ? {} : { errors: yesOrNo(errors, 'errors') }),
      ...(identified === undefined ? {} : { identified: yesOrNo(identified, 'identified') }),
      ...(entryUrl === undefined ? {} : { entryUrl: text(entryUrl, 'entryUrl') }),
      ...(release === undefined ? {} : { release: text(release, 'release') }),
    },
    keepMs: numberOrNull(fields['keepMs'], 'keepMs'),
  }
}
