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
  Object.assign(payload, { replay: momentAt(Date.now()) })
}

/** `datadogRum.init({ applicationId, clientToken, beforeSend: datadogRumReplay })` */
export function datadogRumReplay(event: {
  date: number
  context?: { [key: string]: unknown }
}): true {
  event.context = { ...event.context, replay: momentAt(event.date) }
  return true
}

/** `datadogLogs.init({ clientToken, beforeSend: datadogLogsReplay })` */
export function datadogLogsReplay(event: { date: number }): true {
  Object.assign(event, { replay: momentAt(event.date) })
  return true
}

/** Any service that takes JSON. A page that is being left still sends it. */
export function reportTo(webhook: string, error: unknown): boolean {
  return navigator.sendBeacon(webhook, JSON.stringify(replayContext(error)))
}

/** The fields of `replayContext` that lead to a moment of the recording; null if nothing is recorded. */
function momentAt(at: number): { [field: string]: string | number | null } {
  const { session_id, session_replay_url, replay_timestamp } = replayContext(null, { at })
  return { session_id, session_replay_url, replay_timestamp }
}
