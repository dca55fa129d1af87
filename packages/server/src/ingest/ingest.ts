import { checkOrigin } from '../http/check-origin.ts'
import { respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import type { ServerLimits } from '../server-limits.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import type { Accept } from './accept.ts'
import { receiveSegment } from './receive-segment.ts'

/** `POST segments`. Open to every visitor; 202 says that the segment survives the death of the process. */
export function ingest(
  store: ReplayStore,
  limits: ServerLimits,
  allowedOrigins: readonly string[],
  accept?: Accept,
): Answer {
  return async (request) => {
    checkOrigin(request, allowedOrigins)
    return respondJson({ status: await receiveSegment(request, store, limits, accept) }, 202)
  }
}
