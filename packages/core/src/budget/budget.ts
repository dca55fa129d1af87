import { type BudgetEvent, budgetSteps } from '@playhead/protocol'
import type { EmitTimeline, Tracker } from '../capture/scope.ts'
import type { Clock } from '../page/clock.ts'
import type { Gates } from '../session/gates.ts'

/** What recording may take of the page's main thread, and what is left out while it takes more. */
export interface Budget extends Tracker {
  /** Runs a part of the recorder and counts what it takes. */
  charge<T>(act: () => T): T
  /** Whether this is left out now. */
  leavesOut(step: BudgetEvent['leavesOut']): boolean
  /** Receives every step, so that the frames can follow. */
  onStep(listener: (isUp: boolean) => void): void
}

export interface BudgetContext {
  emit: EmitTimeline
  gates: Pick<Gates, 'set' | 'drop'>
  clock: Clock
  /** ms; only differences count. */
  costClock?: () => number
}

const windowMs = 1_000
/** Of each second, ms: a tenth. */
const maxCostMs = 100
/** In a row: one large change may fall into two. */
const forgivenWindows = 2
/** Calm needed before a step back. Doubles each time that a step back was too early. */
const restMs = { first: 5_000, longest: 60_000 }

/**
 * Steps down while recording costs the page too much, and back up when it has been calm: a page that is
 * busy loses detail, never the rest of its recording.
 */
export function createBudget({
  emit,
  gates,
  clock,
  costClock = () => performance.now(),
}: BudgetContext): Budget {
  let step = 0
  let since = clock.now()
  let calmSince = since
  let spentMs = 0
  let costMs = 0
  let busyWindows = 0
  let rest = restMs.first
  let wasUp = false
  let isCharging = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let listener: ((isUp: boolean) => void) | undefined

  function charge<T>(act: () => T): T {
    if (isCharging) return act()
    isCharging = true
    const from = costClock()
    try {
      return act()
    } finally {
      isCharging = false
      spentMs += costClock() - from
      // Most of a page's events cost next to nothing, and to ask for the time would be most of it.
      if (step > 0 || spentMs > maxCostMs) look()
    }
  }

  function look(): void {
    const now = clock.now()
    if (now - since >= windowMs) close(now)
    if (step > 0 || spentMs > maxCostMs) {
      timer ??= setTimeout(() => {
        timer = undefined
        look()
      }, windowMs)
    }
  }

  function close(now: number): void {
    costMs = Math.round((spentMs * 1_000) / (now - since))
    since = now
    spentMs = 0
    if (costMs > maxCostMs) {
      calmSince = now
      if (++busyWindows > forgivenWindows) move(1)
      return
    }
    busyWindows = 0
    if (now - calmSince < rest) return
    if (step > 0) {
      calmSince = now
      move(-1)
    } else if (now - calmSince >= restMs.longest) rest = restMs.first
  }

  function move(by: 1 | -1): void {
    const next = step + by
    if (!budgetSteps[next]) return
    if (by === 1 && wasUp) rest = Math.min(rest * 2, restMs.longest)
    wasUp = by === -1
    step = next
    tell()
    listener?.(wasUp)
  }

  function tell(): void {
    const leavesOut = budgetSteps[step] ?? 'nothing'
    if (step === 0) gates.drop('budget')
    else {
      const reason = `Recording took ${costMs} ms of a second; left out: ${leavesOut}.`
      gates.set('budget', leavesOut !== 'frames', reason)
    }
    emit({ type: 'budget', at: clock.now(), leavesOut, costMs })
  }

  return {
    charge,
    leavesOut: (what) => step >= budgetSteps.indexOf(what),
    onStep(wanted) {
      listener = wanted
    },
    begin() {
      if (step > 0) tell()
    },
    stop() {
      clearTimeout(timer)
      gates.drop('budget')
    },
  }
}
