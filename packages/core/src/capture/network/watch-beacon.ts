import { observeCall } from '../../dom/observe-call.ts'
import type { Call, RequestUnderWay } from './request-log.ts'

/** A beacon's answer is never known: only whether the browser took it. */
export function watchBeacon(begin: (call: Call) => RequestUnderWay | null): () => void {
  const { prototype } = Navigator
  return observeCall(prototype, 'sendBeacon', (_, [url, body], isQueued) => {
    const header = (): null => null
    const call: Call = { initiator: 'beacon', method: 'POST', url: String(url), body, header }
    begin(call)?.end({ status: null, ...(!isQueued && { failure: 'network' as const }) })
  })
}
