import type { ConsoleEvent, ConsoleLevel, ConsoleMethod } from '@playhead/protocol'
import { consoleLevels } from '@playhead/protocol/recording'
import { patch } from '../page/patch.ts'
import { cleanLeaf } from '../privacy/clean-own-event.ts'
import { scrubText } from '../privacy/scrub-text.ts'
import { hideShownNames } from '../privacy/shown-names.ts'
import { stackOf } from './describe-error.ts'
import { limitRate } from './limit-rate.ts'
import type { CaptureScope, EmitTimeline, Tracker } from './scope.ts'
import { toText } from './to-text.ts'

const maxArguments = 10
/** Of all arguments of one call together, UTF-16 units. */
const maxCallLength = 8_000
const lastWords = /[\w-]+ ?[\w-]*(?=\W*$)/

type Write = readonly [
  name: ConsoleLevel | ConsoleMethod | 'groupCollapsed',
  level: ConsoleLevel,
  method?: ConsoleMethod,
]

type Caller = (...args: unknown[]) => void

/** The methods that write something, and the level of what they write (Console standard, section 2.3). */
const writes: readonly Write[] = [
  ...consoleLevels.map((level): Write => [level, level]),
  ['assert', 'error', 'assert'],
  ['count', 'info', 'count'],
  ['dir', 'log', 'dir'],
  ['group', 'log', 'group'],
  ['groupCollapsed', 'log', 'group'],
  ['table', 'log', 'table'],
  ['trace', 'log', 'trace'],
]

/**
 * What is written to the console. The application's own call goes first and is never kept from
 * happening; arguments become text only for calls that are within the rate. The console's timers are
 * left out: the times they write cannot be read.
 */
export function trackConsole(emit: EmitTimeline, scope: CaptureScope): Tracker {
  const rate = limitRate('console', emit, scope)
  // Reading an argument can run a proxy's trap, and that may write to the console again.
  let isReading = false

  function record(
    level: ConsoleLevel,
    method: ConsoleMethod | undefined,
    args: unknown[],
    caller: Caller,
  ): void {
    // An assertion writes only if it fails, and then not its condition.
    if (isReading || (method === 'assert' && args.shift()) || !rate.take()) return
    isReading = true
    try {
      const stack = method === 'trace' ? stackAbove(caller) : args.map(stackOf).find(Boolean)
      const at = scope.clock.now()
      const texts = toTexts(args)
      scope.policy.clean(
        (rules): ConsoleEvent => ({
          type: 'console',
          at,
          level,
          ...(method && { method }),
          // `('phone', 351912345678)`: the argument before may say what it is.
          args: texts.map((text, index) =>
            String(
              cleanLeaf(text, rules, lastWords.exec(texts[index - 1]?.slice(-40) ?? '')?.[0] ?? ''),
            ),
          ),
          ...(stack && { stack: scrubText(stack, rules) }),
        }),
        emit,
      )
    } catch {
      // What cannot be read is not recorded; the application's call has been made.
    } finally {
      isReading = false
    }
  }

  const stops = writes.map(([name, level, method]) =>
    patch(
      console,
      name,
      (original, isActive) =>
        function write(this: Console, ...args: unknown[]): void {
          Reflect.apply(original, this, args)
          if (isActive()) record(level, method, args, write)
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

function toTexts(args: readonly unknown[]): string[] {
  let left = maxCallLength
  return args.slice(0, maxArguments).map((value) => {
    const text = toText(value, left)
    left = Math.max(0, left - text.length)
    return value instanceof Error ? text : hideShownNames(text)
  })
}

/** Where the application called from. Older browsers cannot leave out our own lines. */
function stackAbove(caller: Caller): string {
  const error = new Error()
  if ('captureStackTrace' in Error && typeof Error.captureStackTrace === 'function') {
    Error.captureStackTrace(error, caller)
  }
  return (stackOf(error) ?? '').replace(/^Error.*\n/, '')
}
