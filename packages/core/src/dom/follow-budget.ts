import type { FrameEvent } from '@playhead/protocol'
import { createStorms, type Storms } from '../budget/storms.ts'
import type { CaptureScope } from '../capture/scope.ts'
import type { Mirror } from './mirror.ts'
import { replaceByPlaceholder } from './placeholder.ts'
import { incremental } from './record-context.ts'

interface Recorded {
  mirror: Mirror
  emit(frame: FrameEvent): void
  /** Hands over what has been gathered. */
  drain(): void
  /** Takes a fresh snapshot. */
  begin(): void
}

/** Leaves out of the frames what the budget's steps say. @returns what passes changes over. */
export function followBudget(
  { budget, clock }: Pick<CaptureScope, 'budget' | 'clock'>,
  { mirror, emit, drain, begin }: Recorded,
): Storms['admits'] {
  const storms = createStorms(budget, clock)

  /** What stands for the subtree that storms, if there is one. */
  function place(): void {
    const stormy = storms.stormy()
    if (!stormy) return
    drain()
    const data = replaceByPlaceholder(stormy, mirror)
    if (data) emit({ type: incremental, timestamp: clock.now(), data })
  }

  budget.onStep((isUp) => {
    if (!budget.leavesOut('stormy-subtree')) storms.forget()
    else if (!isUp) storms.choose()
    // Without what was left out, later changes have nothing to apply to.
    if (!isUp) place()
    else if (budget.leavesOut('canvas')) {
      begin()
      place()
    }
  })
  return storms.admits
}
