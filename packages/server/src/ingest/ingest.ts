import type { TimelineEvent } from '@playhead/protocol'
import { checkOrigin } from '../http/check-origin.ts'
import { respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import type { CommittedSegment } from './on-segment.ts'
import { createReceiver, type Reception } from './receive-segment.ts'

export interface Ingest extends Reception {
  allowedOrigins: readonly string[]
  /** Called with what a session's page told, once it is stored. Never rejects. */
  claim(session: string, timeline: readonly TimelineEvent[]): Promise<void>
  /** Called with what is on disk. Never throws. */
  tell(segment: CommittedSegment): void
}

/** `POST segments`. Open to every visitor; 202 says that the segment survives the death of the process. */
export function ingest({ allowedOrigins, claim, tell, ...reception }: Ingest): Answer {
  const receive = createReceiver(reception)
  return async (request) => {
    checkOrigin(request, allowedOrigins)
    const { status, segment } = await receive(request)
    tell(segment)
    if (status === 'stored') await claim(segment.header.session, segment.timeline)
    return respondJson({ status }, 202)
  }
}
