import type { Peer } from './peer.ts'

export const openreplay: Peer = {
  entry: (ingestUrl) => `
import Tracker from '@openreplay/tracker'
const tracker = new Tracker({
  projectKey: 'bench',
  ingestPoint: '${ingestUrl}/ingest',
  __DISABLE_SECURE_MODE: true,
})
tracker.start()
window.flushReplay = () => tracker.forceFlushBatch()`,
  isReplay: (url) => url.includes('/v1/web/i'),
  answer: (url) => ({ json: url.includes('web/start') ? started() : [] }),
}

function started(): object {
  return {
    token: 'bench',
    userUUID: 'bench',
    projectID: '1',
    sessionID: '123456789',
    delay: 0,
    beaconSizeLimit: 1_000_000,
    compressionThreshold: 24_000,
    startTimestamp: Date.now(),
    userBrowser: 'Chrome',
    userCity: '',
    userCountry: '',
    userDevice: '',
    userOS: 'Linux',
    userState: '',
    canvasEnabled: false,
    protocolVersion: 1,
  }
}
