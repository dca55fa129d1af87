import { getReplay, type Replay } from '@playhead/core'

/**
 * The page's recording, whoever started it. Before it starts, and on a server, calls do nothing,
 * `sessionId` and `url()` are empty and `getState()` is null.
 *
 * There is no `stop`: whoever started the recording ends it, and a person who declines is
 * `setConsent('denied')`.
 */
export interface ReplayHandle extends Omit<Replay, 'getState' | 'onEvent' | 'stop' | 'subscribe'> {
  getState(): ReturnType<Replay['getState']> | null
}

/** One object for ever, so it may stand in any dependency list. */
export const replayHandle: ReplayHandle = {
  get sessionId() {
    return getReplay()?.sessionId ?? ''
  },
  get startedAt() {
    return getReplay()?.startedAt ?? 0
  },
  get user() {
    return getReplay()?.user ?? null
  },
  url: (options) => getReplay()?.url(options) ?? '',
  identify: (user, traits) => getReplay()?.identify(user, traits),
  track: (name, properties) => getReplay()?.track(name, properties),
  setFlags: (flags) => getReplay()?.setFlags(flags),
  captureError: (error, context, at) => getReplay()?.captureError(error, context, at),
  link: (link) => getReplay()?.link(link),
  get consent() {
    return getReplay()?.consent ?? 'unknown'
  },
  setConsent: (state, details) => getReplay()?.setConsent(state, details),
  sendBuffer: (reason) => getReplay()?.sendBuffer(reason),
  why: () => getReplay()?.why() ?? [],
  flush: async () => getReplay()?.flush(),
  getState: () => getReplay()?.getState() ?? null,
}
