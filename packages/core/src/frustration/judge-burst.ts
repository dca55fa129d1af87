import type { FrustrationAnswer, FrustrationCause, FrustrationEvent } from '@playhead/protocol'
import { promptMs } from './click-times.ts'
import { isDisabled, linkKind, silentlyInvalid } from './clicked-element.ts'
import { looksUsable } from './find-control.ts'
import type { Thresholds } from './frustration-options.ts'

interface Click {
  at: number
  answer: { at: number; by: FrustrationAnswer } | null
}

/** Clicks on one control or in one place, each waiting for what it does. */
export interface Burst {
  control: Element
  isUsable: boolean
  clicks: Click[]
  /** Something was begun that nobody sees yet: a request, the loading of a page. */
  begun: FrustrationAnswer | null
  /** What went wrong meanwhile. */
  failure: 'error' | 'broken-link' | null
}

export interface Verdict extends Pick<FrustrationEvent, 'at' | 'count' | 'delayMs' | 'answeredBy'> {
  kind: 'rage-click' | 'dead-click' | 'slow-click'
  cause: FrustrationCause
  fields?: Element[]
}

/**
 * @param isOver nothing more is waited for.
 * @returns null if nobody was frustrated, or it is too early to say.
 */
export function judgeBurst(
  burst: Burst,
  { rageClick, deadClick }: Pick<Thresholds, 'rageClick' | 'deadClick'>,
  isOver: boolean,
): Verdict | null {
  const { clicks, begun } = burst
  const vain = clicks.find(({ at, answer }) => !answer || answer.at - at > promptMs)
  if (!vain) return null
  const { answer } = vain
  const { at } = vain
  // Only the last of several may wait: a stepper is pressed again and again because it does its work.
  const isRage =
    rageClick !== null &&
    vain !== clicks.at(-1) &&
    clicks.some(
      ({ at: first }, index) =>
        (clicks[index + rageClick.count - 1]?.at ?? Infinity) - first <= rageClick.withinMs,
    )
  const delayMs = answer ? answer.at - at : 0
  const seen = answer ? { delayMs, answeredBy: answer.by } : begun ? { answeredBy: begun } : {}
  const found = { at: clicks[0]?.at ?? at, count: clicks.length, ...seen }
  if (isRage) {
    const reason = findCause(burst, answer !== null)
    const canWait = reason.cause === 'unresponsive' || begun !== null
    return isOver || !canWait ? { kind: 'rage-click', ...found, ...reason } : null
  }
  if (!deadClick || !isOver || isDisabled(burst.control)) return null
  if (answer) {
    const isSlow = burst.isUsable && delayMs >= deadClick.slowAfterMs
    return isSlow ? { kind: 'slow-click', ...found, at, cause: 'slow' } : null
  }
  const link = linkKind(burst.control)
  const isExpected = link === 'elsewhere' || begun !== null || burst.failure !== null
  if (isExpected || !(burst.isUsable || looksUsable(burst.control))) return null
  return { kind: 'dead-click', ...found, ...findCause(burst, false) }
}

function findCause(
  { control, isUsable, failure, begun }: Burst,
  isAnswered: boolean,
): Pick<Verdict, 'cause' | 'fields'> {
  if (failure) return { cause: failure }
  if (isDisabled(control)) return { cause: 'disabled' }
  const link = linkKind(control)
  if (link === 'elsewhere') return { cause: 'opened-elsewhere' }
  if (isAnswered) return { cause: 'slow' }
  if (link === 'nowhere') return { cause: 'broken-link' }
  const fields = begun ? [] : silentlyInvalid(control)
  if (fields.length > 0) return { cause: 'silent-validation', fields }
  return { cause: isUsable || begun ? 'unresponsive' : 'not-interactive' }
}
