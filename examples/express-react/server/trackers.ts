const { env } = process

/** Which trackers are switched on; the page asks for it. */
export const trackers = {
  sentry: env.PLAYHEAD_SENTRY_DSN ? { dsn: env.PLAYHEAD_SENTRY_DSN } : null,
  logRocket: env.PLAYHEAD_LOGROCKET_APP
    ? { app: env.PLAYHEAD_LOGROCKET_APP, server: env.PLAYHEAD_LOGROCKET_SERVER }
    : null,
  postHog: env.PLAYHEAD_POSTHOG_KEY
    ? {
        key: env.PLAYHEAD_POSTHOG_KEY,
        host: env.PLAYHEAD_POSTHOG_HOST ?? 'https://eu.i.posthog.com',
      }
    : null,
  datadog:
    env.PLAYHEAD_DATADOG_APP && env.PLAYHEAD_DATADOG_TOKEN
      ? {
          application: env.PLAYHEAD_DATADOG_APP,
          token: env.PLAYHEAD_DATADOG_TOKEN,
          site: env.PLAYHEAD_DATADOG_SITE ?? 'datadoghq.com',
          proxy: env.PLAYHEAD_DATADOG_PROXY,
        }
      : null,
  webhook: env.PLAYHEAD_WEBHOOK_URL ?? null,
}

export type Trackers = typeof trackers
