import { replayContext } from '@playhead/core'

/** `Bugsnag.start({ apiKey, onError: bugsnagReplay })` */
export function bugsnagReplay(event: {
  originalError: unknown
  addMetadata(section: string, values: { [key: string]: unknown }): void
}): void {
  event.addMetadata('replay', { ...replayContext(event.originalError) })
}

/** `new Rollbar({ accessToken, transform: rollbarReplay })` */
export function rollbarReplay(payload: { [key: string]: unknown }): void {
  const { session_id, session_replay_url, replay_timestamp } = replayContext(null)
  Object.assign(payload, { replay: { session_id, session_replay_url, replay_timestamp } })
}

/** Any service that takes JSON. A page that is being left still sends it. */
export function reportTo(webhook: string, error: unknown): boolean {
  return navigator.sendBeacon(webhook, JSON.stringify(replayContext(error)))
}
