import type { BudgetEvent } from '@playhead/protocol'
import { budgetSteps } from '@playhead/protocol/parts'
import type { Tracker } from '../capture/scope.ts'
import type { BudgetContext } from './budget.ts'
import { maxCostMs, type Spent } from './spent.ts'

/** What is left out of a recording that costs too much. */
export interface Steps extends Tracker {
  begin(): void
  leavesOut(step: BudgetEvent['leavesOut']): boolean
  /** Something was spent. */
  look(): void
}

const windowMs = 1_000
/** In a row: one large change may fall into two. */
const forgivenWindows = 2
/** Calm needed before a step back. Doubles each time that a step back was too early. */
const restMs = { first: 5_000, longest: 60_000 }

/**
 * Steps down while recording costs the page too much, and back up when it has been calm: a page that is
 * busy loses detail, never the rest of its recording.
 */
export function createSteps(
  { emit, gates, clock }: Pick<BudgetContext, 'emit' | 'gates' | 'clock'>,
  spent: Spent,
  onStep: (isUp: boolean) => void,
): Steps {
  let step = 0
  let calmSince = spent.since
  let costMs = 0
  let busyWindows = 0
  let rest = restMs.first
  let wasUp = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function isBusy(): boolean {
    return step > 0 || spent.ms > maxCostMs
  }

  function look(): void {
    if (!isBusy()) return
    const now = clock.now()
    if (now - spent.since >= windowMs) close(now)
    if (!isBusy()) return
    timer ??= setTimeout(() => {
      timer = undefined
      look()
    }, windowMs)
  }

  function close(now: number): void {
    costMs = Math.round((spent.ms * 1_000) / (now - spent.since))
    spent.since = now
    spent.ms = 0
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
    onStep(wasUp)
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
    leavesOut: (what) => step >= budgetSteps.indexOf(what),
    look,
    begin() {
      if (step > 0) tell()
    },
    stop() {
      clearTimeout(timer)
      gates.drop('budget')
    },
  }
}
