import type { Peer } from './peer.ts'

export const datadog: Peer = {
  entry: (ingestUrl) => `
import { datadogRum } from '@datadog/browser-rum'
datadogRum.init({
  applicationId: '00000000-0000-0000-0000-000000000000',
  clientToken: 'pub0',
  site: 'datadoghq.com',
  service: 'bench',
  proxy: '${ingestUrl}/datadog',
  sessionSampleRate: 100,
  sessionReplaySampleRate: 100,
  telemetrySampleRate: 0,
})`,
  isReplay: (url) => url.includes('replay'),
}
