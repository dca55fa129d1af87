import { isSessionId, isTabId } from '@playhead/protocol'
import { parsePage } from '../http/parse-page.ts'
import { respondBytes, respondJson } from '../http/respond.ts'
import type { Answer } from '../http/route.ts'
import { ReplayError } from '../replay-error.ts'
import type { ReplayStore } from '../store/replay-store.ts'
import { toManifest } from './to-manifest.ts'

/** `GET api/sessions?limit=50&cursor=…`: a page of the list, the newest session first. */
export function listSessions(store: ReplayStore): Answer {
  return async (request) => {
    return respondJson(await store.listSessions(parsePage(request)))
  }
}

/** `GET api/sessions/{session}`: its segments, keyframes and gaps. */
export function readManifest(store: ReplayStore): Answer {
  return async (_, { session }) => {
    const stored = isSessionId(session) ? await store.readSession(session) : null
    if (!stored) throw noSession()
    return respondJson(toManifest(stored))
  }
}

/** `GET api/sessions/{session}/timeline`: all events of all tabs by time. */
export function readTimeline(store: ReplayStore): Answer {
  return async (_, { session }) => {
    const timeline = isSessionId(session) ? await store.readTimeline(session) : null
    if (!timeline) throw noSession()
    return respondJson(timeline)
  }
}

/** `GET api/sessions/{session}/segments/{tab}/{sequence}`: the segment's bytes. */
export function readSegment(store: ReplayStore): Answer {
  return async (_, { session, tab, sequence = '' }) => {
    const isNamed = isSessionId(session) && isTabId(tab) && /^\d{1,10}$/.test(sequence)
    const bytes = isNamed ? await store.readSegment(session, tab, Number(sequence)) : null
    if (!bytes) throw noSegment()
    return respondBytes(bytes, 'application/octet-stream')
  }
}

export function noSession(): ReplayError {
  return new ReplayError(
    'not_found',
    'There is no such session. The address may be incomplete, or the session was erased.',
  )
}

export function noSegment(): ReplayError {
  return new ReplayError(
    'not_found',
    'There is no such segment. It never arrived, or its session was erased.',
  )
}
