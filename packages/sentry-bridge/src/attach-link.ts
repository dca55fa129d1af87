import type { Linked } from './linked-replay.ts'
import type { SentryEvent } from './sentry-shapes.ts'

/** Sentry drops a tag with a longer value. */
const maxTagLength = 200

/*
 * Never `replayId`, `replay_id` or a context named `replay`: Sentry takes those for recordings of its own.
 */
const urlTag = 'playhead.url'
const sessionTag = 'playhead.session'
const contextName = 'playhead'

/** Writes the link into the event. A context is shown as it is if it is flat. */
export function attachLink(event: SentryEvent, { replay, session, at }: Linked): void {
  const url = replay.url({ at })
  event.tags = { ...event.tags, [sessionTag]: session }
  if (url.length <= maxTagLength) event.tags[urlTag] = url
  const startedAt = replay.startedAt ?? 0
  event.contexts = {
    ...event.contexts,
    [contextName]: {
      url,
      session,
      at,
      ...(startedAt > 0 && { offset_ms: Math.max(0, Math.round(at - startedAt)) }),
    },
  }
}

/** Takes the link out again; what `beforeSend` made of the rest stays. */
export function detachLink(event: SentryEvent): void {
  if (event.tags) {
    const { [urlTag]: _url, [sessionTag]: _session, ...tags } = event.tags
    event.tags = tags
  }
  if (event.contexts) {
    const { [contextName]: _context, ...contexts } = event.contexts
    event.contexts = contexts
  }
}
