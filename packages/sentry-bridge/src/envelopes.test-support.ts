/** The event of an envelope as it stands on the wire: develop.sentry.dev, "Envelopes". */
export interface ReceivedEvent {
  path: string
  type: string
  event: {
    event_id?: string
    timestamp?: number
    tags?: Record<string, string>
    contexts?: Record<string, Record<string, unknown>>
    exception?: { values?: { type?: string; value?: string }[] }
  }
}

/** Reads the bytes of one envelope; items that are no JSON, such as compressed recordings, are left out. */
export function parseEnvelope(path: string, bytes: Buffer): ReceivedEvent[] {
  const found: ReceivedEvent[] = []
  let offset = bytes.indexOf('\n') + 1
  while (offset > 0 && offset < bytes.length) {
    const headerEnd = bytes.indexOf('\n', offset)
    const header = JSON.parse(bytes.toString('utf8', offset, headerEnd)) as {
      type: string
      length?: number
    }
    const next = bytes.indexOf('\n', headerEnd + 1)
    const end =
      header.length === undefined ? (next < 0 ? bytes.length : next) : headerEnd + 1 + header.length
    const body = bytes.toString('utf8', headerEnd + 1, end)
    if (header.type === 'event' || header.type === 'feedback' || header.type === 'transaction') {
      found.push({
        path,
        type: header.type,
        event: JSON.parse(body) as ReceivedEvent['event'],
      })
    }
    offset = end + 1
  }
  return found
}
