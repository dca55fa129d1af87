import { posthog } from 'posthog-js'
// What it would load from its own server otherwise.
import 'posthog-js/dist/posthog-recorder.js'

/** PostHog with its own session replay; it reports to this server. */
Object.assign(globalThis, {
  // As its snippet brings it along: without one nothing is recorded.
  _POSTHOG_REMOTE_CONFIG: {
    phc_test: {
      config: {
        token: 'phc_test',
        supportedCompression: ['gzip-js'],
        hasFeatureFlags: false,
        sessionRecording: { endpoint: '/s/', consoleLogRecordingEnabled: true },
      },
      siteApps: [],
    },
  },
  neighbour: {
    start: () =>
      posthog.init('phc_test', {
        api_host: location.origin,
        opt_out_useragent_filter: true,
        disable_external_dependency_loading: true,
        disable_surveys: true,
      }),
    isAtWork: () => posthog.sessionRecordingStarted(),
  },
})
