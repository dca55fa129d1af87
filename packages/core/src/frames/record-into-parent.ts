import type { FrameEvent, TimelineEvent } from '@playhead/protocol'
import { createBudget } from '../budget/budget.ts'
import type { NetworkOptions } from '../capture/network/network-options.ts'
import { recordDetails } from '../capture/network/record-details.ts'
import type { CaptureScope, Tracker } from '../capture/scope.ts'
import { type CaptureOptions, startCapture } from '../capture/start-capture.ts'
import type { Clock } from '../page/clock.ts'
import { createListen } from '../page/listen.ts'
import { PlayheadError } from '../playhead-error.ts'
import { cleanFields, cleanOwnEvent } from '../privacy/clean-own-event.ts'
import { type OwnRules, parseOwnRules } from '../privacy/own-rules.ts'
import { createPolicy } from '../privacy/policy.ts'
import type { PrivacyOptions } from '../privacy/privacy-options.ts'
import { watchExclusion } from '../privacy/watch-exclusion.ts'
import type { ReportedError } from '../recording.ts'
import { createGates } from '../session/gates.ts'
import type { KeyValue } from '../session/session-cache.ts'
import type { FrameLevel } from './frame-message.ts'

export { checkLists } from '../check-lists.ts'

export interface IntoParent {
  /** Begins anew, with a picture of the whole page. */
  begin(): void
  hear(said: TimelineEvent | ReportedError): void
  /** Hands over what has been gathered. */
  drain(): void
  stop(): void
}

interface IntoParentContext {
  options: CaptureOptions['options'] & { network?: NetworkOptions; privacy?: PrivacyOptions }
  ownRules: OwnRules | undefined
  level: FrameLevel
  firstId: number
  clock: Clock
  send(frames: readonly FrameEvent[], events: readonly TimelineEvent[]): void
  reserveIds(take: (firstId: number) => void): void
  /** Nothing of this page is to be recorded, as its own rules say; or it is again. */
  onExclusion(isExcluded: boolean): void
  report(error: PlayheadError): void
}

const gatherMs = 100

/** What the application has said in `exclude` and `detectors`. */
export function toOwnRules(
  privacy: PrivacyOptions | undefined,
  report: (error: PlayheadError) => void,
): OwnRules | undefined {
  return privacy && (privacy.detectors || privacy.exclude) && parseOwnRules(privacy)(report)
}

/** Records this page, with all its rules, for the page around it. */
export function recordIntoParent(context: IntoParentContext): IntoParent {
  const { options, level, clock, report } = context
  const policy = createPolicy(options.privacy, context.ownRules, level === 'mask')
  const failed = (cause: unknown): void =>
    report(new PlayheadError('capture_failed', 'A part of the recorder failed.', { cause }))
  const budget = createBudget({ emit, gates: createGates(), clock, report })
  const listen = createListen(failed, budget.charge)
  let frames: FrameEvent[] = []
  let events: TimelineEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let capture: ReturnType<typeof startCapture> | null = null

  const scope: CaptureScope = {
    budget,
    clock,
    policy,
    listen,
    report,
    firstNodeId: context.firstId,
    reserveIds: context.reserveIds,
    nodeId: (node, isToCome) => capture?.dom.nodeId(node, isToCome),
    isOwnUrl: () => false,
    onRequest: (method) => capture?.frustration?.request(method),
    onRoot: (root) => watch.root(root),
  }
  const watch = watchExclusion(policy, onExclusion)
  // The address can change at any time, and nothing tells.
  const stopLooking = listen(window, ['popstate', 'hashchange'], watch.look)
  if (watch.reason()) context.onExclusion(true)
  else start()

  function start(): void {
    capture = startCapture({
      emit,
      emitFrame,
      scope,
      options,
      tabStorage: forgetful(),
      recordDetails: recordDetails(options.network ?? {}),
      propagate: null,
    })
    each((tracker) => tracker.begin?.())
  }

  function end(): void {
    each((tracker) => tracker.stop())
    capture = null
  }

  function onExclusion(reason: string | null): void {
    // What is not written down yet may be of what is excluded.
    capture?.dom.stop()
    end()
    frames = []
    context.onExclusion(reason !== null)
  }

  function each(act: (tracker: Tracker) => void): void {
    for (const tracker of [budget, ...(capture?.trackers ?? [])]) {
      try {
        act(tracker)
      } catch (cause) {
        failed(cause)
      }
    }
  }

  function emit(event: TimelineEvent): void {
    capture?.frustration?.look(event)
    events.push(event)
    timer ??= setTimeout(flush, gatherMs)
  }

  function emitFrame(frame: FrameEvent): void {
    frames.push(frame)
    timer ??= setTimeout(flush, gatherMs)
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (frames.length + events.length > 0) context.send(frames, events)
    frames = []
    events = []
  }

  function drain(): void {
    each((tracker) => tracker.drain?.())
    flush()
  }

  return {
    begin: () => capture?.dom.begin(),
    hear(said) {
      if (said.type !== 'reported-error') {
        return policy.clean((rules) => cleanOwnEvent(said, rules), emit)
      }
      policy.clean(
        (rules) => cleanFields(said.context, rules),
        (context) => capture?.errors.capture({ ...said, context }),
      )
    },
    drain,
    stop() {
      drain()
      stopLooking()
      watch.stop()
      end()
    },
  }
}

/** Which pages of a tab were left and when is the business of the page around this one. */
function forgetful(): KeyValue {
  return { get: () => null, set: () => undefined, remove: () => undefined }
}
