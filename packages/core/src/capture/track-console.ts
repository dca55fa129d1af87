import { consoleLevels } from '@playhead/protocol'
import { patch } from '../page/patch.ts'
import { scrubText } from '../privacy/scrub-text.ts'
import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import { toText } from './to-text.ts'

const maxArguments = 10

/**
 * The console's five levels. The application's own call goes first and is never kept from happening;
 * arguments become text only for calls that are within the rate.
 */
export function trackConsole(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('console', emit, scope)
  // Reading an argument can run a proxy's trap, and that may write to the console again.
  let isReading = false

  const stops = consoleLevels.map((level) =>
    patch(
      console,
      level,
      (original, isActive) =>
        function (this: Console, ...args: unknown[]): void {
          Reflect.apply(original, this, args)
          if (!isActive() || isReading || !rate.take()) return
          isReading = true
          try {
            const texts = args
              .slice(0, maxArguments)
              .map((value) => scrubText(toText(value), scope.policy.scrubUrl))
            emit({ type: 'console', at: scope.clock.now(), level, args: texts })
          } catch {
            // What cannot be read is not recorded; the application's call has been made.
          } finally {
            isReading = false
          }
        },
    ),
  )
  return {
    drain: rate.drain,
    stop() {
      rate.stop()
      stops.forEach((stop) => stop())
    },
  }
}
