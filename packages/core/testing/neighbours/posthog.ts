import { posthog } from 'posthog-js'

/** PostHog with autocapture; it reports to this server. */
Object.assign(globalThis, {
  neighbour: {
    start: () =>
      posthog.init('phc_test', {
        api_host: location.origin,
        opt_out_useragent_filter: true,
        disable_external_dependency_loading: true,
        advanced_disable_flags: true,
      }),
    isAtWork: () => posthog.get_distinct_id() !== undefined,
  },
})
