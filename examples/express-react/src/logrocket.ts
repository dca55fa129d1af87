import { getReplay } from '@playhead/core'
import {
  type LogRocketReplay,
  logRocketReplay,
  toLogRocketOptions,
} from '@playhead/logrocket-bridge'
import setup from 'logrocket/setup'

/**
 * Our sessions link to LogRocket's and back; LogRocket is held to our rules of privacy.
 *
 * @param server where LogRocket's script and ingest are, for who proxies or hosts them.
 */
export function startLogRocket(app: string, server?: string): LogRocketReplay {
  const logRocket = setup(server ? { sdkServer: server, ingestServer: server } : {})
  logRocket.init(app, toLogRocketOptions())
  return logRocketReplay(getReplay, logRocket)
}
