import type { Peer } from './peer.ts'

const remoteConfig = {
  token: 'phc_bench',
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  featureFlags: {},
  config: {},
  sessionRecording: {
    endpoint: '/s/',
    recorderVersion: 'v2',
    sampleRate: null,
    minimumDurationMilliseconds: null,
    urlTriggers: [],
    urlBlocklist: [],
    eventTriggers: [],
  },
  siteApps: [],
  isAuthenticated: false,
}

/** With its recorder in the bundle, which it would load from its own server otherwise. */
export const posthog: Peer = {
  entry: (ingestUrl) => `
import posthog from 'posthog-js'
import 'posthog-js/dist/posthog-recorder'
posthog.init('phc_bench', {
  api_host: '${ingestUrl}',
  disable_external_dependency_loading: true,
  disable_surveys: true,
  opt_out_useragent_filter: true,
  session_recording: { compress_events: true },
})`,
  isReplay: (url) => url.startsWith('/s/'),
  answer: (url) => ({
    json: /^\/(?:flags|array|decide)/.test(url) ? remoteConfig : { status: 1 },
  }),
}
