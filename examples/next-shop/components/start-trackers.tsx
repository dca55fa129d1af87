'use client'

import { type ReactNode, useEffect } from 'react'
import type { Trackers } from '../lib/trackers'

let started: Promise<void> | null = null

/** Sends errors to other trackers as well. Their code is loaded only where they are switched on. */
export function StartTrackers({ trackers }: { trackers: Trackers }): ReactNode {
  useEffect(() => {
    started ??= start(trackers)
  }, [trackers])
  return null
}

async function start({ sentry, logRocket, postHog, datadog, webhook }: Trackers): Promise<void> {
  const both = logRocket
    ? (await import('../lib/logrocket')).startLogRocket(logRocket.app, logRocket.server)
    : null
  if (webhook) (await import('../lib/webhook')).startWebhook(webhook)
  if (sentry) (await import('../lib/sentry')).startSentry(sentry.dsn, both)
  if (datadog) (await import('../lib/datadog')).startDatadog(datadog)
  if (postHog) (await import('../lib/posthog')).startPostHog(postHog.key, postHog.host)
}
