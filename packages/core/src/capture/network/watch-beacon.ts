import { patch } from '../../page/patch.ts'
import { quietly } from './quietly.ts'
import type { Call, RequestUnderWay } from './request-log.ts'

/** A beacon's answer is never known: only whether the browser took it. */
export function watchBeacon(begin: (call: Call) => RequestUnderWay | null): () => void {
  if (!('sendBeacon' in Navigator.prototype)) return () => undefined
  return patch(
    Navigator.prototype,
    'sendBeacon',
    (original, isActive) =>
      function (this: Navigator, url: string | URL, body?: BodyInit | null): boolean {
        const isQueued = Reflect.apply(original, this, [url, body]) as boolean
        if (isActive()) {
          quietly(() => {
            const header = (): null => null
            const call: Call = {
              initiator: 'beacon',
              method: 'POST',
              url: String(url),
              body,
              header,
            }
            begin(call)?.end({ status: null, ...(!isQueued && { failure: 'network' as const }) })
          })
        }
        return isQueued
      },
  )
}
