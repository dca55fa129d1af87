import type { Peer } from './peer.ts'

const session = { secure_id: 'bench', project_id: '1', sampling: null }

export const highlight: Peer = {
  entry: (ingestUrl) => `
import { H } from 'highlight.run'
H.init('1', {
  backendUrl: '${ingestUrl}/graphql',
  otlpEndpoint: '${ingestUrl}/otel',
  serviceName: 'bench',
  environment: 'production',
})`,
  isReplay: (_, body) => /PushPayload|pushSessionEvents/i.test(body.toString('latin1', 0, 4096)),
  answer: (_, body) => ({
    json: {
      data: body.includes('initializeSession')
        ? { initializeSession: session }
        : { pushPayload: 0, PushPayload: 0, pushSessionEvents: null, pushMetrics: 0 },
    },
  }),
}
