import type { TimelineEvent } from '@playhead/protocol'
import type { CaptureScope, EmitTimeline, Tracker } from '../src/capture/scope.ts'
import { createBudget } from '../src/budget/budget.ts'
import { createGates } from '../src/session/gates.ts'
import { createListen } from '../src/page/listen.ts'
import { loadDetectors } from '../src/privacy/late-detectors.ts'
import { createPolicy } from '../src/privacy/policy.ts'
import type { PlayheadError } from '../src/index.ts'

export interface Observed {
  tracker: Tracker
  events: TimelineEvent[]
  errors: PlayheadError[]
  failures: unknown[]
  /** ms since the Unix epoch; move it on by hand. */
  clock: { time: number; now(): number }
}

/** As on a page that has needed them: a tracker tells at once what it sees. */
await loadDetectors()

/** Runs one tracker on the page as it is. Whoever calls it stops it. */
export function observe(track: (emit: EmitTimeline, scope: CaptureScope) => Tracker): Observed {
  const events: TimelineEvent[] = []
  const errors: PlayheadError[] = []
  const failures: unknown[] = []
  const clock = { time: 1_763_900_000_000, now: () => clock.time }
  const report = (error: PlayheadError): void => void errors.push(error)
  const emit: EmitTimeline = (event) => events.push(event)
  const budget = createBudget({ emit, gates: createGates(), clock, report })
  const scope: CaptureScope = {
    budget,
    clock,
    policy: createPolicy(),
    listen: createListen((cause) => failures.push(cause)),
    nodeId: () => 7,
    isOwnUrl: (url) => url.includes('/api/replay'),
    onRequest: () => undefined,
    onRoot: () => undefined,
    report,
  }
  return { tracker: track(emit, scope), events, errors, failures, clock }
}
