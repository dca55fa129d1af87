import { datadogRum } from '@datadog/browser-rum'
import { replayContext } from '@playhead/core'

export interface DatadogSwitch {
  application: string
  token: string
  site: string
  /** Where events are sent instead of to Datadog's intake. */
  proxy?: string | undefined
}

/** Everything that Datadog is told of the page leads to its own moment in the replay. */
export function startDatadog({ application, token, site, proxy }: DatadogSwitch): void {
  datadogRum.init({
    applicationId: application,
    clientToken: token,
    site,
    service: 'shop',
    version: '1.0.0',
    sessionReplaySampleRate: 0,
    ...(proxy !== undefined && { proxy }),
    beforeSend(event) {
      const { session_id, session_replay_url, replay_timestamp } = replayContext(null, {
        at: event.date,
      })
      const replay = { session_id, session_replay_url, replay_timestamp }
      event.context = { ...event.context, replay }
      return true
    },
  })
}
