import type { Trackers } from '../server/trackers.ts'

/** Sends errors to other trackers as well. Their code is loaded only where they are switched on. */
export async function startTrackers(): Promise<void> {
  const response = await fetch('/api/trackers')
  const { sentry, logRocket, postHog, datadog, webhook } = (await response.json()) as Trackers
  const both = logRocket
    ? (await import('./logrocket.ts')).startLogRocket(logRocket.app, logRocket.server)
    : null
  if (webhook) (await import('./webhook.ts')).startWebhook(webhook)
  if (sentry) (await import('./sentry.ts')).startSentry(sentry.dsn, both)
  if (datadog) (await import('./datadog.ts')).startDatadog(datadog)
  if (postHog) (await import('./posthog.ts')).startPostHog(postHog.key, postHog.host)
}
