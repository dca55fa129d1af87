import {
  type Annotation,
  auditActions,
  type AuditPage,
  type AuditRecord,
  type AuditVerification,
  type CreatedShare,
  type OpenedShare,
  type PrivacyWarning,
  type ShareLink,
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
export function parseAnnotations(value: unknown): Annotation[] {
  return list(record(value, 'list of notes')['annotations'], 'notes').map(parseAnnotation)
}

export function parseAnnotation(value: unknown): Annotation {
  const fields = record(value, 'note')
  return {
    id: text(fields['id'], 'note id'),
    session: text(fields['session'], 'session id'),
    at: number(fields['at'], 'at'),
    text: text(fields['text'], 'text'),
    by: text(fields['by'], 'by'),
    createdAt: number(fields['createdAt'], 'createdAt'),
  }
}

export function parseShares(value: unknown): ShareLink[] {
  return list(record(value, 'list of links')['shares'], 'links').map(parseShare)
}

export function parseCreatedShare(value: unknown): CreatedShare {
  const { share, url } = record(value, 'link')
  return { share: parseShare(share), url: text(url, 'address') }
}

export function parseOpenedShare(value: unknown): OpenedShare {
  const fields = record(value, 'link')
  return {
    session: text(fields['session'], 'session id'),
    from: numberOrNull(fields['from'], 'from'),
    to: numberOrNull(fields['to'], 'to'),
    expiresAt: number(fields['expiresAt'], 'expiresAt'),
  }
}

export function parseWarnings(value: unknown): PrivacyWarning[] {
  return list(record(value, 'list of warnings')['warnings'], 'warnings').map((item) => {
    const fields = record(item, 'warning')
    return {
      page: textOrNull(fields['page'], 'page'),
      channel: text(fields['channel'], 'channel'),
      detector: text(fields['detector'], 'detector'),
      count: number(fields['count'], 'count'),
      sessions: number(fields['sessions'], 'sessions'),
      lastAt: number(fields['lastAt'], 'lastAt'),
      // Exports of before know nothing of it.
      lastSession: textOrNull(fields['lastSession'] ?? null, 'lastSession'),
    }
  })
}

export function parseAuditPage(value: unknown): AuditPage {
  const fields = record(value, 'page of the audit log')
  return {
    entries: list(fields['entries'], 'entries').map(parseEntry),
    nextCursor: textOrNull(fields['nextCursor'], 'nextCursor'),
    lookedBackTo: numberOrNull(fields['lookedBackTo'], 'lookedBackTo'),
  }
}

export function parseVerification(value: unknown): AuditVerification {
  const { entries, isIntact, problem, head } = record(value, 'verification')
  return {
    entries: number(entries, 'entries'),
    isIntact: yesOrNo(isIntact, 'isIntact'),
    problem: problem === null ? null : parseProblem(problem),
    head: head === null ? null : parseHead(head),
  }
}

function parseShare(value: unknown): ShareLink {
  const fields = record(value, 'link')
  return {
    ...parseOpenedShare(value),
    id: text(fields['id'], 'link id'),
    createdBy: text(fields['createdBy'], 'createdBy'),
    createdAt: number(fields['createdAt'], 'createdAt'),
    revokedAt: numberOrNull(fields['revokedAt'], 'revokedAt'),
  }
}

function parseEntry(value: unknown): AuditRecord {
  const fields = record(value, 'entry')
  return {
    number: number(fields['number'], 'number'),
    at: number(fields['at'], 'at'),
    actor: text(fields['actor'], 'actor'),
    action: oneOf(auditActions, fields['action'], 'action'),
    subject: list(fields['subject'], 'subject').map((one) => text(one, 'session id')),
    details: parseDetails(fields['details']),
    previous: text(fields['previous'], 'previous hash'),
    hash: text(fields['hash'], 'hash'),
  }
}

function parseDetails(value: unknown): AuditRecord['details'] {
  const details: AuditRecord['details'] = {}
  for (const [name, detail] of Object.entries(record(value, 'details'))) {
    if (typeof detail !== 'string' && typeof detail !== 'number') throw unfit('detail')
    details[name] = detail
  }
  return details
}

function parseProblem(value: unknown): NonNullable<AuditVerification['problem']> {
  const fields = record(value, 'problem')
  return { number: number(fields['number'], 'number'), what: text(fields['what'], 'what') }
}

function parseHead(value: unknown): NonNullable<AuditVerification['head']> {
  const fields = record(value, 'head')
  return { number: number(fields['number'], 'number'), hash: text(fields['hash'], 'hash') }
}
