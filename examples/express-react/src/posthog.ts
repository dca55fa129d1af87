import { getReplay } from '@playhead/core'
import { postHogReplay } from '@playhead/posthog-bridge'
import { posthog } from 'posthog-js'

/** PostHog's events link to their moment in the replay; it learns of errors and frustration. */
export function startPostHog(key: string, host: string): void {
  posthog.init(key, { api_host: host })
  postHogReplay(getReplay, posthog)
}
