import type { BudgetEvent } from '@playhead/protocol'
import { loadPart } from '../capture/load-part.ts'
import type { CaptureScope, EmitTimeline, Tracker } from '../capture/scope.ts'
import type { Clock } from '../page/clock.ts'
import type { Gates } from '../session/gates.ts'
import type * as overload from './overload.ts'
import { maxCostMs, type Spent } from './spent.ts'
import type { Steps } from './steps.ts'

/** What recording may take of the page's main thread, and what is left out while it takes more. */
export interface Budget extends Tracker {
  /** Runs a part of the recorder and counts what it takes. */
  charge<T>(act: () => T): T
  /** Whether this is left out now. */
  leavesOut(step: BudgetEvent['leavesOut']): boolean
  /** Receives every step, so that the frames can follow. */
  onStep(listener: (isUp: boolean) => void): void
  /** Receives the code for pages that cost too much, once there is such a page. */
  onOverload(listener: (overload: Overload) => void): void
}

export interface BudgetContext extends Pick<CaptureScope, 'report'> {
  emit: EmitTimeline
  gates: Pick<Gates, 'set' | 'drop'>
  clock: Clock
  /** ms; only differences count. */
  costClock?: () => number
}

/** What most pages never need. */
type Overload = typeof overload

/**
 * Counts what recording costs the page. Where that is too much, what steps down is loaded: the first
 * second is forgiven anyway.
 *
 * @param known what would be loaded, if it is there.
 */
export function createBudget(context: BudgetContext, known: Overload | null = null): Budget {
  const { clock, costClock = () => performance.now() } = context
  const spent: Spent = { ms: 0, since: clock.now() }
  let loaded = known
  let late: { readonly part: Steps | null; stop(): void } | undefined
  let isCharging = false
  let onStep: ((isUp: boolean) => void) | undefined
  let onOverload: ((overload: Overload) => void) | undefined

  function charge<T>(act: () => T): T {
    if (isCharging) return act()
    isCharging = true
    const from = costClock()
    try {
      return act()
    } finally {
      isCharging = false
      spent.ms += costClock() - from
      // Most of a page's events cost next to nothing, and to ask for the time would be most of it.
      if (late || spent.ms > maxCostMs) look()
    }
  }

  function look(): void {
    late ??= loaded
      ? startSteps(loaded)
      : loadPart(async () => startSteps(await import('./overload.ts')).part, context)
    late.part?.look()
  }

  function startSteps(steps: Overload): { part: Steps; stop(): void } {
    loaded = steps
    onOverload?.(steps)
    const part = steps.createSteps(context, spent, (isUp) => onStep?.(isUp))
    return { part, stop: part.stop }
  }

  return {
    charge,
    leavesOut: (what) => late?.part?.leavesOut(what) ?? false,
    onStep(listener) {
      onStep = listener
    },
    onOverload(listener) {
      onOverload = listener
      if (loaded) listener(loaded)
    },
    begin: () => late?.part?.begin(),
    stop: () => late?.stop(),
  }
}
