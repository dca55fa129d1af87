import type { Peer } from './peer.ts'

export const sentry: Peer = {
  entry: (ingestUrl) => `
import * as Sentry from '@sentry/browser'
Sentry.init({
  dsn: '${ingestUrl.replace('//', '//public@')}/1',
  replaysSessionSampleRate: 1,
  integrations: [Sentry.replayIntegration()],
})
window.flushReplay = () => Sentry.getReplay().flush()`,
  isReplay: (_, body) => body.subarray(0, 2048).includes('replay'),
}
