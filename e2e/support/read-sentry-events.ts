import { expect } from 'vitest'

/** What of an event in Sentry is looked at. */
export interface SentryEvent {
  platform: 'javascript' | 'node'
  /** Seconds since the Unix epoch. */
  timestamp: number
  sdk: { name: string }
  tags?: Record<string, string>
  contexts?: Record<string, Record<string, unknown>>
  exception?: { values: { type: string; value: string }[] }
}

/** The events of envelopes: a line that says what follows, and the event on the next. */
export function readSentryEvents(bodies: readonly string[]): SentryEvent[] {
  return bodies.flatMap((body) => {
    const lines = body.split('\n')
    return lines.flatMap((line, index) =>
      /^\{"type":"event"[^{}]*\}$/.test(line) ? [JSON.parse(lines[index + 1] ?? '')] : [],
    )
  })
}

/** Its link to the recording: the tags for the address and the id, and one flat context. */
export function readSentryLink(event: SentryEvent | undefined): { session: string; url: string } {
  const { 'playhead.url': url = '', 'playhead.session': session = '' } = event?.tags ?? {}
  const at = Math.round((event?.timestamp ?? 0) * 1_000)
  expect(url).toMatch(
    new RegExp(`^http://localhost:\\d+/api/replay/sessions/${session}\\?at=${at}$`),
  )
  const { offset_ms: _, ...context } = event?.contexts?.playhead ?? {}
  expect(context).toEqual({ url, session, at })
  return { session, url }
}
