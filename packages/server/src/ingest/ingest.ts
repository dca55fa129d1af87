import type { TimelineEvent } from '@playhead/protocol'
import { checkOrigin } from '../http/check-origin.ts'
import { respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import type { ServerLimits } from '../server-limits.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { Accept } from './accept.ts'
import type { CommittedSegment } from './on-segment.ts'
import { receiveSegment } from './receive-segment.ts'

export interface Ingest {
  store: ReplayStore
  limits: ServerLimits
  allowedOrigins: readonly string[]
  accept?: Accept | undefined
  /** Called with what a session's page told, once it is stored. Never rejects. */
  claim(session: string, timeline: readonly TimelineEvent[]): Promise<void>
  /** Called with what is on disk. Never throws. */
  tell(segment: CommittedSegment): void
}

/** `POST segments`. Open to every visitor; 202 says that the segment survives the death of the process. */
export function ingest({ store, limits, allowedOrigins, accept, claim, tell }: Ingest): Answer {
  return async (request) => {
    checkOrigin(request, allowedOrigins)
    const { status, segment } = await receiveSegment(request, store, limits, accept)
    tell(segment)
    if (status === 'stored') await claim(segment.header.session, segment.timeline)
    return respondJson({ status }, 202)
  }
}
