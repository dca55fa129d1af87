import type { FrustrationEvent, TimelineEvent } from '@playhead/protocol'
import type { CaptureScope, EmitTimeline, Tracker } from '../capture/scope.ts'
import type { KeyValue } from '../session/session-cache.ts'
import { PlayheadError } from '../playhead-error.ts'
import { type FrustrationOptions, toThresholds } from './frustration-options.ts'
import type { Signal, TellFrustration } from './signal.ts'
import { watchClicks } from './watch-clicks.ts'
import { watchCursor } from './watch-cursor.ts'
import { watchForms } from './watch-forms.ts'
import { watchVisits } from './watch-visits.ts'

export interface FrustrationTracker extends Tracker {
  /** Everything that comes onto the timeline. */
  look(event: TimelineEvent): void
  /** The application sends a request. */
  request(method: string): void
}

/**
 * Signs that somebody does not get what they want, each with what caused it. The page hears of them
 * too, by `onFrustration` and by the event `playhead:frustration` on its window.
 *
 * @param tab where is remembered, from one page of this tab to the next, which was left and when.
 */
export function trackFrustration(
  emit: EmitTimeline,
  scope: CaptureScope,
  options: FrustrationOptions,
  tab: KeyValue,
  onFrustration: (event: FrustrationEvent) => void = () => undefined,
): FrustrationTracker {
  const thresholds = toThresholds(options)
  const { thrashedCursor, formAbandon } = thresholds

  const tell: TellFrustration = (fields) => {
    const event: FrustrationEvent = { type: 'frustration', ...fields }
    emit(event)
    try {
      onFrustration(event)
    } catch (cause) {
      scope.report(new PlayheadError('capture_failed', 'onFrustration failed.', { cause }))
    }
    window.dispatchEvent(new CustomEvent('playhead:frustration', { detail: event }))
  }

  const signals: Signal[] = [
    watchClicks(tell, scope, thresholds),
    watchVisits(tell, scope, tab, thresholds),
  ]
  if (thrashedCursor) signals.push(watchCursor(tell, scope, thrashedCursor))
  if (formAbandon) signals.push(watchForms(tell, scope, formAbandon))

  return {
    begin: () => signals.forEach((signal) => signal.begin?.()),
    look: (event) => signals.forEach((signal) => signal.look?.(event)),
    request: (method) => signals.forEach((signal) => signal.request?.(method)),
    settle: async () => void (await Promise.all(signals.map((signal) => signal.settle?.()))),
    stop: () => signals.forEach((signal) => signal.stop()),
  }
}
