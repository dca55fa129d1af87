import type { SentryReplayOptions } from './sentry-replay-options.ts'
import type { SentryDsn, SentryEvent } from './sentry-shapes.ts'

/** @returns where the event can be seen in Sentry; null if that is not known. */
export function issueUrl(
  event: SentryEvent,
  eventId: string,
  dsn: SentryDsn | undefined,
  options: SentryReplayOptions,
): string | null {
  const url = options.issueUrl
    ? options.issueUrl(eventId, event)
    : dsn && options.org !== undefined
      ? searchUrl(dsn, options.org, eventId)
      : null
  // The timeline takes nothing else, and would lose the whole link over it.
  return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null
}

/** Sentry's search opens the event itself when it is given an event's id. */
function searchUrl({ protocol, host, port, path, projectId }: SentryDsn, org: string, id: string) {
  const slug = encodeURIComponent(org)
  const query = `project=${encodeURIComponent(projectId)}&query=${encodeURIComponent(id)}`
  // The DSN of Sentry's own service names the host that takes events in, such as o1.ingest.us.sentry.io.
  if (/(^|\.)sentry\.io$/.test(host)) return `https://${slug}.sentry.io/issues/?${query}`
  const base = `${protocol}://${host}${port ? `:${port}` : ''}${path ? `/${path}` : ''}`
  return `${base}/organizations/${slug}/issues/?${query}`
}
