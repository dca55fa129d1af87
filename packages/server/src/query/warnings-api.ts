import { isSessionId } from '@playhead/protocol'
import { respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { noSession } from './query-api.ts'

/** `GET api/warnings`, `GET api/sessions/{session}/warnings`: `{ warnings }`, the most frequent first. */
export function listWarnings(store: ReplayStore): Answer {
  return async (_, { session }) => {
    if (session !== undefined && !isSessionId(session)) throw noSession()
    return respondJson({ warnings: await store.listWarnings(session ?? null) })
  }
}
