import type { Instrumentation } from 'next'

const sentryDsn = process.env.PLAYHEAD_SENTRY_DSN
const collector = process.env.PLAYHEAD_OTLP_ENDPOINT
const tellers: Instrumentation.onRequestError[] = []

/** Loads what is switched on by this server's environment. */
export async function startServerTrackers(): Promise<void> {
  if (sentryDsn) tellers.push((await import('./sentry-server')).startServerSentry(sentryDsn))
  if (collector) tellers.push((await import('./opentelemetry')).startOpenTelemetry(collector))
}

/** Tells them of an error of this server. */
export const tellServerTrackers: Instrumentation.onRequestError = async (...failed) => {
  await Promise.all(tellers.map((tell) => tell(...failed)))
}
