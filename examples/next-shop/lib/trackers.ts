import type { DatadogSwitch } from './datadog'

/** Which trackers are switched on, by this server's environment. */
export interface Trackers {
  sentry?: { dsn: string }
  logRocket?: { app: string; server?: string }
  postHog?: { key: string; host: string }
  datadog?: DatadogSwitch
  webhook?: string
}

export function readTrackers(env = process.env): Trackers {
  return {
    ...(env.PLAYHEAD_SENTRY_DSN && { sentry: { dsn: env.PLAYHEAD_SENTRY_DSN } }),
    ...(env.PLAYHEAD_LOGROCKET_APP && {
      logRocket: {
        app: env.PLAYHEAD_LOGROCKET_APP,
        ...(env.PLAYHEAD_LOGROCKET_SERVER && { server: env.PLAYHEAD_LOGROCKET_SERVER }),
      },
    }),
    ...(env.PLAYHEAD_POSTHOG_KEY && {
      postHog: {
        key: env.PLAYHEAD_POSTHOG_KEY,
        host: env.PLAYHEAD_POSTHOG_HOST ?? 'https://eu.i.posthog.com',
      },
    }),
    ...(env.PLAYHEAD_DATADOG_APP &&
      env.PLAYHEAD_DATADOG_TOKEN && {
        datadog: {
          application: env.PLAYHEAD_DATADOG_APP,
          token: env.PLAYHEAD_DATADOG_TOKEN,
          site: env.PLAYHEAD_DATADOG_SITE ?? 'datadoghq.com',
          proxy: env.PLAYHEAD_DATADOG_PROXY,
        },
      }),
    ...(env.PLAYHEAD_WEBHOOK_URL && { webhook: env.PLAYHEAD_WEBHOOK_URL }),
  }
}

/** Where their scripts send to, for the content security policy. */
export function trackerOrigins(trackers: Trackers): string[] {
  const { sentry, logRocket, postHog, datadog, webhook } = trackers
  return [
    ...(sentry ? [new URL(sentry.dsn).origin] : []),
    ...(logRocket
      ? logRocket.server
        ? [logRocket.server]
        : ['https://*.logrocket.io', 'https://*.lrkt-in.com']
      : []),
    ...(postHog ? [new URL(postHog.host).origin] : []),
    ...(datadog ? [datadog.proxy ? new URL(datadog.proxy).origin : intakeOf(datadog.site)] : []),
    ...(webhook ? [new URL(webhook).origin] : []),
  ]
}

/** Datadog's: all labels of the site but the last are one, `browser-intake-us3-datadoghq.com`. */
function intakeOf(site: string): string {
  return `https://browser-intake-${site.replaceAll(/\.(?=.*\.)/g, '-')}`
}
